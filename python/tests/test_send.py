"""The sending worker, over real SMTP: nothing sent twice, nothing lost, whatever breaks."""

from __future__ import annotations

import email
import os
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
from email.utils import parsedate_to_datetime
from typing import Any

import psycopg
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from aquascene.database import call_value
from aquascene.demo.mail import listening, serve_mail
from aquascene.render import RenderError
from aquascene.workers.send import send_due
from aquascene.workers.smtp import MailServer, SmtpUnavailableError
from stage import account, rows, sending_issue, wait_until, worker_pool


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
    sending_issue(database_url, [address, *people(2)])
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
