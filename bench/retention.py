"""A month of a million rows goes: ``ops.apply_retention`` beside the seed's DELETE.

Floor: ``delete … where date_bucket < …`` and the vacuum that it leaves work for, on a table of
twelve such months that is not partitioned, with the same columns and indexes. ``retention_delete``
is the same without the vacuum. Told are the time, the WAL, and how long somebody who writes a row
at a time meanwhile had to wait at most, while a reader holds the table for half a second, too.
"""

from __future__ import annotations

import threading
import time

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

ROWS = 1_000_000
LONGEST_WAIT_MS = 200.0

_MONTHS = ("2020-01-01", "2020-03-01")  # one to drop, one to drop while others write
_PREPARE = """
select ops.ensure_partitions(1);
insert into content.generated_content (content_type, title, content)
values ('article', 'One', 'Text');
"""
_FILL = """
insert into analytics.content_metrics (content_id, metric_type, metric_name, metric_value,
                                       date_bucket)
select c.id, 'email', 'm' || n, n, %s::date + n %% 28
  from content.generated_content as c, generate_series(1, %s) as n
"""
_SEED = """
create table seed (like analytics.content_metrics including defaults);
insert into seed (content_id, metric_type, metric_name, metric_value, date_bucket)
select c.id, 'email', 'm' || n, n,
       '2020-01-01'::date + make_interval(months => m) + n % 28 * interval '1 day'
  from generate_series(0, 11) as m, content.generated_content as c, generate_series(1, ROWS) as n;
create table built (like analytics.content_metrics including indexes);
do $do$
declare
    _definition text;
begin
    for _definition in
        select regexp_replace(pg_get_indexdef(i.indexrelid), 'INDEX \\w+ ON \\S+', 'INDEX ON seed')
          from pg_index as i where i.indrelid = 'built'::regclass
    loop
        execute _definition;
    end loop;
end;
$do$;
drop table built;
"""
_ROW = """
insert into analytics.content_metrics (content_id, metric_type, metric_name, date_bucket)
select id, 'email', gen_random_uuid()::text, current_date from content.generated_content
"""


def _measured(connection: psycopg.Connection, statement: str) -> tuple[float, float]:
    """Return seconds, and bytes of WAL."""
    (before,) = connection.execute("select pg_current_wal_insert_lsn()").fetchone() or ("",)
    begin = time.perf_counter()
    connection.execute(statement)
    seconds = time.perf_counter() - begin
    (size,) = connection.execute(
        "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)::float8", [before]
    ).fetchone() or (0.0,)
    return seconds, size


def measure() -> list[Result]:
    """Drop one month and delete the other; then drop one more while somebody writes."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        url = cluster.url("bench")
        build_database(url, ROOT)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_PREPARE)
            for month in _MONTHS:
                connection.execute(
                    "select ops.create_monthly_partition('analytics.content_metrics', %s)", [month]
                )
                connection.execute(_FILL, [month, ROWS])
            connection.execute(_SEED.replace("ROWS", str(ROWS)))
            connection.execute("vacuum analyze")
            connection.execute("checkpoint")
            retain = "select ops.apply_retention('analytics.content_metrics')"
            dropped = _measured(connection, retain)
            connection.execute("checkpoint")
            deleted = _measured(connection, "delete from seed where date_bucket < '2020-02-01'")
            vacuumed = _measured(connection, "vacuum seed")

            is_over = threading.Event()
            waits: list[float] = []

            def write() -> None:
                with psycopg.connect(url, autocommit=True) as writer:
                    writer.execute(_ROW)
                    while not is_over.is_set():
                        begin = time.perf_counter()
                        writer.execute(_ROW)
                        waits.append((time.perf_counter() - begin) * 1000)

            def read() -> None:
                with psycopg.connect(url) as reader:
                    reader.execute("select count(*) from analytics.content_metrics_2020_03")
                    reader.execute("select from analytics.content_metrics limit 1")
                    reader.execute("select pg_sleep(0.5)")

            threads = [threading.Thread(target=write) for _ in range(2)]
            threads.append(threading.Thread(target=read))
            for thread in threads:
                thread.start()
            time.sleep(0.2)
            connection.execute(retain)
            (left,) = connection.execute(
                "select to_regclass('analytics.content_metrics_2020_03') is null"
            ).fetchone() or (False,)
            assert left, "the month was not dropped"
            time.sleep(0.2)
            is_over.set()
            for thread in threads:
                thread.join()
    worst = max(waits)
    seconds = deleted[0] + vacuumed[0]
    return [
        Result("retention_s", dropped[0], seconds, "s", seconds / dropped[0], 20.0),
        Result("retention_delete_s", dropped[0], deleted[0], "s", deleted[0] / dropped[0]),
        Result(
            "retention_wal", dropped[1] / 1e6, deleted[1] / 1e6, "MB", deleted[1] / dropped[1], 50.0
        ),
        Result("retention_wait_ms", worst, LONGEST_WAIT_MS, "ms", LONGEST_WAIT_MS / worst, 1.0),
    ]
