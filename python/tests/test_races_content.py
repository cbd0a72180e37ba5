"""What happens when many do it at once: taking in, processing, publishing, scraping."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest

from aquascene.database import Jsonb, WrongStateError, call, call_row, call_value
from stage import add_target, rows, wait_until
from test_races_newsletter import is_waiting, second_while_first_is_open

Connection = psycopg.Connection[Any]

DRAFTS = Jsonb([{"content_type": "guide", "title": "Moss", "content": "Moss grows."}])


def execute(url: str, statement: str, *arguments: object) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement, arguments)


def connect(url: str) -> Connection:
    """Connect for what must not wait: a lock that somebody holds is an error at once."""
    return psycopg.connect(url, options="-c lock_timeout=1")


def ids_of_four(url: str, step: Callable[[Connection, int], list[UUID]]) -> list[list[UUID]]:
    """Let four do a step at once, each until it returns nothing; return what each of them got."""
    barrier = threading.Barrier(4)

    def work(number: int) -> list[UUID]:
        got: list[UUID] = []
        with psycopg.connect(url, autocommit=True) as connection:
            barrier.wait(30)
            while some := step(connection, number):
                got += some
        return got

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(work, range(4)))


# Taking in


def ingest(connection: Connection) -> tuple[str, UUID]:
    row = call_row(
        connection,
        "content.ingest_raw",
        source_url="https://example.com/moss",
        content_type="article",
        title="Moss",
        content="Moss grows on wood.",
    )
    assert row is not None
    return row["outcome"], row["raw_content_id"]


def test_of_two_who_bring_a_text_one_is_told_that_it_is_a_duplicate(database_url: str) -> None:
    first, second = second_while_first_is_open(database_url, ingest, first_commits=True)
    (stored,) = rows(database_url, "select id from content.raw_content")
    assert first == ("new", stored["id"])
    assert second.result() == ("duplicate", stored["id"])


def test_who_waited_brings_the_text_when_the_first_gives_up(database_url: str) -> None:
    first, second = second_while_first_is_open(database_url, ingest, first_commits=False)
    (stored,) = rows(database_url, "select id from content.raw_content")
    assert second.result() == ("new", stored["id"])
    assert first != second.result()


# Processing


def claim(connection: Connection, worker: str, **arguments: Any) -> list[UUID]:
    return [row["id"] for row in call(connection, "content.claim_raw", worker=worker, **arguments)]


def test_claims_neither_share_an_item_nor_wait(database_url: str) -> None:
    execute(database_url, "select test.raw() from generate_series(1, 5)")
    with connect(database_url) as one, connect(database_url) as two:
        first = claim(one, "one", batch_size=3)
        second = claim(two, "two", batch_size=3)
        assert (len(first), len(second)) == (3, 2)
        assert not set(first) & set(second)
        one.rollback()
        assert set(claim(two, "two")) == set(first)


def test_four_workers_claim_every_item_once(database_url: str) -> None:
    execute(database_url, "select test.raw() from generate_series(1, 200)")
    got = ids_of_four(database_url, lambda c, number: claim(c, f"w{number}", batch_size=3))
    held = rows(database_url, "select id, claimed_by, attempts from content.raw_content")
    assert sum(len(some) for some in got) == 200
    assert {(row["id"], row["claimed_by"], row["attempts"]) for row in held} == {
        (item, f"w{number}", 1) for number, some in enumerate(got) for item in some
    }


def complete(connection: Connection, item: UUID, worker: str) -> list[UUID]:
    made = call(
        connection, "content.complete_raw", raw_content_id=item, worker=worker, drafts=DRAFTS
    )
    return [row["complete_raw"] for row in made]


def test_an_item_is_completed_once(database_url: str) -> None:
    execute(database_url, "select test.raw()")
    with psycopg.connect(database_url) as connection:
        (item,) = claim(connection, "one")
    first, second = second_while_first_is_open(
        database_url, lambda c: complete(c, item, "one"), first_commits=True
    )
    assert getattr(second.exception(), "sqlstate", None) == "55000"
    drafts = rows(database_url, "select id from content.generated_content")
    assert [row["id"] for row in drafts] == first


def digest(connection: Connection, items: list[UUID], worker: str) -> UUID:
    made: UUID = call_value(
        connection,
        "content.complete_digest",
        raw_content_ids=items,
        worker=worker,
        draft={"content_type": "digest", "title": "Moss", "content": "Moss grows."},
    )
    return made


def test_of_two_digests_of_the_same_items_one_is_made(database_url: str) -> None:
    execute(database_url, "select test.raw() from generate_series(1, 3)")
    with psycopg.connect(database_url) as connection:
        items = claim(connection, "one")
    orders = iter([items, items[::-1]])
    first, second = second_while_first_is_open(
        database_url, lambda c: digest(c, next(orders), "one"), first_commits=True
    )
    assert getattr(second.exception(), "sqlstate", None) == "55000"
    (draft,) = rows(database_url, "select id, source_materials from content.generated_content")
    assert draft["id"] == first
    assert set(draft["source_materials"]) == {str(item) for item in items}


def test_a_digest_locks_its_items_in_the_order_of_their_ids(database_url: str) -> None:
    execute(database_url, "select test.raw() from generate_series(1, 2)")
    with psycopg.connect(database_url) as connection:
        low, high = sorted(claim(connection, "one"))
    lock = "select from content.raw_content where id = %s for update nowait"

    def work() -> UUID:
        with psycopg.connect(database_url) as connection:
            return digest(connection, [high, low], "one")

    with ThreadPoolExecutor(1) as pool:
        with psycopg.connect(database_url) as holder:
            holder.execute(lock, [low])
            made = pool.submit(work)
            wait_until(lambda: is_waiting(database_url))
            execute(database_url, lock, high)  # it waits for the first, and holds no other yet
        assert made.result(30)


def test_a_worker_whose_lease_ran_out_cannot_complete(database_url: str) -> None:
    execute(database_url, "select test.raw()")
    with psycopg.connect(database_url) as connection:
        (item,) = claim(connection, "slow", lease="0 seconds")
    with psycopg.connect(database_url) as slow, pytest.raises(WrongStateError):
        complete(slow, item, "slow")

    with psycopg.connect(database_url) as other:
        assert call_value(other, "content.release_expired_leases") == 1
        assert claim(other, "other") == [item]
    with psycopg.connect(database_url) as slow, pytest.raises(WrongStateError):
        complete(slow, item, "slow")
    with psycopg.connect(database_url) as other:
        assert len(complete(other, item, "other")) == 1
    (stored,) = rows(database_url, "select processing_status, attempts from content.raw_content")
    assert stored == {"processing_status": "completed", "attempts": 2}


def test_a_worker_that_waits_for_the_release_of_its_item_is_refused(database_url: str) -> None:
    execute(database_url, "select test.raw()")
    with psycopg.connect(database_url) as connection:
        (item,) = claim(connection, "slow", lease="1 hour")
    is_first = iter((True, False))

    def take_away_or_complete(connection: Connection) -> object:
        if next(is_first):
            connection.execute("update content.raw_content set lease_expires_at = now()")
            assert call_value(connection, "content.release_expired_leases") == 1
            return claim(connection, "other")
        return complete(connection, item, "slow")

    first, second = second_while_first_is_open(
        database_url, take_away_or_complete, first_commits=True
    )
    assert first == [item]
    assert getattr(second.exception(), "sqlstate", None) == "55000"
    assert rows(database_url, "select from content.generated_content") == []


def test_a_lease_that_ends_while_its_worker_completes_is_not_released(database_url: str) -> None:
    execute(database_url, "select test.raw()")
    with connect(database_url) as slow, connect(database_url) as janitor:
        slow.execute("select ops.now()")  # its clock stands still before the lease ends
        with psycopg.connect(database_url) as connection:
            (item,) = claim(connection, "slow", lease="100 milliseconds")
        complete(slow, item, "slow")
        wait_until(
            lambda: rows(
                database_url, "select from content.raw_content where lease_expires_at <= now()"
            )
        )
        assert call_value(janitor, "content.release_expired_leases") == 0
        slow.commit()
        assert call_value(janitor, "content.release_expired_leases") == 0
    (stored,) = rows(database_url, "select processing_status from content.raw_content")
    assert stored["processing_status"] == "completed"


# Publishing


def publish(connection: Connection, **arguments: Any) -> list[UUID]:
    return [row["publish_due"] for row in call(connection, "content.publish_due", **arguments)]


def test_four_publish_everything_that_is_due_once(database_url: str) -> None:
    execute(database_url, "select test.content('scheduled') from generate_series(1, 100)")
    got = ids_of_four(database_url, lambda c, _: publish(c, batch_size=3))
    published = rows(
        database_url, "select id from content.generated_content where status = 'published'"
    )
    everything = [item for some in got for item in some]
    assert len(everything) == 100
    assert set(everything) == {row["id"] for row in published}


def test_who_publishes_does_not_wait_for_another(database_url: str) -> None:
    execute(database_url, "select test.content('scheduled') from generate_series(1, 3)")
    with connect(database_url) as one, connect(database_url) as two:
        first = publish(one, batch_size=2)
        second = publish(two)
    assert (len(first), len(second)) == (2, 1)
    assert not set(first) & set(second)


# Scraping


def start(connection: Connection) -> UUID:
    job: UUID = call(connection, "scraping.start_job", target_name="odd")[0]["id"]
    return job


def test_two_who_start_a_job_get_the_same(database_url: str) -> None:
    add_target(database_url, "http://127.0.0.1:1/")
    first, second = second_while_first_is_open(database_url, start, first_commits=True)
    (job,) = rows(database_url, "select id from scraping.scraping_jobs")
    assert first == second.result() == job["id"]
    (page,) = rows(database_url, "select job_id from scraping.scraper_pages")
    assert page["job_id"] == first


def test_who_waited_starts_the_job_when_the_first_gives_up(database_url: str) -> None:
    add_target(database_url, "http://127.0.0.1:1/")
    _, second = second_while_first_is_open(database_url, start, first_commits=False)
    (job,) = rows(database_url, "select id from scraping.scraping_jobs")
    assert second.result() == job["id"]


def test_two_who_claim_a_page_get_different_ones_and_stay_polite(database_url: str) -> None:
    add_target(database_url, "http://127.0.0.1:1/", rate_limiting={"requests_per_second": 0.01})
    with psycopg.connect(database_url) as connection:
        job = start(connection)
        connection.execute(
            "insert into scraping.scraper_pages (target_id, job_id, url)"
            " select target_id, job_id, url || 'more' from scraping.scraper_pages"
        )
    first, second = second_while_first_is_open(
        database_url,
        lambda c: call(c, "scraping.claim_page", job_id=job, worker="w"),
        first_commits=True,
    )
    assert isinstance(first, list)
    assert [row["wait"] for row in first] == [None]
    answer = second.result()
    assert isinstance(answer, list)
    (later,) = answer
    assert later["page_id"] is None
    assert 90 < later["wait"].total_seconds() <= 100


# Addresses


def test_two_who_write_one_title_at_once_get_two_addresses(database_url: str) -> None:
    write = """
        insert into content.generated_content (content_type, title, content)
        values ('guide', 'Moss on stone', 'Moss grows.') returning slug
    """
    with connect(database_url) as first, connect(database_url) as second:
        slugs = [(one.execute(write).fetchone() or ("",))[0] for one in (first, second, first)]
        first.commit()
        second.commit()
    assert slugs[0] == "moss-on-stone"
    assert len(set(slugs)) == 3
    assert all(slug.startswith("moss-on-stone-") for slug in slugs[1:])
