"""What benches share: a result, a cluster to measure in, interleaved medians."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from aquascene.server import Cluster

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Result:
    """One line of the report.

    ours and floor are in ``unit``; floor is the least SQL that does the work. ratio is how near
    ours comes to floor, 1 being as good as the floor and more being better. Without a bar the
    line informs and never fails.
    """

    name: str
    ours: float
    floor: float
    unit: str
    ratio: float
    bar: float | None = None

    @property
    def verdict(self) -> str:
        """``ok``, or ``LOW`` when the ratio is under the bar."""
        return "LOW" if self.bar is not None and self.ratio < self.bar else "ok"


@contextlib.contextmanager
def fresh_cluster() -> Iterator[Cluster]:
    """Start a throw-away cluster, on disk, with room for what a bench holds in its buffers."""
    with tempfile.TemporaryDirectory(prefix="aquascene-bench-") as folder:
        Path(folder).chmod(0o711)  # as root, the server's user has to come in
        cluster = Cluster(
            Path(folder) / "state", settings={"shared_buffers": "1GB", "max_wal_size": "4GB"}
        )
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.remove()


def interleaved(
    ours: Callable[[], None],
    floor: Callable[[], None],
    *,
    before: Callable[[], None],
    repeats: int = 7,
) -> tuple[float, float]:
    """Return the median seconds of both, run in turns so that noise hits both alike.

    ``before`` runs ahead of each, unmeasured. The first turn warms up and does not count.
    """
    seconds: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeats + 1):
        for index, run in enumerate((ours, floor)):
            before()
            begin = time.perf_counter()
            run()
            if turn:
                seconds[index].append(time.perf_counter() - begin)
    return statistics.median(seconds[0]), statistics.median(seconds[1])
