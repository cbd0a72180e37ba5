"""What the queue and the look-up of near-duplicates read, however much there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest

from aquascene.database import Jsonb, call, call_value

Connection = psycopg.Connection[Any]

MANY = 20_000
TABLES = ("raw_content", "raw_queue", "raw_leases", "raw_signatures")

# What was there is deleted, since truncating would forget the plans. Of the items every fourth is
# completed; of the others half wait, and half are held in leases of twenty by other workers, none
# of which has run out.
FILL = """
    delete from content.raw_leases;
    delete from content.raw_content;
    insert into content.raw_content (
        source_url, source_domain, content_type, title, content, content_hash, processing_status,
        processed)
    select 'https://example.com/' || n, 'example.com', 'article', 'Title', 'Text ' || n,
           encode(sha256(n::text::bytea), 'hex'),
           case when n %% 4 = 0 then 'completed' else 'pending' end, n %% 4 = 0
      from generate_series(1, %(many)s::integer) as n;
    insert into content.raw_queue (raw_content_id, next_attempt_at)
    select r.id, now() - interval '1 hour'
      from content.raw_content as r
     where r.processing_status = 'pending' and hashtext(r.id::text) %% 2 = 0;
    insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
    select 'w' || h.lease, now() + interval '1 hour', array_agg(h.id), array_agg(1)
      from (select r.id, row_number() over () / 20 as lease
              from content.raw_content as r
             where r.processing_status = 'pending'
               and not exists (select from content.raw_queue as q where q.raw_content_id = r.id)
           ) as h
     group by h.lease;
    insert into content.raw_signatures (raw_content_id, bands)
    select r.id, array(select hashtext(r.id || ' ' || b) from generate_series(1, 8) as b)
      from content.raw_content as r;
"""


def fill(connection: Connection) -> None:
    # Without parameters, which would forbid several statements at once.
    connection.execute((FILL % {"many": MANY}).encode())
    connection.commit()


def analyze(connection: Connection) -> None:
    for table in TABLES:
        connection.execute(f"vacuum analyze content.{table}".encode())


def complete(connection: Connection, items: list[UUID], worker: str) -> None:
    call(connection, "content.complete_raw_many", raw_content_ids=items, worker=worker)


def use_everything(connection: Connection) -> None:
    """Call each function often enough that plans are kept, while there is almost nothing."""
    for number in range(8):
        ingest(connection, f"text{number} that{number} comes{number} early{number}")
        connection.execute("select test.raw(), test.raw()")
        items = claim(connection, "early", 3)
        assert len(items) == 3
        complete(connection, items[1:], "early")
        call(connection, "content.fail_raw", raw_content_id=items[0], worker="early", error="x")
        assert call_value(connection, "content.requeue_raw", raw_content_ids=items[1:]) == 2
        complete(connection, claim(connection, "early", 3), "early")
        call_value(connection, "content.release_expired_leases")


def ingest(connection: Connection, text: str) -> str:
    items = [{"source_url": "https://example.com/", "content_type": "article", "content": text}]
    (row,) = call(connection, "content.ingest_raw_many", items=Jsonb(items))
    outcome: str = row["outcome"]
    return outcome


def claim(connection: Connection, worker: str, size: int) -> list[UUID]:
    found = call(connection, "content.claim_raw", worker=worker, batch_size=size)
    return [row["id"] for row in found]


@contextmanager
def reading(connection: Connection, most: int) -> Iterator[None]:
    """Hold that no table has more of its rows read than this, by index or not."""

    def read() -> dict[str, int]:
        found = connection.execute(
            """select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
                 from pg_stat_xact_user_tables where schemaname = 'content'"""
        )
        return {name: rows for name, rows in found if name in TABLES}

    before = read()
    yield
    after = read()
    rows_read = {name: after[name] - before[name] for name in TABLES}
    assert max(rows_read.values()) <= most, rows_read


@pytest.fixture(params=["analyzed", "kept plans", "kept plans, analyzed"])
def filled(database_url: str, request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A session with the tables full; its plans, and what is known of them, old or new."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        if "kept" in request.param:
            use_everything(connection)
        fill(connection)
        if "analyzed" in request.param:
            analyze(connection)
        # A disc that seeks slowly makes reading a whole table look cheap.
        connection.execute("set random_page_cost = 4")
        yield connection


def test_nothing_reads_a_whole_table(filled: Connection) -> None:
    with filled.transaction():
        with reading(filled, 600):
            batch = claim(filled, "one", 100)
        assert len(batch) == 100
        with reading(filled, 1000):
            complete(filled, batch, "one")
        (done,) = filled.execute(
            "select count(*) from content.raw_content where processed and id = any(%s)", [batch]
        ).fetchone() or (0,)
        assert done == 100

        batch = claim(filled, "two", 100)
        with reading(filled, 1000):
            for some in (batch[50:90][::-1], batch[:50]):
                complete(filled, some, "two")
        with reading(filled, 100):
            for item in batch[90:]:
                call(filled, "content.fail_raw", raw_content_id=item, worker="two", error="x")
        with reading(filled, 1000):
            assert call_value(filled, "content.requeue_raw", raw_content_ids=batch[:50]) == 50


def test_taking_in_reads_what_is_alike(filled: Connection) -> None:
    text = " ".join(f"word{number}" for number in range(100))
    with filled.transaction():
        with reading(filled, 20):
            assert ingest(filled, text) == "new"
        with reading(filled, 20):
            assert ingest(filled, text) == "duplicate"
        with reading(filled, 20):
            assert ingest(filled, text + " more") == "near_duplicate"


def test_releasing_reads_what_has_run_out(filled: Connection) -> None:
    filled.execute(
        "update content.raw_leases set expires_at = now() where id in"
        " (select id from content.raw_leases where cardinality(raw_content_ids) = 20 limit 3)"
    )
    with filled.transaction(), reading(filled, 600):
        assert call_value(filled, "content.release_expired_leases") == 60
    with filled.transaction(), reading(filled, 100):
        assert call_value(filled, "content.release_expired_leases") == 0
