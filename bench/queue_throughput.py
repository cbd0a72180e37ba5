"""Jobs a second through the queue of raw content: claimed and completed in batches of 100.

Floor: a minimal queue table in the same run, claimed by ``update … where id in (select … for update
skip locked limit 100) returning`` and completed by a second update. 1 and 4 workers, each a process
with its own connection and two transactions a batch. ``queue_seed_indexes`` tells how near the bar
can be come to: the floor is the same queue in a table that has the seed's indexes of
``content.raw_content``, as ours must. ``queue_flat_1m`` compares ours with an empty table to ours
with a million processed rows in it.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

JOBS = 30_000
BATCH = 100
BAR = 0.5
PROCESSED = 1_000_000
FLAT_BAR = 1 / 1.2
REPEATS = 5

_SETUP = """
create table minimal_queue (
    id bigserial primary key, status text not null default 'pending', payload text);
create index on minimal_queue (id) where status = 'pending';
create table seed_queue (
    id uuid primary key default gen_random_uuid(), place bigserial, source_domain text,
    content_type text, content_hash varchar(64) collate "C" unique,
    scraped_at timestamptz default now(), processed boolean default false,
    status text not null default 'pending', payload text);
create index on seed_queue (source_domain);
create index on seed_queue (processed, scraped_at);
create index on seed_queue (content_type);
create index on seed_queue (place) where status = 'pending';
"""

_FILL_FLOOR = """
truncate minimal_queue;
insert into minimal_queue (payload)
select 'A sentence about water plants that need light.' from generate_series(1, {jobs});
"""

_FILL_SEED = """
truncate seed_queue;
insert into seed_queue (source_domain, content_type, content_hash, payload)
select 'example.com', 'article', encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex'),
       'A sentence about water plants that need light.' from generate_series(1, {jobs});
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
vacuum analyze minimal_queue; vacuum analyze seed_queue;
"""

Work = Callable[[str, str], int]


def _ours(url: str, worker: str) -> int:
    done = 0
    with psycopg.connect(url, autocommit=True) as connection:
        # the ids as one text, there and back: nobody looks into them
        while batch := connection.execute(
            """select count(*), array_agg(id)::text
                 from content.claim_raw(%s, %s) having count(*) > 0""",
            (worker, BATCH),
        ).fetchone():
            connection.execute(
                "select content.complete_raw_many(%s::text::uuid[], %s)", (batch[1], worker)
            )
            done += batch[0]
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


def _seed(url: str, worker: str) -> int:
    done = 0
    with psycopg.connect(url, autocommit=True) as connection:
        while rows := connection.execute(
            """update seed_queue set status = 'processing'
                where id in (select id from seed_queue where status = 'pending'
                              order by place limit %s for update skip locked)
               returning id""",
            (BATCH,),
        ).fetchall():
            connection.execute(
                "update seed_queue set status = 'done', processed = true where id = any(%s)",
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
        urls = {}
        for name in ("empty", "full"):
            cluster.ensure_database(name)
            urls[name] = cluster.url(name)
            build_database(urls[name], ROOT)
            with psycopg.connect(urls[name], autocommit=True) as connection:
                connection.execute(_SETUP)
        for workers in (1, 4):
            ours, floor = _median_rates(urls["empty"], workers)
            name = f"queue_{workers}_worker{'s' if workers > 1 else ''}"
            results.append(Result(name, ours, floor, "jobs/s", ours / floor, BAR))
        rates = [
            (_rate(urls["empty"], _ours, _FILL_OURS, 1), _rate(urls["empty"], _seed, _FILL_SEED, 1))
            for _ in range(REPEATS)
        ]
        ours, floor = (statistics.median(pair[n] for pair in rates) for n in (0, 1))
        results.append(Result("queue_seed_indexes", ours, floor, "jobs/s", ours / floor))
        with psycopg.connect(urls["full"], autocommit=True) as connection:
            connection.execute(_FILL_PROCESSED.format(rows=PROCESSED))
        full_rates: dict[str, list[float]] = {"empty": [], "full": []}
        for _ in range(REPEATS):
            with psycopg.connect(urls["empty"], autocommit=True) as connection:
                connection.execute("truncate content.raw_content cascade")
            for name, url in urls.items():
                full_rates[name].append(_rate(url, _ours, _FILL_OURS, 1))
        full, empty = (statistics.median(full_rates[name]) for name in ("full", "empty"))
        results.append(Result("queue_flat_1m", full, empty, "jobs/s", full / empty, FLAT_BAR))
    return results
