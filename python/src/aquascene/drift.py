"""Compares a database with what the plan builds.

The plan is built into a scratch database of a throw-away cluster. The normalised dumps of both
sides decide whether they differ; migra proposes SQL that would bring the target to the plan's
state. docs/decisions/0002-drift.md says why both are needed.
"""

from __future__ import annotations

import contextlib
import difflib
import re
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from psycopg import connect, errors

from aquascene.dump import dump_schema, read_only, server_major
from aquascene.plan import build_database, read_plan
from aquascene.server import Cluster

_PARTITION_NAME = re.compile(r'"\w+"\."\w+_\d{4}_\d{2}(_\w+)?"')


@dataclass(frozen=True)
class Drift:
    """How a target differs from the plan.

    ``difference`` is a unified diff of the dumps, from the target to the plan, empty when they
    are equal. ``proposal`` is SQL by migra, which may miss what the diff shows. ``pending`` is
    the number of the plan's changes that the target does not have, None where Sqitch has no
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
        proposal = propose(url, planned) if difference else ""
        return Drift(difference, proposal, _pending(url, root))


@contextlib.contextmanager
def planned_database(root: Path, major: int | None = None) -> Iterator[str]:
    """Build the plan in a throw-away cluster of PostgreSQL ``major`` and yield its URI."""
    with tempfile.TemporaryDirectory(prefix="aquascene-scratch-") as folder:
        Path(folder).chmod(0o711)  # as root, the server's user has to come in
        settings = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        cluster = Cluster(Path(folder) / "plan", settings=settings, major=major)
        try:
            cluster.start()
            cluster.ensure_database("plan")
            build_database(cluster.url("plan"), root)
            yield cluster.url("plan")
        finally:
            cluster.remove()


def propose(url: str, planned: str) -> str:
    """Return SQL by migra that brings the target to the planned state; may be incomplete.

    Statements about monthly partitions are left out: the engine makes those at run time.
    """
    # Here, since migra and SQLAlchemy take a quarter of a second to load.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # its use of pkg_resources
        from migra import Migration
    from sqlalchemy import create_engine, pool
    from sqlalchemy.orm import Session

    engines = [
        create_engine(
            "postgresql+psycopg://",
            creator=lambda conninfo=conninfo: connect(conninfo),
            poolclass=pool.NullPool,
        )
        for conninfo in (read_only(url), read_only(planned))
    ]
    with Session(engines[0]) as target, Session(engines[1]) as plan:
        migration = Migration(target, plan, exclude_schema="sqitch")
        migration.set_safety(False)
        migration.add_all_changes(privileges=True)
        statements = [str(statement) for statement in migration.statements]
    return "\n\n".join(
        statement for statement in statements if not _PARTITION_NAME.search(statement)
    )


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
