"""Jobs a second through the queue of raw content: claimed and completed in batches of 100.

Floor: a minimal queue table in the same run, claimed by ``update … where id in (select … for update
skip locked limit 100) returning`` and completed by a second update. 1 and 4 workers, each a process
with its own connection and two transactions a batch. The last line compares ours with an empty
table to ours with a million processed rows in it.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable

import psycopg
from psycopg.types.string import TextLoader

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

JOBS = 30_000
BATCH = 100
BAR = 0.5
PROCESSED = 1_000_000
FLAT_BAR = 1 / 1.2
REPEATS = 3

_SETUP = """
create table minimal_queue (
    id bigserial primary key, status text not null default 'pending', payload text);
create index on minimal_queue (id) where status = 'pending';
"""

_FILL_FLOOR = """
truncate minimal_queue;
insert into minimal_queue (payload)
select 'A sentence about water plants that need light.' from generate_series(1, {jobs});
"""

_FILL_OURS = """
delete from content.raw_content where processing_status = 'pending';
with item as (
    insert into content.raw_content (source_url, source_domain, content_type, content, content_hash)
    select 'https://example.com/' || n, 'example.com', 'article',
           'A sentence about water plants that need light.',
           encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex')
      from generate_series(1, {jobs}) as n
    returning id)
insert into content.raw_queue (raw_content_id) select id from item;
"""

_FILL_PROCESSED = """
insert into content.raw_content (source_url, source_domain, content_type, content, content_hash,
                                 processed, processing_status)
select 'https://example.com/' || n, 'example.com', 'article', 'A sentence.',
       encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), true, 'completed'
  from generate_series(1, {rows}) as n;
"""

_SETTLE = """
vacuum analyze content.raw_content; vacuum analyze content.raw_queue;
vacuum analyze minimal_queue;
"""

Work = Callable[[str, str], int]


def _ours(url: str, worker: str) -> int:
    done = 0
    with psycopg.connect(url, autocommit=True) as connection:
        connection.adapters.register_loader("uuid", TextLoader)  # nobody looks into the ids
        while rows := connection.execute(
            "select id from content.claim_raw(%s, %s)", (worker, BATCH)
        ).fetchall():
            connection.execute(
                "select content.complete_raw_many(%s::uuid[], %s)",
                ([row[0] for row in rows], worker),
            )
            done += len(rows)
    return done


def _floor(url: str, worker: str) -> int:
    done = 0
    with psycopg.connect(url, autocommit=True) as connection:
        while rows := connection.execute(
            """update minimal_queue set status = 'processing'
                where id in (select id from minimal_queue where status = 'pending'
                              order by id limit %s for update skip locked)
               returning id""",
            (BATCH,),
        ).fetchall():
            connection.execute(
                "update minimal_queue set status = 'done' where id = any(%s)",
                ([row[0] for row in rows],),
            )
            done += len(rows)
    return done


def _rate(url: str, work: Work, fill: str, workers: int) -> float:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in (fill.format(jobs=JOBS) + _SETTLE).split(";")[:-1]:
            connection.execute(statement)
    begin = time.perf_counter()
    if workers == 1:
        done = work(url, "w0")
    else:
        context = multiprocessing.get_context("fork")
        with context.Pool(workers) as pool:
            done = sum(pool.starmap(work, [(url, f"w{n}") for n in range(workers)]))
    seconds = time.perf_counter() - begin
    assert done == JOBS, f"{done} of {JOBS} jobs were done"
    return JOBS / seconds


def _median_rates(url: str, workers: int) -> tuple[float, float]:
    rates = [
        (_rate(url, _ours, _FILL_OURS, workers), _rate(url, _floor, _FILL_FLOOR, workers))
        for _ in range(REPEATS)
    ]
    return statistics.median(r[0] for r in rates), statistics.median(r[1] for r in rates)


def measure() -> list[Result]:
    """Measure with 1 and 4 workers, then with a million processed rows in the table."""
    results = []
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        url = cluster.url("bench")
        build_database(url, ROOT)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_SETUP)
        for workers in (1, 4):
            ours, floor = _median_rates(url, workers)
            name = f"queue_{workers}_worker{'s' if workers > 1 else ''}"
            results.append(Result(name, ours, floor, "jobs/s", ours / floor, BAR))
        empty = statistics.median(_rate(url, _ours, _FILL_OURS, 1) for _ in range(REPEATS))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("truncate content.raw_content cascade")
            connection.execute(_FILL_PROCESSED.format(rows=PROCESSED))
        full = statistics.median(_rate(url, _ours, _FILL_OURS, 1) for _ in range(REPEATS))
        results.append(Result("queue_flat_1m", full, empty, "jobs/s", full / empty, FLAT_BAR))
    return results
