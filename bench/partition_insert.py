"""Rows a second into analytics.system_metrics, partitioned by month, in one statement.

Floor: the same rows into the same table without partitions, with the same columns, defaults,
constraints and indexes. The rows fall on three months.
"""

from __future__ import annotations

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster, interleaved

ROWS = 200_000
BAR = 0.7

_PREPARE = """
create table flat (like analytics.system_metrics including all);
create table staged as
select 'service-' || n % 20 as service_name, 'metric-' || n % 50 as metric_name,
       (n % 1000)::numeric(15, 4) as metric_value, 'ms' as metric_unit,
       '{"host": "a"}'::jsonb as tags, day + n % 86400 * interval '1 second' as recorded_at,
       day::date as date_bucket
  from generate_series(1, ROWS) as n
  cross join lateral (
    select date_trunc('month', now(), 'UTC') + n % 85 * interval '1 day' as day) as days;
select ops.ensure_partitions(4);
analyze staged;
"""


def _insert(connection: psycopg.Connection, table: str) -> None:
    connection.execute(
        f"""insert into {table} (service_name, metric_name, metric_value, metric_unit, tags,
                                 recorded_at, date_bucket)
            select * from staged"""  # noqa: S608
    )


def measure() -> Result:
    """Insert into both by turns, each into empty tables after a checkpoint."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            connection.execute(_PREPARE.replace("ROWS", str(ROWS)))

            def before() -> None:
                connection.execute("truncate analytics.system_metrics")
                connection.execute("truncate flat")
                connection.execute("checkpoint")

            ours, floor = interleaved(
                lambda: _insert(connection, "analytics.system_metrics"),
                lambda: _insert(connection, "flat"),
                before=before,
            )
            strays = connection.execute("select from analytics.system_metrics_default").rowcount
            assert strays == 0, "rows fell into the default partition"
    return Result("partition_insert", ROWS / ours, ROWS / floor, "rows/s", floor / ours, BAR)
