"""Time of a real, verified Sqitch deploy of the whole plan; floor: one psql that runs it.

Informational: it has no bar.
"""

from __future__ import annotations

import time

from aquascene import sqitch
from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster


def measure() -> Result:
    """Deploy once by Sqitch, once by psql."""
    with fresh_cluster() as cluster:
        seconds = []
        for dbname in ("floor", "ours"):
            cluster.ensure_database(dbname)
            begin = time.perf_counter()
            if dbname == "ours":
                sqitch.deploy(cluster.url(dbname), root=ROOT, private=True)
            else:
                build_database(cluster.url(dbname), ROOT)
            seconds.append(time.perf_counter() - begin)
    floor, ours = seconds
    return Result("deploy", ours, floor, "s", floor / ours)
