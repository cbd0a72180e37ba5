"""``/metrics`` for Prometheus: a small application of its own, not a part of the public edge.

The figures are those of ``analytics.metrics``. One answer serves all who ask within a few seconds,
so that asking costs the database little.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from aquascene.database import DatabaseError, Pool, call, limit_time

KEPT = 5.0
"""Seconds that an answer is given again."""
ALLOWED = 9.0
"""Seconds that the database may take: Prometheus waits for ten."""

_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Figures(Collector):
    def __init__(self, pool: Pool, allowed: float) -> None:
        self._pool = pool
        self._allowed = allowed

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        families: dict[str, GaugeMetricFamily | CounterMetricFamily] = {}
        with self._pool.connection() as connection:
            limit_time(connection, self._allowed)
            for row in call(connection, "analytics.metrics"):
                name = row["name"]
                kind = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
                family = families.setdefault(
                    name, kind(name, row["help"], labels=list(row["labels"]))
                )
                family.add_metric(list(row["labels"].values()), row["value"])
        yield from families.values()


def create_metrics_app(pool: Pool, allowed: float = ALLOWED) -> Starlette:
    """Return the ASGI application; it answers with 503 while the database cannot be asked.

    allowed: seconds that the database may take.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(pool, allowed))
    lock = threading.Lock()
    last: tuple[float, bytes] = (float("-inf"), b"")

    def metrics(request: Request) -> Response:
        nonlocal last
        with lock:  # who comes meanwhile gets the same answer
            if time.monotonic() - last[0] > KEPT:
                try:
                    last = (time.monotonic(), generate_latest(registry))
                except DatabaseError as error:
                    return PlainTextResponse(f"{error.message}\n", status_code=503)
            return Response(last[1], media_type=_CONTENT_TYPE)

    return Starlette(routes=[Route("/metrics", metrics)])
