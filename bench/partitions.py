"""ops.ensure_partitions over all policies with a year of partitions, and pg_partman's maintenance.

Floor: pg_partman (Debian's postgresql-15-partman) with a table of the same columns, constraints
and indexes for each policy, in the same cluster; without foreign keys, which is to its advantage.
Three results: nothing to do, nothing to do against 10 ms, three new months for each table.
Without pg_partman only the second is measured.
"""

# ruff: noqa: T201

from __future__ import annotations

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster, interleaved

MONTHS = 12
NEW = 3
LIMIT = 10.0

_PREPARE = """
create schema partman;
create extension pg_partman schema partman;
create schema peer;
do $do$
declare
    _policy record;
begin
    for _policy in
        select p.table_name, replace(p.table_name, '.', '_') as name, p.partition_column
          from ops.partition_policies as p
    loop
        execute format(
            'create table peer.%I (like %s including all) partition by range (%I)',
            _policy.name, _policy.table_name, _policy.partition_column);
        perform partman.create_parent('peer.' || _policy.name, _policy.partition_column,
                                      'native', 'monthly', p_premake => MONTHS);
    end loop;
    update partman.part_config set infinite_time_partitions = true;
end;
$do$;
"""


def measure() -> list[Result]:
    """Measure both by turns; new months are made in a transaction that is rolled back."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            connection.execute("select ops.ensure_partitions(%s)", [MONTHS])
            peer = bool(
                connection.execute(
                    "select from pg_available_extensions where name = 'pg_partman'"
                ).rowcount
            )
            if peer:
                connection.execute(_PREPARE.replace("MONTHS", str(MONTHS)))
            else:
                print("pg_partman is not installed: apt-get install postgresql-15-partman")
            connection.execute("vacuum analyze pg_catalog.pg_class, pg_catalog.pg_inherits")

            def ours() -> None:
                connection.execute("select ops.ensure_partitions(%s)", [MONTHS])

            def theirs() -> None:
                connection.execute("select partman.run_maintenance()" if peer else "select")

            idle = interleaved(ours, theirs, before=lambda: None)
            milliseconds = idle[0] * 1000
            results = [
                Result("partitions_10ms", milliseconds, LIMIT, "ms", LIMIT / milliseconds, 1.0)
            ]
            if peer:
                new = _new_months(connection)
                results += [
                    Result(name, a * 1000, b * 1000, "ms", b / a, 1.0)
                    for name, (a, b) in (("partitions_idle", idle), ("partitions_new", new))
                ]
    return results


def _new_months(connection: psycopg.Connection) -> tuple[float, float]:
    """Return the median seconds of both for NEW more months of each table."""

    def before() -> None:
        connection.execute("rollback")
        connection.execute("begin")
        connection.execute("update partman.part_config set premake = %s", [MONTHS + NEW])

    def ours() -> None:
        connection.execute("select ops.ensure_partitions(%s)", [MONTHS + NEW])

    def theirs() -> None:
        connection.execute("select partman.run_maintenance()")

    made = []
    for run in (ours, theirs):
        before()
        count = _partitions(connection)
        run()
        made.append(_partitions(connection) - count)
    assert made[0] == made[1] > 0, f"not the same work: {made}"
    try:
        return interleaved(ours, theirs, before=before)
    finally:
        connection.execute("rollback")


def _partitions(connection: psycopg.Connection) -> int:
    row = connection.execute(
        "select count(*) from pg_class where relispartition and relkind = 'r'"
    ).fetchone()
    assert row
    return int(row[0])
