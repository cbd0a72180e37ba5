"""Compares a database with what the plan builds.

The plan is built into a scratch database of a throw-away cluster. The normalised dumps of both
sides decide whether they differ; ``results`` (the successor of migra) proposes SQL that would
bring the target to the plan's state. docs/decisions/0002-drift.md says why both are needed.
"""

from __future__ import annotations

import contextlib
import difflib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from psycopg import connect, errors, sql
from psycopg.conninfo import conninfo_to_dict

from aquascene.dump import MONTHLY_PARTITION, dump_schema, read_only, server_major
from aquascene.plan import build_database, read_plan
from aquascene.server import Cluster

_PARTITIONS = """
select p.nspname || '.' || i.relname, n.nspname || '.' || c.relname
  from pg_catalog.pg_class as c
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  join pg_catalog.pg_inherits as h on h.inhrelid = c.oid
  join pg_catalog.pg_class as i on i.oid = h.inhparent
  join pg_catalog.pg_namespace as p on p.oid = i.relnamespace
 where c.relispartition and c.relkind = 'r' and c.relname ~ %s
"""


@dataclass(frozen=True)
class Drift:
    """How a target differs from the plan.

    ``difference`` is a unified diff of the dumps, from the target to the plan, empty when they
    are equal. ``proposal`` is SQL by ``results``, which may miss what the diff shows. ``pending``
    is the number of the plan's changes that the target does not have, None where Sqitch has no
    records.
    """

    difference: str
    proposal: str
    pending: int | None


def find_drift(url: str, root: Path) -> Drift:
    """Compare the database behind a libpq connection string with the plan in ``root``.

    Nothing is written to the target. Raises ServerError, PlanError or DumpError.
    """
    with planned_database(root, server_major(url)) as planned:
        ours = dump_schema(planned, root)
        theirs = dump_schema(url, root)
        difference = "".join(
            difflib.unified_diff(
                theirs.splitlines(keepends=True),
                ours.splitlines(keepends=True),
                "target",
                "plan",
            )
        )
        proposal = ""
        if difference:
            _align_partitions(planned, url)
            proposal = propose(url, planned)
        return Drift(difference, proposal, _pending(url, root))


@contextlib.contextmanager
def planned_database(root: Path, major: int | None = None) -> Iterator[str]:
    """Build the plan in a throw-away cluster of PostgreSQL ``major`` and yield its URI."""
    # In .aquascene, where `make clean` finds what a killed command leaves.
    state = root / ".aquascene"
    state.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="scratch-", dir=state))
    folder.chmod(0o711)  # as root, the server's user has to come in
    settings = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    cluster = Cluster(folder, settings=settings, major=major)
    try:
        cluster.start()
        cluster.ensure_database("plan")
        build_database(cluster.url("plan"), root)
        yield cluster.url("plan")
    finally:
        cluster.remove()


def propose(url: str, planned: str) -> str:
    """Return SQL by ``results`` that brings the target to the planned state; may be incomplete.

    A difference that it stumbles over gives a comment that says so: the diff shows it anyway.
    """
    run = subprocess.run(
        [str(Path(sys.executable).with_name("results")), "dbdiff", "--with-privileges"]
        + ["--exclude-schema=sqitch", _as_uri(read_only(url)), _as_uri(read_only(planned))],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in (0, 2):  # 2: they differ
        reason = (run.stderr.strip() or "no reason given").splitlines()[-1]
        return f"-- results failed: {reason}\n"
    return run.stdout.strip() + "\n" if run.stdout.strip() else ""


def _as_uri(conninfo: str) -> str:
    """Return a libpq connection string as a URI, which is what ``results`` takes."""
    return "postgresql://?" + urlencode(conninfo_to_dict(conninfo), quote_via=quote)


def _align_partitions(planned: str, url: str) -> None:
    """Give the planned database the target's monthly partitions, so that they are no difference."""
    with connect(read_only(url)) as target, connect(planned) as plan:
        theirs = {tuple(row) for row in target.execute(_PARTITIONS, [MONTHLY_PARTITION])}
        ours = {tuple(row) for row in plan.execute(_PARTITIONS, [MONTHLY_PARTITION])}
        parents = {parent for parent, _ in ours}
        for parent, partition in sorted(theirs - ours):
            if parent in parents:
                month = partition[-7:].replace("_", "-") + "-01"
                plan.execute("select ops.create_monthly_partition(%s, %s)", [parent, month])
        for _, partition in sorted(ours - theirs):
            plan.execute(sql.SQL("drop table {}").format(sql.Identifier(*partition.split("."))))


def _pending(url: str, root: Path) -> int | None:
    """Return how many changes of the plan Sqitch has not deployed to the target."""
    with connect(read_only(url)) as connection:
        try:
            rows = connection.execute(
                "select change from sqitch.changes where project = 'aquascene'"
            ).fetchall()
        except (errors.UndefinedTable, errors.InsufficientPrivilege):
            return None
    return max(0, len(read_plan(root)) - len(rows))
