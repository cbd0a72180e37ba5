"""The sending worker, over real SMTP: nothing sent twice, nothing lost, whatever breaks."""

from __future__ import annotations

import asyncio
import base64
import email
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from email.policy import default as email_policy
from email.policy import strict
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import dkim
import psycopg
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from nacl.signing import SigningKey

from aquascene.database import call, call_value
from aquascene.demo.mail import listening, serve_mail
from aquascene.render import RenderError
from aquascene.workers import send
from aquascene.workers.dkim import KeyFileError, signer
from aquascene.workers.send import Sending, send_due
from aquascene.workers.smtp import MailServer, SmtpUnavailableError
from stage import account, roll_up, rows, sending_issue, wait_until, worker_pool


def people(count: int, first: str = "p") -> list[str]:
    return [f"{first}{number}@example.com" for number in range(count)]


def server(port: int) -> MailServer:
    return MailServer("127.0.0.1", port, timeout=10)


class Handler:
    """Takes everything and remembers it; subclasses do worse."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.sessions: set[int] = set()

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        self.sessions.add(id(session))
        answer = self.take(smtp, envelope.rcpt_tos[0])
        if answer.startswith("250"):
            self.taken.append(envelope.rcpt_tos[0])
        return answer

    def take(self, smtp: SMTP, recipient: str) -> str:
        return "250 2.0.0 ok"


def test_a_message_as_it_arrives(database_url: str) -> None:
    sending_issue(database_url, ["ada@example.com"], public_url="https://example.org")
    with serve_mail() as mailbox, worker_pool(database_url) as pool:
        assert send_due(pool, server(mailbox.port), "w") == {"sent": 1}
    ((to, raw),) = mailbox.messages
    assert to == "ada@example.com"
    assert raw.isascii()
    message = email.message_from_bytes(raw, EmailMessage, policy=email_policy)
    (row,) = rows(database_url, "table newsletter.newsletter_deliveries")
    assert message["To"].addresses[0].addr_spec == "ada@example.com"
    assert message["To"].addresses[0].display_name == "Ö & <b>"
    assert message["From"] == "AquaScene <newsletter@example.com>"
    assert message["Subject"] == "Grüße vom Grund"
    assert row["subscriber_id"].hex in message["Message-ID"]
    assert parsedate_to_datetime(message["Date"]).tzinfo is not None
    assert message["List-Unsubscribe"].startswith("<https://example.org/u/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_content_type() == "multipart/alternative"
    text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert text.get_content().startswith("Hello Ö & <b>\r\nhttps://example.org/c/")
    assert "<p>Hello Ö &amp; &lt;b&gt;</p>" in html.get_content()
    assert "Moss &amp; &lt;i&gt;wood&lt;/i&gt;" in html.get_content()
    assert account(database_url) == {"frozen": 1, "sent": 1}


def test_one_session_serves_a_batch(database_url: str) -> None:
    sending_issue(database_url, people(20))
    handler = Handler()
    with listening(handler) as port, worker_pool(database_url) as pool:
        send_due(pool, server(port), "w", batch_size=10)
    assert len(handler.taken) == 20
    assert len(handler.sessions) == 1


def test_refused_and_put_off(database_url: str) -> None:
    sending_issue(database_url, ["gone.a@example.com", "busy.b@example.com", *people(3)])
    progress: Counter[str] = Counter()

    def count(claimed: int, done: int) -> None:
        progress.update(claimed=claimed, done=done)

    with serve_mail() as mailbox, worker_pool(database_url) as pool:
        counts = send_due(pool, server(mailbox.port), "w", progress=count)
    assert counts == {"sent": 4, "failed": 1, "deferred": 1}
    assert progress == {"claimed": 6, "done": 6}
    assert account(database_url) == {"frozen": 5, "sent": 4, "failed": 1}
    assert mailbox.put_off == {"busy.b@example.com": 1}
    (failed,) = rows(
        database_url, "select * from newsletter.newsletter_deliveries where status = 'failed'"
    )
    assert failed["error_code"] == "5.1.1"
    assert failed["error"] == "550 5.1.1 No such mailbox"


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ("554 5.7.1 Looks like spam", {"failed": 2}),
        ("552 too big", {"failed": 2}),
    ],
)
def test_refused_after_data(database_url: str, answer: str, counts: dict[str, int]) -> None:
    class Refusing(Handler):
        def take(self, smtp: SMTP, recipient: str) -> str:
            return answer

    sending_issue(database_url, people(2))
    with listening(Refusing()) as port, worker_pool(database_url) as pool:
        assert send_due(pool, server(port), "w") == counts
    codes = {
        row["error_code"] for row in rows(database_url, "table newsletter.newsletter_deliveries")
    }
    assert codes == ({"5.7.1"} if "5.7.1" in answer else {None})


def test_refused_at_the_word_data(database_url: str) -> None:
    class NoData(Handler):
        async def handle_RCPT(
            self, smtp: Any, session: Session, envelope: Envelope, address: str, options: list[str]
        ) -> str:
            if address.startswith("odd"):
                return "250 2.1.5 but never mind"  # no recipient is noted: DATA is out of order
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 ok"

    sending_issue(database_url, ["odd@example.com", *people(3)])
    handler = NoData()
    with listening(handler) as port, worker_pool(database_url) as pool:
        assert send_due(pool, server(port), "w") == {"failed": 1, "sent": 3}
    assert sorted(handler.taken) == people(3)


def test_the_claim_is_committed_before_the_message_is_handed_over(database_url: str) -> None:
    class Looking(Handler):
        def __init__(self) -> None:
            super().__init__()
            self.seen: Counter[str] = Counter()

        def take(self, smtp: SMTP, recipient: str) -> str:
            found = rows(database_url, "select status from newsletter.newsletter_deliveries")
            self.seen.update(row["status"] for row in found)
            return super().take(smtp, recipient)

    sending_issue(database_url, people(3))
    handler = Looking()
    with listening(handler) as port, worker_pool(database_url) as pool:
        send_due(pool, server(port), "w")
    assert handler.seen == {"sending": 9}


def test_connection_lost_after_data_is_left_unanswered(database_url: str) -> None:
    class Dropping(Handler):
        def take(self, smtp: SMTP, recipient: str) -> str:
            answer = super().take(smtp, recipient)
            if recipient == "p1@example.com":
                self.taken.append(recipient)  # it has the message, and says so to nobody
                assert smtp.transport is not None
                smtp.transport.abort()  # type: ignore[attr-defined]
                return "421 lost"
            return answer

    sending_issue(database_url, people(4))
    handler = Dropping()
    with listening(handler) as port, worker_pool(database_url) as pool:
        assert send_due(pool, server(port), "w") == {"sent": 3, "unanswered": 1}
    assert sorted(handler.taken) == people(4)
    assert account(database_url) == {"frozen": 4, "sent": 3, "sending": 1}
    (left,) = rows(
        database_url, "select s.email from newsletter.newsletter_deliveries as d "
        "join audience.subscribers as s on s.id = d.subscriber_id where d.status = 'sending'"
    )  # fmt: skip
    assert left["email"] == "p1@example.com"


def test_an_idle_session_that_was_closed_is_opened_again(database_url: str) -> None:
    class Closing(Handler):
        def take(self, smtp: SMTP, recipient: str) -> str:
            assert smtp.loop is not None
            assert smtp.transport is not None
            smtp.loop.call_later(0.0, smtp.transport.close)  # right after the answer
            return super().take(smtp, recipient)

    sending_issue(database_url, people(5))
    handler = Closing()
    with listening(handler) as port, worker_pool(database_url) as pool:
        assert send_due(pool, server(port), "w") == {"sent": 5}
    assert sorted(handler.taken) == people(5)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_without_a_mail_server_everybody_is_deferred(database_url: str) -> None:
    sending_issue(database_url, people(3))
    with (
        worker_pool(database_url) as pool,
        pytest.raises(SmtpUnavailableError, match="cannot be used"),
    ):
        send_due(pool, server(free_port()), "w")
    assert account(database_url) == {"frozen": 3, "deferred": 3}


def test_a_template_that_fails_sends_nothing_and_loses_nobody(database_url: str) -> None:
    sending_issue(database_url, people(3), html="{{ subscriber.shoe_size }}")
    with serve_mail() as mailbox, worker_pool(database_url) as pool:
        with pytest.raises(RenderError, match="shoe_size"):
            send_due(pool, server(mailbox.port), "w")
        assert mailbox.messages == []
    assert account(database_url) == {"frozen": 3, "deferred": 3}


@pytest.mark.parametrize("address", ["ü@example.com", "a..b@example.com", "a,b@example.com"])
def test_an_address_that_cannot_be_written_to_fails_alone(database_url: str, address: str) -> None:
    sending_issue(database_url, ["odd@example.com", *people(2)])
    with psycopg.connect(database_url) as connection:  # no import takes it
        connection.execute(
            "update audience.subscribers set email = %s where email = 'odd@example.com'", [address]
        )
    with serve_mail() as mailbox, worker_pool(database_url) as pool:
        assert send_due(pool, server(mailbox.port), "w") == {"sent": 2, "failed": 1}
    assert mailbox.recipients() == set(people(2))


def test_two_workers_share_the_work(database_url: str) -> None:
    sending_issue(database_url, people(60))
    with (
        serve_mail() as mailbox,
        worker_pool(database_url) as pool,
        ThreadPoolExecutor(2) as workers,
    ):
        counts = list(
            workers.map(
                lambda name: send_due(pool, server(mailbox.port), name, batch_size=5), ["a", "b"]
            )
        )
    assert sum(count["sent"] for count in counts) == 60
    assert sorted(to for to, _ in mailbox.messages) == sorted(people(60))
    assert account(database_url) == {"frozen": 60, "sent": 60}


def test_killed_between_claim_and_acknowledge(database_url: str) -> None:
    """A worker dies with its batch in hand: nobody gets two messages, nobody is forgotten."""
    issue = sending_issue(database_url, people(20))
    reached, go_on = threading.Event(), threading.Event()

    class Blocking(Handler):
        def take(self, smtp: SMTP, recipient: str) -> str:
            answer = super().take(smtp, recipient)
            if len(self.taken) == 2:  # the third message of the batch is on its way
                reached.set()
                assert go_on.wait(30)
            return answer

    program = """
        from aquascene.workers.send import send_due
        from aquascene.workers.smtp import MailServer
        from stage import worker_pool
        import sys
        with worker_pool(sys.argv[1]) as pool:
            send_due(pool, MailServer("127.0.0.1", int(sys.argv[2])), "doomed", batch_size=8)
    """
    handler = Blocking()
    with listening(handler) as port, worker_pool(database_url) as pool:
        worker = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program), database_url, str(port)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert reached.wait(30)
        worker.send_signal(signal.SIGKILL)
        assert worker.wait() == -signal.SIGKILL
        go_on.set()
        wait_until(lambda: len(handler.taken) == 3)

        assert account(database_url) == {"frozen": 20, "pending": 12, "sending": 8}
        assert send_due(pool, server(port), "next") == {"sent": 12}
        assert len(handler.taken) == 15
        assert len(set(handler.taken)) == 15

        with psycopg.connect(database_url) as connection:  # five minutes later
            connection.execute("update newsletter.newsletter_batches set expires_at = now()")
        with pool.connection() as connection:
            status = call_value(connection, "newsletter.release_expired_leases")
            assert status == 8
        assert send_due(pool, server(port), "next") == {}
    assert account(database_url) == {"frozen": 20, "sent": 12, "unknown": 8}
    with psycopg.connect(database_url) as connection:
        ending = "select status from newsletter.finish_sending(%s)"
        assert connection.execute(ending, [issue]).fetchall() == [("sending",)]
        connection.execute("select test.act_as('editor')")
        decided = call_value(
            connection, "newsletter.resolve_unknown", issue_id=issue, policy="assume_sent"
        )
        assert decided == 8
        assert connection.execute(ending, [issue]).fetchall() == [("sent",)]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 25)),
        ("smtp://localhost:2525", MailServer("localhost", 2525)),
        ("smtps://u%40x:p%2F@[::1]", MailServer("::1", 465, "u@x", "p/", True)),
    ],
)
def test_mail_server_urls(url: str, expected: MailServer) -> None:
    assert MailServer.of_url(url) == expected
    assert "p/" not in repr(expected)


@pytest.mark.parametrize("url", ["", "mail.example.org", "http://example.org", "smtp://"])
def test_bad_mail_server_urls(url: str) -> None:
    with pytest.raises(ValueError, match="smtp://host:port"):
        MailServer.of_url(url)


def delivered(url: str, port: int, **options: Any) -> Counter[str]:
    with worker_pool(url) as pool:
        return send_due(pool, Sending(server(port), **options), "w")


def parsed(raw: bytes) -> EmailMessage:
    """Parse a message, refusing whatever is not as it should be."""
    message = email.message_from_bytes(raw, EmailMessage, policy=strict)
    assert not message.defects
    for part in message.walk():
        assert not part.defects
    return message


def test_a_message_is_strictly_right(database_url: str) -> None:
    sending_issue(database_url, ["ada@example.com"])
    with serve_mail() as mailbox:
        assert delivered(database_url, mailbox.port) == {"sent": 1}
    message = parsed(mailbox.messages[0][1])
    assert message["List-Id"] == "<newsletter.example.com>"
    assert re.fullmatch(r"issue\d+:newsletter:example\.com", message["Feedback-ID"])
    assert message["Auto-Submitted"] == "auto-generated"
    raw = mailbox.messages[0][1]
    assert max(map(len, raw.splitlines())) <= 998
    assert re.search(rb"\nList-Unsubscribe:\s+<http://localhost:1/u/[\w-]+>\r\n", raw)


def test_who_wants_text_gets_text(database_url: str) -> None:
    sending_issue(database_url, ["ada@example.com", "bob@example.com"])
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "update audience.subscription_preferences set email_format = 'text' where subscriber_id"
            " = (select id from audience.subscribers where email = 'ada@example.com')"
        )
    with serve_mail() as mailbox:
        delivered(database_url, mailbox.port)
    kinds = {to: parsed(raw).get_content_type() for to, raw in mailbox.messages}
    assert kinds == {"ada@example.com": "text/plain", "bob@example.com": "multipart/alternative"}


def test_messages_are_signed(database_url: str, tmp_path: Path) -> None:
    key = SigningKey.generate()
    (tmp_path / "key").write_bytes(base64.b64encode(bytes(key)) + b"\n")
    record = b"v=DKIM1; k=ed25519; p=" + base64.b64encode(bytes(key.verify_key))
    asked = []

    def dns(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return record

    sending_issue(database_url, people(2))
    with serve_mail() as mailbox:
        delivered(database_url, mailbox.port, sign=signer(tmp_path / "key", "one"))
    for _, raw in mailbox.messages:
        assert dkim.verify(raw, dnsfunc=dns)
        assert not dkim.verify(raw.replace(b"Gr", b"Br"), dnsfunc=dns)
        assert not dkim.verify(re.sub(rb"(List-Unsubscribe:\s+<)", rb"\1x", raw), dnsfunc=dns)
    assert set(asked) == {b"one._domainkey.example.com."}


@pytest.mark.parametrize("text", [None, "", "no key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA"])
def test_a_key_that_cannot_sign(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "key").write_text(text)
    with pytest.raises(KeyFileError, match=str(tmp_path / "key")):
        signer(tmp_path / "key", "one")


class Waiting(Handler):
    """Lets messages in when it is told to; ``inside`` tells how many wait."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.most = 0
        self.gate = threading.Event()

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        self.inside += 1
        self.most = max(self.most, self.inside)
        while not self.gate.is_set():
            await asyncio.sleep(0.01)
        self.inside -= 1
        return await super().handle_DATA(smtp, session, envelope)


def test_several_sessions_at_once(database_url: str) -> None:
    sending_issue(database_url, people(9))
    handler = Waiting()
    with listening(handler) as port, ThreadPoolExecutor(1) as other:
        sending = other.submit(delivered, database_url, port, connections=3)
        wait_until(lambda: handler.inside == 3)
        handler.gate.set()
        assert sending.result() == {"sent": 9}
    assert handler.most == 3
    assert sorted(handler.taken) == people(9)
    assert len(handler.sessions) == 3


def test_what_is_settled_is_told_while_the_rest_is_sent(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stuck(Waiting):
        async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
            if len(self.taken) < 3:
                return await Handler.handle_DATA(self, smtp, session, envelope)
            return await super().handle_DATA(smtp, session, envelope)

    monkeypatch.setattr(send, "_TELL_AFTER", 0.05)
    sending_issue(database_url, people(5))
    handler = Stuck()
    with listening(handler) as port, ThreadPoolExecutor(1) as other:
        sending = other.submit(delivered, database_url, port)
        wait_until(lambda: account(database_url) == {"frozen": 5, "sent": 3, "sending": 2})
        (batch,) = rows(database_url, "table newsletter.newsletter_batches")
        wait_until(
            lambda: (
                rows(database_url, "table newsletter.newsletter_batches")[0]["expires_at"]
                > batch["expires_at"]
            )
        )
        handler.gate.set()
        assert sending.result() == {"sent": 5}
    assert account(database_url) == {"frozen": 5, "sent": 5}


def test_stopping_finishes_what_is_handed_over_and_gives_the_rest_back(database_url: str) -> None:
    sending_issue(database_url, people(6))
    handler = Waiting()
    stop = threading.Event()
    with (
        listening(handler) as port,
        worker_pool(database_url) as pool,
        ThreadPoolExecutor(1) as other,
    ):
        sending = other.submit(
            send_due, pool, Sending(server(port), connections=2), "w", follow=True, stop=stop
        )
        wait_until(lambda: handler.inside == 2)
        stop.set()
        handler.gate.set()
        assert sending.result() == {"sent": 2, "released": 4}
        assert account(database_url) == {"frozen": 6, "sent": 2, "deferred": 4}
        assert send_due(pool, server(port), "next") == {"sent": 4}
    assert sorted(handler.taken) == people(6)


def test_following_begins_and_ends_issues(database_url: str) -> None:
    issue = sending_issue(database_url, people(2))
    stop = threading.Event()

    def status() -> str:
        (row,) = rows(
            database_url, "select status from newsletter.newsletter_issues where id = %s", issue
        )
        text: str = row["status"]
        return text

    with (
        serve_mail() as mailbox,
        worker_pool(database_url) as pool,
        ThreadPoolExecutor(1) as other,
    ):
        sending = other.submit(send_due, pool, server(mailbox.port), "w", follow=True, stop=stop)
        wait_until(lambda: status() == "sent")
        stop.set()
        assert sending.result() == {"sent": 2}
    assert mailbox.recipients() == set(people(2))


def add_accounts(url: str, **servers: str) -> None:
    with psycopg.connect(url) as connection:
        for name, where in servers.items():
            call(connection, "newsletter.set_smtp_account", name=name, url=where)


def test_accounts_share_and_fail_over(database_url: str) -> None:
    sending_issue(database_url, people(40))
    with serve_mail() as one, serve_mail() as two, worker_pool(database_url) as pool:
        add_accounts(
            database_url,
            one=f"smtp://127.0.0.1:{one.port}",
            two=f"smtp://127.0.0.1:{two.port}",
            dead=f"smtp://127.0.0.1:{free_port()}",
        )
        counts = send_due(pool, Sending(None, batch_size=5), "w")
    assert counts["sent"] == 40
    assert counts["released"] == 5
    assert len(one.messages) + len(two.messages) == 40
    assert abs(len(one.messages) - len(two.messages)) <= 5
    (dead,) = rows(database_url, "select * from newsletter.smtp_accounts where failure_count > 0")
    assert dead["name"] == "dead"
    assert "cannot be used" in dead["last_error"]
    (event,) = rows(
        database_url, "select * from audit.system_events where event_name = 'account_suspended'"
    )
    assert event["event_data"]["account"] == "dead"


def test_when_no_account_can_be_used(database_url: str) -> None:
    sending_issue(database_url, people(3))
    with worker_pool(database_url) as pool:
        with pytest.raises(SmtpUnavailableError, match="set_smtp_account"):
            send_due(pool, Sending(None), "w")
        add_accounts(database_url, dead=f"smtp://127.0.0.1:{free_port()}")
        with pytest.raises(SmtpUnavailableError, match="account dead: the mail server"):
            send_due(pool, Sending(None), "w")
        add_accounts(database_url, dead="smtp://ada@mail.example.com")
        with pytest.raises(SmtpUnavailableError, match="Set AQUASCENE_SMTP_PASSWORD_DEAD"):
            send_due(pool, Sending(None, environment={}), "w")
    assert account(database_url) == {"frozen": 3, "deferred": 3}


def test_an_account_signs_in(database_url: str) -> None:
    known = []

    def authenticate(
        smtp: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        known.append((data.login, data.password))
        return AuthResult(success=data.password == b"p/ss")

    sending_issue(database_url, people(2))
    handler = Handler()
    with (
        listening(handler, authenticator=authenticate, auth_require_tls=False) as port,
        worker_pool(database_url) as pool,
    ):
        add_accounts(database_url, main=f"smtp://ada@127.0.0.1:{port}")
        passwords = {"AQUASCENE_SMTP_PASSWORD_MAIN": "p/ss"}
        assert send_due(pool, Sending(None, environment=passwords), "w") == {"sent": 2}
    assert known == [(b"ada", b"p/ss")]


def test_limits_of_accounts_and_domains(database_url: str) -> None:
    sending_issue(database_url, [*people(5), "a@example.net", "b@example.net"])
    with serve_mail() as mailbox, worker_pool(database_url) as pool:
        add_accounts(database_url, main=f"smtp://127.0.0.1:{mailbox.port}")
        with psycopg.connect(database_url) as connection:
            limit = "newsletter.set_sending_limit"
            call(connection, limit, kind="account", name="main", per_day=4)
            call(connection, limit, kind="domain", name="example.net", per_hour=1)
        counts = send_due(pool, Sending(None), "w")
        assert counts == {"sent": 4}
        with psycopg.connect(database_url) as connection:
            call(connection, limit, kind="account", name="main")
        counts = send_due(pool, Sending(None), "w")
        assert counts == {"sent": 2}
    assert len([to for to in mailbox.recipients() if to.endswith("example.net")]) == 1
    assert account(database_url) == {"frozen": 7, "sent": 6, "deferred": 1}


def test_who_signs_up_is_asked_to_confirm(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        for address in ("ada@example.com", "busy.b@example.com"):
            call(connection, "audience.subscribe", email=address, first_name="Ada\r\nBcc: x")
    with serve_mail() as mailbox, worker_pool(database_url) as pool:
        assert send_due(pool, server(mailbox.port), "w") == {"confirmations": 1}
        assert send_due(pool, server(mailbox.port), "w") == {}
        assert mailbox.put_off == {"busy.b@example.com": 1}
        with psycopg.connect(database_url) as connection:  # five minutes later
            connection.execute("update audience.subscription_requests set mail_at = now()")
        assert send_due(pool, server(mailbox.port), "w") == {"confirmations": 1}
    assert mailbox.recipients() == {"ada@example.com", "busy.b@example.com"}
    message = parsed(mailbox.messages[0][1])
    assert message["Bcc"] is None
    assert message["List-Unsubscribe"] is None
    text = message.get_body(("plain",))
    assert text is not None
    (token,) = re.findall(r"http://localhost:8000/confirm/(\S+)", text.get_content())
    with psycopg.connect(database_url) as connection:
        assert call_value(connection, "audience.confirm", token=token) == "subscribe"


def test_subjects_that_are_tried(database_url: str) -> None:
    """Some get one subject, some the other; the rest gets the one that was opened more."""
    issue = sending_issue(database_url, people(40), variants=["Moss", "Fern"])
    with serve_mail() as mailbox, worker_pool(database_url) as pool:
        counts = send_due(pool, server(mailbox.port), "w")
        tried = {to: parsed(raw)["Subject"] for to, raw in mailbox.messages}
        assert counts == {"sent": len(tried)}
        assert set(tried.values()) == {"Moss", "Fern"}
        with psycopg.connect(database_url) as connection:  # all who got Fern open it; time passes
            for to, raw in mailbox.messages:
                if tried[to] == "Fern":
                    text = parsed(raw).get_body(("plain",))
                    assert text is not None
                    (token,) = re.findall(r"/c/([\w-]+)/", text.get_content())
                    call(connection, "newsletter.record_open", token=token)
        roll_up(database_url)
        with psycopg.connect(database_url) as connection:
            connection.execute("update newsletter.newsletter_issues set decide_at = now()")
            connection.execute("update newsletter.newsletter_chunks set due_at = now()")
        assert send_due(pool, server(mailbox.port), "w") == {"sent": 40 - len(tried)}
    rest = {to: parsed(raw)["Subject"] for to, raw in mailbox.messages if to not in tried}
    assert set(rest.values()) == {"Fern"}
    assert set(tried) | set(rest) == set(people(40))
    (row,) = rows(database_url, "select * from newsletter.newsletter_issues where id = %s", issue)
    assert (row["winner"], row["subject_line"]) == (2, "Fern")
    assert row["winner_confidence"] > 0.99
