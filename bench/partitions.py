"""``ops.ensure_partitions`` over six tables with a year of partitions, beside pg_partman.

Floor: ``partman.run_maintenance`` over six tables of the same columns, indexes and months, in the
same database (Debian's postgresql-15-partman; without it only our own time is told). The first
line is with nothing to do, the second with three new months for each.
"""

# ruff: noqa: T201

from __future__ import annotations

import statistics
import time
from pathlib import Path

import psycopg

from aquascene.plan import build_database
from aquascene.server import find_programs
from measure import ROOT, Result, fresh_cluster

TABLES = 6
MONTHS = 12
REPEATS = 9
LONGEST_MS = 10.0

_PARTMAN = """
create schema partman;
create extension pg_partman schema partman;
create schema rival;
"""
_RIVAL = """
create table rival.{name} (like {table} including defaults including generated)
    partition by range ({column});
"""


def _ms(connection: psycopg.Connection, statement: str) -> float:
    begin = time.perf_counter()
    connection.execute(statement)
    return (time.perf_counter() - begin) * 1000


def measure() -> list[Result]:
    """Do nothing by turns, then make eighteen partitions each."""
    share = Path(find_programs()["pg_config"]).parent.parent
    has_partman = any(share.glob("**/pg_partman_bgw.so"))
    if not has_partman:
        print("pg_partman is not installed (postgresql-15-partman): nothing to compare with")
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            policies = connection.execute(
                "select table_name, partition_column from ops.partition_policies order by 1"
            ).fetchall()
            connection.execute(
                "delete from ops.partition_policies where table_name <> all (%s)",
                [[table for table, _ in policies[:TABLES]]],
            )
            connection.execute("select ops.ensure_partitions(%s)", [MONTHS])
            if has_partman:
                connection.execute(_PARTMAN)
                for number, (table, column) in enumerate(policies[:TABLES]):
                    name = f"t{number}"
                    connection.execute(_RIVAL.format(name=name, table=table, column=column))
                    for (definition,) in connection.execute(
                        """select format('create index on rival.%%I (%%s)', %s::text,
                                         string_agg(quote_ident(a.attname), ', '))
                             from pg_index as i
                             join pg_attribute as a
                               on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
                            where i.indrelid = %s::regclass group by i.indexrelid""",
                        [name, table],
                    ).fetchall():
                        connection.execute(definition)
                    connection.execute(
                        "select partman.create_parent(%s, %s, 'native', 'monthly',"
                        " p_premake => %s)",
                        [f"rival.{name}", column, MONTHS],
                    )
            idle: tuple[list[float], list[float]] = ([], [])
            for _ in range(REPEATS):
                idle[0].append(_ms(connection, "select ops.ensure_partitions(12)"))
                if has_partman:
                    idle[1].append(_ms(connection, "select partman.run_maintenance()"))
            new = _ms(connection, f"select ops.ensure_partitions({MONTHS + 3})")
            made = connection.execute(
                "select count(*) from ops.partition_report where not is_default"
            ).fetchone()
            assert made == (TABLES * (MONTHS + 4),), made
            nothing = statistics.median(idle[0])
            results = [
                Result("partitions_idle_ms", nothing, LONGEST_MS, "ms", LONGEST_MS / nothing, 1.0)
            ]
            if has_partman:
                connection.execute("update partman.part_config set premake = 15")
                theirs = _ms(connection, "select partman.run_maintenance()")
                rival = statistics.median(idle[1])
                results += [
                    Result("partitions_idle", nothing, rival, "ms", rival / nothing, 1.0),
                    Result("partitions_18_new", new, theirs, "ms", theirs / new, 1.0),
                ]
    return results
