"""A person is erased: nothing in a dump of the database names them, and no statistic changes."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from click.testing import CliRunner

from aquascene.cli import main
from aquascene.database import Jsonb, Row, call
from aquascene.server import find_programs
from stage import roll_up, rows, sending_issue

EMAIL = "zenobia.quartz+news@example.com"
NAMES = ("Zenobia", "Quartzwright")
PHONE = "+49 (176) 5550-1234"
NEEDLES = ("zenobia", "quartzwright", "5550", "1765550")

STATISTICS = (
    "select * from analytics.newsletter_performance",
    "select * from analytics.content_performance",
    "select * from analytics.newsletter_metrics",
    "select * from analytics.content_metrics",
    "select * from analytics.email_activity",
    "select * from newsletter.delivery_accounting",
    "select id, status, recipient_count, metrics from newsletter.newsletter_issues",
    "select status, error_code, sent_at, first_opened_at, first_clicked_at"
    "  from newsletter.newsletter_deliveries",
)


def statistics(url: str) -> list[list[str]]:
    return [sorted(str(row) for row in rows(url, statement)) for statement in STATISTICS]


def dump(url: str) -> str:
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10000
    run = subprocess.run(
        [find_programs(major)["pg_dump"], "--dbname", url], capture_output=True, check=True
    )
    return run.stdout.decode().lower()


@pytest.fixture
def person(database_url: str) -> Row:
    """Give somebody a life in every table that may hold it; return the subscriber."""
    issue = sending_issue(database_url, [EMAIL, "bo@example.com", "cy@example.com"])
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "update audience.subscribers set first_name = %s, last_name = %s, phone = %s,"
            " full_name = %s, custom_fields = %s where email = %s",
            [*NAMES, PHONE, " ".join(NAMES), Jsonb({"nick": NAMES[0]}), EMAIL],
        )
        batch = call(connection, "newsletter.claim_batch", worker="w", batch_size=10)
        refused = {
            "status": "failed",
            "code": "5.7.1",
            "error": f"said 550 <{EMAIL}> or somebody",
        }
        call(
            connection,
            "newsletter.acknowledge",
            batch_id=batch[0]["batch_id"],
            sent=[row["subscriber_id"] for row in batch if row["email"].startswith("cy")],
            refused=Jsonb(
                [
                    {**refused, "subscriber_id": str(row["subscriber_id"])}
                    for row in batch
                    if not row["email"].startswith("cy")
                ]
            ),
        )
        connection.commit()
        call(connection, "newsletter.finish_sending", issue_id=issue)
        connection.execute(
            "select newsletter.record_open(ops._sign_token('track', t.ids)),"
            "       newsletter.record_click(ops._sign_token('track', t.ids), l.id)"
            "  from audience.subscribers as s, newsletter.newsletter_issues as i,"
            "       newsletter.newsletter_links as l,"
            "       lateral (select uuid_send(s.id) || uuid_send(i.id) as ids) as t"
        )
        connection.execute(
            "select audience.record_bounce(id, 'soft', '4.2.2', 'full: ' || email)"
            " from audience.subscribers where email = %s",
            [EMAIL],
        )
        connection.execute(
            "select audience.change_email(id, 'zenobia@example.org')"
            " from audience.subscribers where email = %s",
            [EMAIL],
        )
        call(
            connection,
            "audit.record_event",
            event_type="test",
            event_name="called",
            event_data=Jsonb({EMAIL: [f"{NAMES[0]} called from 00491765550-1234", NAMES[1]]}),
        )
        connection.execute(
            "select audience.create_segment('Friends', %s)", [f"Not {NAMES[1]}: {EMAIL}"]
        )
        connection.execute(
            "insert into ops.outbox (topic, payload) values ('subscriber.confirmed', %s)",
            [Jsonb({"email": EMAIL, "name": NAMES[0]})],
        )
        connection.execute(
            "with file as ("
            "    insert into audience.subscriber_imports (source, columns, fields)"
            "    values ('fair', '{a,b,c,d}', '{email,first_name,last_name,phone}')"
            "    returning id"
            "), line as ("
            "    insert into audience.subscriber_import_rows ("
            "        import_id, row_number, line_number, fields, repeated_key)"
            "    select id, 1, 2, %(fields)s, %(email)s from file"
            ")"
            " insert into audience.subscriber_import_faults"
            " select id, 2, 'known', %(email)s || ' is a subscriber already' from file",
            {"fields": [EMAIL.upper(), *NAMES, PHONE], "email": EMAIL},
        )
    roll_up(database_url)
    (row,) = rows(database_url, "select * from audience.subscribers where email = %s", EMAIL)
    return row


def test_nothing_names_who_was_erased_and_no_statistic_changes(
    database_url: str, person: Row
) -> None:
    held = dump(database_url)
    assert all(needle in held for needle in NEEDLES if needle != "1765550")
    before = statistics(database_url)
    assert all(before)

    with psycopg.connect(database_url) as connection:
        call(connection, "audience.erase_subscriber", subscriber_id=person["id"], reason="asked")
    assert statistics(database_url) == before
    left = dump(database_url)
    assert [needle for needle in NEEDLES if needle in left] == []
    assert "cy@example.com" in left


def test_events_that_were_not_rolled_up_still_count(database_url: str, person: Row) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "insert into newsletter.email_events (subscriber_id, issue_id, event_type)"
            " select %s, id, 'open' from newsletter.newsletter_issues",
            [person["id"]],
        )
        call(connection, "audience.erase_subscriber", subscriber_id=person["id"], reason="asked")
    opens = rows(database_url, "select open_count, unique_opens from analytics.newsletter_metrics")
    roll_up(database_url)
    (row,) = rows(database_url, "select open_count, unique_opens from analytics.newsletter_metrics")
    assert row == {**opens[0], "open_count": opens[0]["open_count"] + 1}


def test_nobody_can_bring_them_back(database_url: str, person: Row) -> None:
    with psycopg.connect(database_url) as connection:
        call(connection, "audience.erase_subscriber", subscriber_id=person["id"], reason="asked")
        call(connection, "audience.subscribe", email=EMAIL)
        added = call(
            connection,
            "audience.import_subscribers",
            subscribers=Jsonb([{"email": EMAIL.upper(), "gdpr_consent": True}]),
            source="test",
        )
    assert [(row["outcome"], row["row_count"]) for row in added] == [("suppressed", 1)]
    assert "zenobia" not in dump(database_url)


def test_two_who_erase_at_once_get_one_certificate(database_url: str, person: Row) -> None:
    def erase(_: int) -> object:
        with psycopg.connect(database_url) as connection:
            (row,) = call(
                connection, "audience.erase_subscriber", subscriber_id=person["id"], reason="asked"
            )
        return row["id"]

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(erase, range(4)))) == 1


def test_the_command_shows_and_erases(database_url: str, person: Row) -> None:
    runner = CliRunner()
    shown = runner.invoke(main, ["--database", database_url, "privacy", "export", EMAIL.upper()])
    assert shown.exit_code == 0, shown.output
    held = json.loads(shown.stdout)
    assert held["data"]["audience.subscribers"][0]["phone"] == PHONE
    assert held["data"]["newsletter.email_events"][0]["issue_id"]
    assert "bo@example.com" not in shown.stdout

    arguments = ["--database", database_url, "privacy", "erase", EMAIL, "--reason", "asked"]
    refused = runner.invoke(main, arguments, input="n\n")
    assert refused.exit_code == 1
    erased = runner.invoke(main, [*arguments, "--yes"])
    assert erased.exit_code == 0, erased.output
    assert "Certificate" in erased.stdout
    assert EMAIL not in erased.stdout
    again = runner.invoke(main, [*arguments, "--yes"])
    assert again.exit_code == 1
    assert "no subscriber" in again.stderr
    by_id = [*arguments[:4], str(person["id"]), *arguments[5:], "--yes"]
    assert runner.invoke(main, by_id).stdout == erased.stdout
