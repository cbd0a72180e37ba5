"""Reading what comes back by mail: what is understood, and the ways it arrives."""

from __future__ import annotations

import json
import mailbox
import random
import smtplib
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from click.testing import CliRunner

from aquascene.cli import main
from aquascene.database import call
from aquascene.feedback import NotUnderstoodError, Told, read_report
from aquascene.workers.bounces import NOT_UNDERSTOOD, listening, read_file, read_maildir, take
from stage import rows, sending_issue, worker_pool

ID = f"<{UUID(int=1).hex}.{UUID(int=2).hex}@example.com>"

STATUS = """\
Reporting-MTA: dns; mx.example.org
Arrival-Date: Wed, 1 Jan 2031 00:00:00 +0000

Original-Recipient: rfc822;ada@example.com
Final-Recipient: rfc822;ada@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <ada@example.com>:
  no such user
"""
COMPLAINT = """\
Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1
"""


def report(
    body: str,
    kind: str = "delivery-status",
    part: str = "message/delivery-status",
    original: str = "text/rfc822-headers",
    message_id: str = ID,
    newline: str = "\r\n",
) -> bytes:
    """Return a report as mail servers write them."""
    lines = f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.org
To: bounces@example.com
Subject: Undelivered Mail Returned to Sender
Message-ID: <its.own@mx.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="=_b"

This is a MIME-encapsulated message.

--=_b
Content-Type: text/plain; charset=us-ascii

Sorry. It could not be delivered.

--=_b
Content-Type: {part}

{body}
--=_b
Content-Type: {original}

Received: from [192.0.2.1]
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
Message-ID: {message_id}
From: AquaScene <newsletter@example.com>

--=_b--
"""
    return lines.replace("\n", newline).encode()


def complaint(kind: str) -> bytes:
    body = COMPLAINT.format(kind=kind)
    return report(body, "feedback-report", "message/feedback-report", "message/rfc822")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("part", "original"),
    [
        ("message/delivery-status", "text/rfc822-headers"),
        ("message/delivery-status", "message/rfc822"),
        ("message/delivery-status; charset=us-ascii", "message/rfc822-headers; x=y"),
        ("message/global-delivery-status", "message/global-headers"),
        ("message/global-delivery-status", "message/global"),
    ],
)
@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", "bounce"),
        ("Failed ; odd", "4.4.7", "bounce"),
        ("delivered", "2.0.0", "delivered"),
        ("delayed", "4.4.1", None),
        ("relayed", "2.0.0", None),
    ],
)
def test_delivery_status(
    action: str, status: str, kind: str | None, part: str, original: str, newline: str
) -> None:
    mail = report(STATUS.format(action=action, status=status), "x", part, original, newline=newline)
    if original.startswith("message/rfc822-headers"):
        with pytest.raises(NotUnderstoodError):
            read_report(mail)  # there is no such type
        return
    told = read_report(mail)
    if kind is None:
        assert told is None
        return
    assert told is not None
    assert (told.message_id, told.kind) == (ID, kind)
    if kind == "bounce":
        assert told.code == status
        assert told.diagnostic == f"smtp; 550 {status} <ada@example.com>: no such user"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("abuse", Told(ID, "complaint", "abuse", "SomeGenerator/1.0")),
        ("Fraud", Told(ID, "complaint", "fraud", "SomeGenerator/1.0")),
        ("opt-out", Told(ID, "unsubscribe", None, "a feedback loop's opt-out")),
        ("not-spam", None),
    ],
)
def test_complaints(kind: str, told: Told | None) -> None:
    assert read_report(complaint(kind)) == told


def plain() -> bytes:
    """Return a mail that a person wrote."""
    mail = EmailMessage()
    mail["From"] = "ada@example.com"
    mail["Message-ID"] = "<from.ada@example.com>"
    mail["In-Reply-To"] = ID
    mail.set_content(f"Your mail {ID} was nice. Action: failed, Status: 5.1.1")
    return mail.as_bytes()


GOOD = report(STATUS.format(action="failed", status="5.1.1"))


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\0" * 100,
        b"\xff\xfe\r\n\r\n",
        plain(),
        GOOD.replace(b"Message-ID: <", b"X-Nothing: <"),
        GOOD.replace(b"Action: failed", b"Action: lost"),
        GOOD.replace(b"Action: failed", b""),
        GOOD.replace(b"message/delivery-status", b"text/plain"),
        GOOD.replace(b"multipart/report", b"multipart/mixed"),
        GOOD.replace(b'boundary="=_b"', b'boundary="other"'),
        complaint("surprise"),
        b"Content-Type: multipart/report; boundary=a\r\n\r\n--a\r\n" * 3000,
        b"Content-Type: message/rfc822\r\n\r\n" * 3000,
        b"Content-Type: multipart/report; boundary=a\r\n\r\n" + b"--a\r\n\r\n\r\n" * 50_000,
        b"X: " + b"y" * 10_000_000,
    ],
    ids=range(15),
)
def test_what_is_not_understood(mail: bytes) -> None:
    with pytest.raises(NotUnderstoodError):
        read_report(mail)


def test_damaged_mails_never_break_the_reader() -> None:
    generator = random.Random(3464)
    for mail in (GOOD, complaint("abuse")):
        for _ in range(500):
            damaged = bytearray(mail)
            for _ in range(generator.randint(1, 12)):
                place = generator.randrange(len(damaged))
                if generator.random() < 0.5:
                    damaged[place] = generator.randrange(256)
                else:
                    del damaged[place : place + generator.randint(1, 40)]
            try:
                told = read_report(bytes(damaged))
            except NotUnderstoodError:
                continue
            for text in () if told is None else (told.message_id, told.code, told.diagnostic):
                assert "\0" not in (text or "")
                (text or "").encode()


def sent(url: str, emails: list[str]) -> dict[str, str]:
    """Send an issue; return the Message-IDs by address."""
    sending_issue(url, emails)
    with psycopg.connect(url) as connection:
        claimed = call(connection, "newsletter.claim_batch", worker="w")
        ids = [row["subscriber_id"] for row in claimed]
        batch = claimed[0]["batch_id"]
        call(connection, "newsletter.acknowledge", batch_id=batch, sent=ids)
    return {row["email"]: row["message_id"] for row in claimed}


def bounce(message_id: str) -> bytes:
    return report(STATUS.format(action="failed", status="5.1.1"), message_id=message_id)


def statuses(url: str) -> dict[str, str]:
    found = rows(url, "select email, status from audience.subscribers")
    return {row["email"]: row["status"] for row in found}


@pytest.mark.parametrize("is_lmtp", [True, False])
def test_a_listener(database_url: str, is_lmtp: bool) -> None:
    ids = sent(database_url, ["ada@example.com", "bo@example.com"])
    counts: Counter[str] = Counter()
    client = smtplib.LMTP if is_lmtp else smtplib.SMTP
    with (
        worker_pool(database_url) as pool,
        listening(pool, "127.0.0.1", 0, counts, is_lmtp=is_lmtp) as port,
        client("127.0.0.1", port) as mail,
    ):
        for text in (bounce(ids["ada@example.com"]), bounce(ids["ada@example.com"]), plain()):
            mail.sendmail("<>", "bounces@example.com", text)
        assert counts == {"recorded": 1, "repeated": 1, NOT_UNDERSTOOD: 1}
        assert statuses(database_url)["ada@example.com"] == "bounced"
        # What cannot be recorded now comes again.
        with psycopg.connect(database_url) as connection:
            connection.execute("alter function newsletter.record_feedback rename to other")
        with pytest.raises(smtplib.SMTPException) as refusal:
            mail.sendmail("<>", "bounces@example.com", bounce(ids["bo@example.com"]))
        assert "451" in str(refusal.value) or "(451" in repr(refusal.value)
        with psycopg.connect(database_url) as connection:
            connection.execute("alter function newsletter.other rename to record_feedback")
        mail.sendmail("<>", "bounces@example.com", bounce(ids["bo@example.com"]))
    assert counts == {"recorded": 2, "repeated": 1, NOT_UNDERSTOOD: 1, "put off": 1}
    assert statuses(database_url) == {"ada@example.com": "bounced", "bo@example.com": "bounced"}


def test_a_maildir(database_url: str, tmp_path: Path) -> None:
    ids = sent(database_url, ["ada@example.com"])
    box = mailbox.Maildir(tmp_path / "box", create=True)
    kept = box.add(plain())
    for mail in (
        bounce(ids["ada@example.com"]),
        report(STATUS.format(action="delayed", status="4")),
    ):
        box.add(mail)
    done: list[int] = []
    with worker_pool(database_url) as pool:
        found = read_maildir(pool, tmp_path / "box", lambda total, one: done.append(one))
        assert found == {"recorded": 1, "nothing": 1, NOT_UNDERSTOOD: 1}
        assert sum(done) == 3
        box = mailbox.Maildir(tmp_path / "box", factory=None, create=False)
        assert list(box.keys()) == [kept]
        assert box.get_bytes(kept) == plain()
        assert box.get_message(kept).get_flags() == "S"
        assert read_maildir(pool, tmp_path / "box") == {}  # seen is not read again
    assert statuses(database_url) == {"ada@example.com": "bounced"}


def test_files(database_url: str, tmp_path: Path) -> None:
    ids = sent(database_url, ["ada@example.com", "bo@example.com"])
    (tmp_path / "one").write_bytes(
        complaint("abuse").replace(ID.encode(), ids["ada@example.com"].encode())
    )
    box = mailbox.mbox(tmp_path / "box")
    box.add(bounce(ids["bo@example.com"]))
    box.add(plain())
    box.close()
    with worker_pool(database_url) as pool:
        assert read_file(pool, tmp_path / "one") == {"recorded": 1}
        assert read_file(pool, tmp_path / "box") == {"recorded": 1, NOT_UNDERSTOOD: 1}
        assert take(pool, report(STATUS.format(action="failed", status="5.1.1"))) == "ignored"
    assert statuses(database_url) == {"ada@example.com": "complained", "bo@example.com": "bounced"}
    assert (tmp_path / "box").exists()


def test_the_command(database_url: str, tmp_path: Path) -> None:
    ids = sent(database_url, ["ada@example.com"])
    (tmp_path / "one").write_bytes(bounce(ids["ada@example.com"]))
    command = ["--database", database_url, "--json", "newsletter", "bounces"]
    run = CliRunner().invoke
    answer = run(main, [*command, "--file", str(tmp_path / "one")])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout) == {"recorded": 1}
    (tmp_path / "box").mkdir()
    for wrong in ([], ["--file", str(tmp_path / "one"), "--lmtp", "127.0.0.1:1"]):
        assert run(main, [*command, *wrong]).exit_code == 2
    for address in ("127.0.0.1", ":1", "127.0.0.1:x", "127.0.0.1:70000"):
        assert run(main, [*command, "--lmtp", address]).exit_code == 2
    answer = run(main, [*command, "--maildir", str(tmp_path / "box")])
    assert answer.exit_code == 1
    assert "cannot be had" in answer.stderr
    answer = run(main, [*command, "--smtp", "192.0.2.1:2525"])
    assert answer.exit_code == 1
    assert "another --host" in answer.stderr
