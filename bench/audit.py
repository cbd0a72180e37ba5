"""What the audit triggers cost: an update with them against the same update without.

``audit_single_…``: one row a transaction, as an editor does it (begin, admin.act_as, update,
commit), over connections that are warm; 35 percent more are allowed. ``audit_bulk_…``: 10 thousand
rows in one statement by nobody; twice the time is allowed. Both on drafts of 8 kB with all their
indexes and triggers, and on categories, which are small rows with few.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

ROWS = 10_000
TRANSACTIONS = 300
ROUNDS = 11
SINGLE_ALLOWED = 1.35
BULK_ALLOWED = 2.0

_PREPARE = """
insert into content.generated_content (content_type, title, content)
select 'newsletter_article', 'Title ' || n,
       repeat(md5(n::text) || ' water plants need light. ', 150)
  from generate_series(1, ROWS) as n;
insert into content.content_categories (name, slug)
select 'Category ' || n, 'category-' || n from generate_series(1, ROWS) as n;
insert into admin.admin_users (username, email, password_hash, role)
values ('jo', 'jo@example.com', 'x', 'editor');
"""
_TABLES = {
    "drafts": ("content.generated_content", "tone"),
    "categories": ("content.content_categories", "description"),
}


class _Table:
    """One table, updated row by row and as a whole, each time to a value it had not."""

    def __init__(self, connection: psycopg.Connection, table: str, column: str) -> None:
        self.connection = connection
        self.table = table
        self.one = f"update {table} set {column} = %s where id = %s"  # noqa: S608
        self.all = f"update {table} set {column} = %s"  # noqa: S608
        self.ids = [row[0] for row in connection.execute(f"select id from {table}")]  # noqa: S608
        self.person = connection.execute("select id from admin.admin_users").fetchone()
        self.turn = 0

    def single(self) -> None:
        for _ in range(TRANSACTIONS):
            self.turn += 1
            with self.connection.transaction():
                self.connection.execute("select admin.act_as(%s)", self.person)
                key = self.ids[self.turn % len(self.ids)]
                self.connection.execute(self.one, (f"tone {self.turn}", key))

    def bulk(self) -> None:
        self.turn += 1
        self.connection.execute(self.all, (f"tone {self.turn}",))

    def ratio(self, work: Callable[[], None]) -> tuple[float, float]:
        """Return the median seconds with and without the trigger, in turns."""
        seconds: dict[str, list[float]] = {"enable": [], "disable": []}
        for turn in range(ROUNDS + 1):
            for state, taken in seconds.items():
                self.connection.execute(f"alter table {self.table} {state} trigger audit_update")
                self.connection.execute(f"vacuum {self.table}")
                begin = time.perf_counter()
                work()
                if turn:
                    taken.append(time.perf_counter() - begin)
        return statistics.median(seconds["enable"]), statistics.median(seconds["disable"])


def measure() -> list[Result]:
    """Update both tables in both ways."""
    results = []
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            connection.execute(_PREPARE.replace("ROWS", str(ROWS)))
            for name, (table, column) in _TABLES.items():
                target = _Table(connection, table, column)
                ours, floor = target.ratio(target.single)
                scale = 1e6 / TRANSACTIONS
                results.append(
                    Result(
                        f"audit_single_{name}",
                        ours * scale,
                        floor * scale,
                        "us",
                        SINGLE_ALLOWED * floor / ours,
                        1.0,
                    )
                )
                ours, floor = target.ratio(target.bulk)
                results.append(
                    Result(
                        f"audit_bulk_{name}",
                        ours * 1e3,
                        floor * 1e3,
                        "ms",
                        BULK_ALLOWED * floor / ours,
                        1.0,
                    )
                )
            entries = connection.execute("select from audit.audit_log").rowcount
            updates = (ROUNDS + 1) * (TRANSACTIONS + ROWS) * len(_TABLES)
            assert entries >= updates, "an update was not written down"
    return results
