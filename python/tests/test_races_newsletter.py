"""What happens when many do it at once: freezing, claiming, leaving, rolling up."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest

from aquascene.database import Jsonb, call, call_value
from stage import account, rows, sending_issue, wait_until

Connection = psycopg.Connection[Any]


def people(count: int) -> list[str]:
    return [f"p{number}@example.com" for number in range(count)]


def execute(url: str, statement: str, *arguments: object) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement, arguments)


def is_waiting(url: str) -> bool:
    """Return whether somebody in the database waits for a lock."""
    return bool(
        rows(
            url,
            "select from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock'",
        )
    )


def second_while_first_is_open(
    url: str, action: Callable[[Connection], object], *, first_commits: bool
) -> tuple[object, Future[object]]:
    """Do it in a transaction, do it again beside it, end the first when the second waits."""

    def second() -> object:
        with psycopg.connect(url) as connection:
            return action(connection)

    with ThreadPoolExecutor(1) as pool, psycopg.connect(url) as connection:
        first = action(connection)
        future = pool.submit(second)
        wait_until(lambda: is_waiting(url))
        if first_commits:
            connection.commit()
        else:
            connection.rollback()
    return first, future


# Freezing


@pytest.fixture
def scheduled_issue(database_url: str) -> UUID:
    """An issue that is due, for 25 subscribers in chunks of 10."""
    execute(database_url, "select test.subscriber() from generate_series(1, 25)")
    execute(database_url, "update ops.settings set value = '10' where key like '%%chunk_size'")
    (row,) = rows(database_url, "select test.issue('scheduled') as id")
    issue_id: UUID = row["id"]
    return issue_id


def test_of_two_who_freeze_one_does(database_url: str, scheduled_issue: UUID) -> None:
    first, second = second_while_first_is_open(
        database_url,
        lambda c: call_value(c, "newsletter.begin_sending", issue_id=scheduled_issue),
        first_commits=True,
    )
    assert first == 25
    assert getattr(second.exception(), "sqlstate", None) == "55000"
    assert account(database_url) == {"frozen": 25, "pending": 25}
    (chunks,) = rows(database_url, "select count(*) as n from newsletter.newsletter_chunks")
    assert chunks["n"] == 3


def test_who_waited_freezes_when_the_first_gives_up(
    database_url: str, scheduled_issue: UUID
) -> None:
    _, second = second_while_first_is_open(
        database_url,
        lambda c: call_value(c, "newsletter.begin_sending", issue_id=scheduled_issue),
        first_commits=False,
    )
    assert second.result() == 25
    assert account(database_url) == {"frozen": 25, "pending": 25}


# Claiming


def is_balanced(connection: Connection) -> bool:
    (row,) = connection.execute("select bool_and(balanced) from newsletter.delivery_accounting")
    return bool(row[0])


def is_settled(connection: Connection) -> bool:
    (row,) = connection.execute(
        "select pending + sending + deferred = 0 from newsletter.delivery_accounting"
    )
    return bool(row[0])


def has_pending(connection: Connection) -> bool:
    (row,) = connection.execute("select pending > 0 from newsletter.delivery_accounting")
    return bool(row[0])


def test_four_workers_claim_everybody_once(database_url: str) -> None:
    """One in seven is deferred at first, so that retries are claimed in the same crowd."""
    execute(database_url, "update ops.settings set value = '500' where key like '%%chunk_size'")
    sending_issue(database_url, people(2500))
    all_hold_a_chunk = threading.Barrier(4, timeout=30)
    asked: set[UUID] = set()

    def answer(subscriber: UUID, is_first: bool) -> str:
        return "deferred" if is_first and subscriber.int % 7 == 0 else "sent"

    def work(worker: str) -> Counter[UUID]:
        claimed: Counter[UUID] = Counter()
        with psycopg.connect(database_url) as connection:
            is_first_batch = True
            while not is_settled(connection):
                connection.commit()
                batch = call(connection, "newsletter.claim_batch", worker=worker, batch_size=50)
                if is_first_batch:
                    assert len(batch) == 50
                    all_hold_a_chunk.wait()
                    is_first_batch = False
                assert is_balanced(connection)
                connection.commit()
                assert is_balanced(connection)
                claimed.update(row["subscriber_id"] for row in batch)
                answers = {
                    row["subscriber_id"]: answer(
                        row["subscriber_id"], row["subscriber_id"] not in asked
                    )
                    for row in batch
                }
                asked.update(answers)
                answered = call(
                    connection,
                    "newsletter.acknowledge",
                    batch_id=batch[0]["batch_id"] if batch else 0,
                    sent=[who for who, what in answers.items() if what == "sent"],
                    refused=Jsonb(
                        [
                            {"subscriber_id": str(who), "status": "deferred"}
                            for who, what in answers.items()
                            if what == "deferred"
                        ]
                    ),
                )
                assert sum(row["recipients"] for row in answered) == len(batch)
                assert not batch or all(row["status"] in ("sent", "deferred") for row in answered)
                assert is_balanced(connection)
                connection.commit()
        return claimed

    with ThreadPoolExecutor(4) as pool:
        claimed_by = list(pool.map(work, ["w1", "w2", "w3", "w4"]))
    assert sum(claimed_by, Counter()) == {
        row["id"]: 2 if row["id"].int % 7 == 0 else 1
        for row in rows(database_url, "select id from audience.subscribers")
    }
    assert account(database_url) == {"frozen": 2500, "sent": 2500}


def test_a_claim_that_is_rolled_back_loses_nobody(database_url: str) -> None:
    sending_issue(database_url, people(10))
    with psycopg.connect(database_url) as connection:
        first = call(connection, "newsletter.claim_batch", worker="w1", batch_size=4)
        connection.rollback()
        again = call(connection, "newsletter.claim_batch", worker="w2", batch_size=4)
    assert {row["subscriber_id"] for row in again} == {row["subscriber_id"] for row in first}
    assert account(database_url) == {"frozen": 10, "pending": 6, "sending": 4}


def unsubscribe_tokens(url: str) -> dict[UUID, str]:
    """Return the unsubscribe token of each subscriber, in the order of claiming."""
    return {
        row["id"]: row["token"]
        for row in rows(
            url,
            "select s.id, ops._sign_token('unsubscribe', uuid_send(s.id) || uuid_send(i.id))"
            " as token"
            " from audience.subscribers as s, newsletter.newsletter_issues as i order by s.id",
        )
    }


def test_who_left_is_not_claimed_even_by_a_transaction_that_is_older(database_url: str) -> None:
    sending_issue(database_url, people(6))
    tokens = unsubscribe_tokens(database_url)
    readers = list(tokens)
    with psycopg.connect(database_url) as worker, psycopg.connect(database_url) as reader:
        first = call(worker, "newsletter.claim_batch", worker="w", batch_size=2)
        call(reader, "newsletter.unsubscribe", token=tokens[readers[2]])
        reader.commit()
        call(reader, "newsletter.unsubscribe", token=tokens[readers[5]])  # not yet committed
        second = call(worker, "newsletter.claim_batch", worker="w", batch_size=2)
        reader.commit()
        third = call(worker, "newsletter.claim_batch", worker="w", batch_size=2)
    assert [{row["subscriber_id"] for row in batch} for batch in (first, second, third)] == [
        set(readers[0:2]),
        {readers[3]},
        {readers[4]},
    ]
    assert account(database_url) == {"frozen": 6, "sending": 4, "skipped": 2}


def test_readers_leave_while_workers_claim(database_url: str) -> None:
    sending_issue(database_url, people(400))
    tokens = unsubscribe_tokens(database_url)
    leaving = random.Random(1).sample(list(tokens), 200)
    left: set[UUID] = set()
    start = threading.Barrier(3, timeout=30)

    def leave() -> None:
        with psycopg.connect(database_url) as connection:
            start.wait()
            for subscriber in leaving:
                call(connection, "newsletter.unsubscribe", token=tokens[subscriber])
                connection.commit()
                left.add(subscriber)

    def work(worker: str) -> set[UUID]:
        claimed: set[UUID] = set()
        with psycopg.connect(database_url) as connection:
            start.wait()
            while has_pending(connection):
                left_before = set(left)
                batch = call(connection, "newsletter.claim_batch", worker=worker, batch_size=10)
                connection.commit()
                readers = {row["subscriber_id"] for row in batch}
                assert not readers & left_before
                assert not readers & claimed
                claimed |= readers
        return claimed

    with ThreadPoolExecutor(3) as pool:
        leaver = pool.submit(leave)
        workers = [pool.submit(work, name) for name in ("w1", "w2")]
        leaver.result()
        one, two = (worker.result() for worker in workers)
    assert not one & two
    skipped = rows(
        database_url,
        "select subscriber_id as id from newsletter.newsletter_deliveries where status = 'skipped'",
    )
    assert {row["id"] for row in skipped} == set(tokens) - one - two
    assert {row["id"] for row in skipped} <= left


# Rolling up


@pytest.fixture
def sent_issue(database_url: str) -> UUID:
    """An issue handed over to 5 readers."""
    issue_id = sending_issue(database_url, people(5))
    with psycopg.connect(database_url) as connection:
        assert len(call(connection, "newsletter.claim_batch", worker="w")) == 5
    execute(database_url, "update newsletter.newsletter_deliveries set status = 'sent'")
    return issue_id


def open_once(connection: Connection, reader: int) -> None:
    """Record that a reader, by number, opens the issue; the caller commits."""
    connection.execute(
        "select newsletter.record_open(ops._sign_token('track',"
        " uuid_send(d.subscriber_id) || uuid_send(d.issue_id)))"
        " from (select * from newsletter.newsletter_deliveries order by subscriber_id"
        " offset %s limit 1) as d",
        [reader],
    )


def roll_up(connection: Connection) -> int:
    return int(call_value(connection, "analytics.roll_up_email_events"))


def roll_up_until(url: str, events: int) -> None:
    """Roll up until so many are counted: other databases of the cluster may hold the horizon."""
    counted: list[int] = []

    def is_enough() -> bool:
        with psycopg.connect(url) as connection:
            counted.append(roll_up(connection))
        return sum(counted) >= events

    wait_until(is_enough)
    assert sum(counted) == events


def measures(url: str) -> tuple[int, int, int, int, int]:
    """Return opens and readers: of the issue, of all readers, in the ledger."""
    (row,) = rows(
        url,
        "select (select sum(open_count) from analytics.newsletter_metrics) as opens,"
        " (select sum(unique_opens) from analytics.newsletter_metrics) as readers,"
        " (select sum(open_count) from audience.subscriber_engagement) as engaged,"
        " (select count(first_opened_at) from newsletter.newsletter_deliveries) as reached,"
        " (select sum(event_count) from ops.rollup_watermarks) as events",
    )
    return tuple(int(row[name] or 0) for name in row)  # type: ignore[return-value]


@pytest.mark.usefixtures("sent_issue")
def test_an_event_that_commits_late_is_not_missed(database_url: str) -> None:
    """The older transaction commits after a roll-up that saw the younger one."""
    with psycopg.connect(database_url) as late, psycopg.connect(database_url) as early:
        open_once(late, 0)
        open_once(early, 1)
        early.commit()
        with psycopg.connect(database_url) as connection:
            assert roll_up(connection) == 0
        late.commit()
    roll_up_until(database_url, 2)
    assert measures(database_url) == (2, 2, 2, 2, 2)


@pytest.mark.usefixtures("sent_issue")
def test_an_event_of_a_younger_transaction_is_counted_in_its_turn(database_url: str) -> None:
    with psycopg.connect(database_url) as early, psycopg.connect(database_url) as late:
        open_once(early, 0)
        open_once(late, 0)
        early.commit()
        roll_up_until(database_url, 1)
        assert measures(database_url) == (1, 1, 1, 1, 1)
        late.commit()
    roll_up_until(database_url, 1)
    assert measures(database_url) == (2, 1, 2, 1, 2)


@pytest.mark.usefixtures("sent_issue")
def test_an_event_that_is_rolled_back_is_not_counted(database_url: str) -> None:
    with psycopg.connect(database_url) as gone, psycopg.connect(database_url) as kept:
        open_once(gone, 0)
        open_once(kept, 1)
        kept.commit()
        gone.rollback()
    roll_up_until(database_url, 1)
    assert measures(database_url) == (1, 1, 1, 1, 1)


@pytest.mark.usefixtures("sent_issue")
@pytest.mark.parametrize("is_the_first_ever", [True, False])
@pytest.mark.parametrize("first_commits", [True, False])
def test_two_roll_ups_at_once(
    database_url: str, is_the_first_ever: bool, first_commits: bool
) -> None:
    before = 0
    if not is_the_first_ever:
        with psycopg.connect(database_url) as connection:
            open_once(connection, 4)
        roll_up_until(database_url, 1)
        before = 1
    with psycopg.connect(database_url) as connection:
        for reader in (0, 1, 1):
            open_once(connection, reader)
    counted, second = second_while_first_is_open(database_url, roll_up, first_commits=first_commits)
    assert isinstance(counted, int)
    also_counted = second.result()
    assert isinstance(also_counted, int)
    roll_up_until(database_url, 3 - also_counted - (counted if first_commits else 0))
    assert measures(database_url) == (3 + before, 2 + before, 3 + before, 2 + before, 3 + before)


@pytest.mark.usefixtures("sent_issue")
def test_readers_open_while_roll_ups_run(database_url: str) -> None:
    start = threading.Barrier(4, timeout=30)
    is_over = threading.Event()

    def read(reader: int) -> None:
        with psycopg.connect(database_url) as connection:
            start.wait()
            for number in range(60):
                open_once(connection, reader)
                if number % 10 == 9:
                    connection.rollback()
                else:
                    connection.commit()

    def keep_rolling_up() -> int:
        counted = 0
        start.wait()
        with psycopg.connect(database_url) as connection:
            while not is_over.is_set():
                counted += roll_up(connection)
                connection.commit()
        return counted

    with ThreadPoolExecutor(4) as pool:
        rollers = [pool.submit(keep_rolling_up) for _ in range(2)]
        readers = [pool.submit(read, number) for number in range(2)]
        try:
            for reader in readers:
                reader.result()
        finally:
            is_over.set()
        counted = sum(roller.result() for roller in rollers)
    roll_up_until(database_url, 108 - counted)
    assert measures(database_url) == (108, 2, 108, 2, 108)
