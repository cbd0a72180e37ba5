"""What happens when many do it at once: taking in, processing, publishing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest

from aquascene.database import Jsonb, WrongStateError, call, call_row, call_value
from stage import rows, wait_until
from test_races_newsletter import second_while_first_is_open

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
    held = rows(
        database_url,
        """select i.id, l.worker, i.attempts
             from content.raw_leases as l
            cross join lateral unnest(l.raw_content_ids, l.attempts) as i (id, attempts)""",
    )
    assert sum(len(some) for some in got) == 200
    assert {(row["id"], row["worker"], row["attempts"]) for row in held} == {
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
        "content.complete_raw_many",
        raw_content_ids=items,
        worker=worker,
        drafts=Jsonb([{"content_type": "digest", "title": "Moss", "content": "Moss grows."}]),
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


def bring(connection: Connection, texts: list[str]) -> list[dict[str, Any]]:
    items = [
        {"source_url": "https://example.com/", "content_type": "article", "content": text}
        for text in texts
    ]
    return list(call(connection, "content.ingest_raw_many", items=Jsonb(items)))


def test_two_who_bring_the_same_texts_in_opposite_orders_do_not_deadlock(database_url: str) -> None:
    texts = [f"moss{number} wood{number} stone{number}" for number in range(9)]
    by_hash = rows(
        database_url,
        """select t as text from unnest(%s::text[]) as t
            order by encode(sha256(convert_to(content.normalize_text(t), 'UTF8')), 'hex')""",
        texts,
    )
    texts = [row["text"] for row in by_hash]

    def work(order: list[str]) -> list[str]:
        with psycopg.connect(database_url) as connection:
            return [row["outcome"] for row in bring(connection, order)]

    # Both stop at the text in the middle, with what they wrote before it: whoever wrote from the
    # other end would then meet the other there.
    with psycopg.connect(database_url) as third, ThreadPoolExecutor(2) as pool:
        bring(third, [texts[4]])
        both = [pool.submit(work, order) for order in (texts, texts[::-1])]
        wait_until(
            lambda: (
                len(
                    rows(
                        database_url,
                        "select from pg_stat_activity"
                        " where datname = current_database() and wait_event_type = 'Lock'",
                    )
                )
                == 2
            )
        )
        third.rollback()
        outcomes = [outcome for one in both for outcome in one.result()]
    assert sorted(outcomes) == ["duplicate"] * 9 + ["new"] * 9
    assert len(rows(database_url, "select from content.raw_content")) == 9
    assert len(rows(database_url, "select from content.raw_queue")) == 9
    assert len(rows(database_url, "select from content.raw_signatures")) == 9


def test_four_who_bring_the_same_texts_at_once_write_each_once(database_url: str) -> None:
    texts = [f"moss{number} wood{number} stone{number}" for number in range(50)]
    barrier = threading.Barrier(4)

    def work(number: int) -> list[str]:
        order = texts[number * 10 :] + texts[: number * 10]
        with psycopg.connect(database_url) as connection:
            barrier.wait(30)
            return [row["outcome"] for row in bring(connection, order)]

    with ThreadPoolExecutor(4) as pool:
        outcomes = [outcome for one in pool.map(work, range(4)) for outcome in one]
    assert sorted(outcomes) == ["duplicate"] * 150 + ["new"] * 50
    assert len(rows(database_url, "select from content.raw_content")) == 50
    assert len(rows(database_url, "select from content.raw_queue")) == 50


def test_a_near_duplicate_is_linked_to_who_wrote_the_original_first(database_url: str) -> None:
    original = " ".join(f"word{number}" for number in range(100))
    is_first = iter((True, False))

    def original_or_both(connection: Connection) -> list[dict[str, Any]]:
        texts = [original] if next(is_first) else [original, original + " more"]
        return bring(connection, texts)

    first, second = second_while_first_is_open(database_url, original_or_both, first_commits=True)
    assert isinstance(first, list)
    answer = second.result()
    assert isinstance(answer, list)
    assert [row["outcome"] for row in answer] == ["duplicate", "near_duplicate"]
    assert {row["duplicate_of"] for row in answer} == {first[0]["raw_content_id"]}


def test_two_who_requeue_the_same_items_put_each_into_the_queue_once(database_url: str) -> None:
    execute(database_url, "select test.raw(status => 'failed') from generate_series(1, 3)")
    items = [row["id"] for row in rows(database_url, "select id from content.raw_content")]
    orders = iter([items, items[::-1]])
    first, second = second_while_first_is_open(
        database_url,
        lambda c: call_value(c, "content.requeue_raw", raw_content_ids=next(orders)),
        first_commits=True,
    )
    assert (first, second.result()) == (3, 0)
    assert len(rows(database_url, "select from content.raw_queue")) == 3


def test_a_worker_that_is_killed_keeps_its_items_until_its_lease_ends(database_url: str) -> None:
    execute(database_url, "select test.raw() from generate_series(1, 3)")
    dying = psycopg.connect(database_url)
    items = claim(dying, "dying", lease="1 hour")
    dying.commit()
    complete(dying, items[0], "dying")  # not committed
    execute(database_url, "select pg_terminate_backend(%s)", dying.info.backend_pid)
    wait_until(
        lambda: (
            not rows(
                database_url, "select from pg_stat_activity where pid = %s", dying.info.backend_pid
            )
        )
    )
    dying.close()

    assert rows(database_url, "select from content.generated_content") == []
    with psycopg.connect(database_url, autocommit=True) as other:
        assert call_value(other, "content.release_expired_leases") == 0
        assert claim(other, "other") == []
        other.execute("update content.raw_leases set expires_at = now()")
        assert call_value(other, "content.release_expired_leases") == 3
        assert set(claim(other, "other")) == set(items)
        assert len(complete(other, items[0], "other")) == 1
    (lease,) = rows(database_url, "select worker, attempts from content.raw_leases")
    assert lease == {"worker": "other", "attempts": [2, 2]}


def test_two_who_release_at_once_free_each_item_once(database_url: str) -> None:
    execute(
        database_url,
        "select test.raw(held_by => 'w' || n, lease => '0') from generate_series(1, 50) as n",
    )
    with connect(database_url) as one, connect(database_url) as two:
        assert call_value(one, "content.release_expired_leases") == 50
        assert call_value(two, "content.release_expired_leases") == 0
        one.commit()
        assert call_value(two, "content.release_expired_leases") == 0
    assert len(rows(database_url, "select from content.raw_queue where attempts = 1")) == 50


def test_a_worker_that_dies_in_mid_claim_holds_nothing(database_url: str) -> None:
    execute(database_url, "select test.raw()")
    with psycopg.connect(database_url, autocommit=True) as other:
        dying = psycopg.connect(database_url)
        claim(dying, "dying")
        other.execute("select pg_terminate_backend(%s)", [dying.info.backend_pid])
        wait_until(lambda: bool(claim(other, "other")))
        dying.close()
    (lease,) = rows(database_url, "select worker from content.raw_leases")
    assert lease["worker"] == "other"


def test_a_worker_whose_lease_ran_out_cannot_complete(database_url: str) -> None:
    execute(database_url, "select test.raw()")
    with psycopg.connect(database_url) as connection:
        (item,) = claim(connection, "slow")
    execute(database_url, "update content.raw_leases set expires_at = now()")
    with psycopg.connect(database_url) as slow, pytest.raises(WrongStateError):
        complete(slow, item, "slow")

    with psycopg.connect(database_url) as other:
        assert call_value(other, "content.release_expired_leases") == 1
        assert claim(other, "other") == [item]
    with psycopg.connect(database_url) as slow, pytest.raises(WrongStateError):
        complete(slow, item, "slow")
    with psycopg.connect(database_url) as other:
        assert len(complete(other, item, "other")) == 1
    (stored,) = rows(database_url, "select processing_status from content.raw_content")
    assert stored == {"processing_status": "completed"}


def test_a_worker_that_waits_for_the_release_of_its_item_is_refused(database_url: str) -> None:
    execute(database_url, "select test.raw()")
    with psycopg.connect(database_url) as connection:
        (item,) = claim(connection, "slow", lease="1 hour")
    is_first = iter((True, False))

    def take_away_or_complete(connection: Connection) -> object:
        if next(is_first):
            connection.execute("update content.raw_leases set expires_at = now()")
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
            (item,) = claim(connection, "slow", lease="1 second")
        complete(slow, item, "slow")
        wait_until(
            lambda: rows(database_url, "select from content.raw_leases where expires_at <= now()")
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


def test_eight_publish_a_thousand_drafts_once(database_url: str) -> None:
    execute(
        database_url,
        """with draft as (select test.content('scheduled') as id from generate_series(1, 1000))
           select count(*) from draft""",
    )
    barrier = threading.Barrier(8)

    def work(_: int) -> list[UUID]:
        got: list[UUID] = []
        with psycopg.connect(database_url, autocommit=True) as connection:
            barrier.wait(60)
            while some := publish(connection, batch_size=20):
                got += some
        return got

    with ThreadPoolExecutor(8) as pool:
        got = [item for some in pool.map(work, range(8)) for item in some]
    assert len(got) == 1000
    assert len(set(got)) == 1000
    (told,) = rows(
        database_url,
        """select count(*) filter (where status = 'published') as published,
                  (select count(*) from audit.audit_log
                    where new_data ->> 'status' = 'published' and action = 'update') as changes
             from content.generated_content""",
    )
    assert told == {"published": 1000, "changes": 1000}


def test_a_text_that_changes_while_it_is_approved_is_not_approved(database_url: str) -> None:
    execute(database_url, "select test.content('review')")
    (draft,) = rows(database_url, "select id from content.generated_content")
    is_first = iter((True, False))

    def revise_or_approve(connection: Connection) -> object:
        if next(is_first):
            connection.execute("select test.act_as('author')")
            return call(connection, "content.revise", content_id=draft["id"], content="New text.")
        connection.execute("select test.act_as('editor')")
        return call(connection, "content.approve", content_id=draft["id"])

    # An approval that comes first is taken back by the change that waited for it.
    second_while_first_is_open(database_url, revise_or_approve, first_commits=True)
    execute(
        database_url,
        """select test.act_as('author'), content.revise(id, content => 'Newer text.')
             from content.generated_content""",
    )
    (stored,) = rows(database_url, "select status, approved_by from content.generated_content")
    assert stored == {"status": "review", "approved_by": None}


def test_who_publishes_does_not_wait_for_another(database_url: str) -> None:
    execute(database_url, "select test.content('scheduled') from generate_series(1, 3)")
    with connect(database_url) as one, connect(database_url) as two:
        first = publish(one, batch_size=2)
        second = publish(two)
    assert (len(first), len(second)) == (2, 1)
    assert not set(first) & set(second)


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
