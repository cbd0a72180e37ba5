"""Two who tell the same of one message at once."""

from __future__ import annotations

import threading

import psycopg
import pytest

from aquascene.database import Jsonb, call, call_value
from stage import rows, sending_issue, wait_until

WAITING = """
select from pg_stat_activity
 where datname = current_database() and wait_event_type = 'Lock'
   and query like '%%record_feedback%%'
"""


def sent(url: str) -> str:
    """Send an issue to one person; return the Message-ID."""
    sending_issue(url, ["ada@example.com"])
    with psycopg.connect(url) as connection:
        (row,) = call(connection, "newsletter.claim_batch", worker="w")
        batch, person = row["batch_id"], [row["subscriber_id"]]
        call(connection, "newsletter.acknowledge", batch_id=batch, sent=person)
    return str(row["message_id"])


@pytest.mark.parametrize("is_erased", [False, True])
@pytest.mark.parametrize("kind", ["hard", "complaint"])
def test_an_event_is_recorded_once(database_url: str, kind: str, is_erased: bool) -> None:
    message_id = sent(database_url)
    if is_erased:
        with psycopg.connect(database_url) as connection:
            connection.execute("delete from audience.subscribers")
    said: list[str] = []

    def tell() -> None:
        with psycopg.connect(database_url) as connection:
            said.append(
                call_value(
                    connection, "newsletter.record_feedback", message_id=message_id, kind=kind
                )
            )

    with psycopg.connect(database_url) as first:
        outcome = call_value(first, "newsletter.record_feedback", message_id=message_id, kind=kind)
        others = [threading.Thread(target=tell) for _ in range(3)]
        for other in others:
            other.start()
        wait_until(lambda: len(rows(database_url, WAITING)) == 3)
        first.commit()
    for other in others:
        other.join()
    assert [outcome, *said] == ["recorded", "repeated", "repeated", "repeated"]
    assert len(rows(database_url, "select from newsletter.email_events")) == 1
    counts = rows(
        database_url, "select bounce_count + complaint_count as n from audience.subscribers"
    )
    assert [row["n"] for row in counts] == ([] if is_erased else [1])


def test_a_bounce_and_the_workers_own_word_at_once(database_url: str) -> None:
    """The worker is told of a refusal while the provider tells of the bounce: both lock in turn."""
    sending_issue(database_url, ["ada@example.com"])
    with psycopg.connect(database_url) as connection:
        (row,) = call(connection, "newsletter.claim_batch", worker="w")
    refused = [
        {"subscriber_id": str(row["subscriber_id"]), "status": "failed", "code": "5.1.1"},
    ]
    said: list[str] = []

    def tell() -> None:
        with psycopg.connect(database_url) as connection:
            said.append(
                call_value(
                    connection,
                    "newsletter.record_feedback",
                    message_id=row["message_id"],
                    kind="hard",
                )
            )

    with psycopg.connect(database_url) as worker:
        call(
            worker,
            "newsletter.acknowledge",
            batch_id=row["batch_id"],
            refused=Jsonb(refused),
        )
        other = threading.Thread(target=tell)
        other.start()
        wait_until(lambda: len(rows(database_url, WAITING)) == 1)
        worker.commit()
    other.join()
    assert said == ["repeated"]
    (person,) = rows(database_url, "select status, bounce_count from audience.subscribers")
    assert (person["status"], person["bounce_count"]) == ("bounced", 1)
    assert len(rows(database_url, "select from newsletter.email_events")) == 1


def test_the_look_before_writing_uses_the_index(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(
            """insert into newsletter.email_events (subscriber_id, issue_id, event_type)
               select gen_random_uuid(), gen_random_uuid(),
                      case when n % 50 = 0 then 'bounce' else 'open' end
                 from generate_series(1, 20000) as n"""
        )
        connection.execute("analyze newsletter.email_events")
        plan = connection.execute(
            """explain select from newsletter.email_events as e
                where e.subscriber_id = gen_random_uuid() and e.issue_id = gen_random_uuid()
                  and e.event_type in ('bounce', 'complaint') and e.event_type = 'bounce'
                  and e.occurred_at >= date_trunc('month', now())"""
        ).fetchall()
    assert "subscriber_id_issue_id_idx" in str(plan) or "feedback_idx" in str(plan), plan
