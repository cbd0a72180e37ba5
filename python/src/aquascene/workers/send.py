"""The sending worker: hands the messages that are due to a mail server.

The ledger comes first: ``newsletter.claim_batch`` writes that a recipient is being sent to, that is
committed, and only then is the message handed over; ``newsletter.acknowledge`` records what the
server answered. What a dying worker leaves is in the ledger as ``sending`` and becomes
``unknown``: never silently sent, never lost.
"""

from __future__ import annotations

import binascii
import contextlib
import functools
import re
import secrets
import smtplib
import ssl
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Literal
from urllib.parse import unquote, urlsplit
from uuid import UUID

from aquascene.database import Jsonb, Pool, Row, call, call_value
from aquascene.render import IssueRenderer, RenderError, one_line

Progress = Callable[[int, int], None]
"""Called with the number of recipients claimed, and of messages settled, since the last call."""

_PLAIN_POLICY = SMTP.clone(cte_type="7bit")  # nothing asks whether the server takes eight bits
_SHARED = frozenset(("From", "Reply-To", "Subject", "Date", "List-Unsubscribe-Post"))
_VERBATIM = frozenset(("Message-ID", "List-Unsubscribe"))
_TOKEN = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>")


@functools.lru_cache(maxsize=256)
def _parsed(name: str, value: str) -> Any:
    return _PLAIN_POLICY.header_store_parse(name, value)[1]


@functools.lru_cache(maxsize=256)
def _folded(name: str, value: str) -> bytes:
    return _PLAIN_POLICY.fold_binary(name, _parsed(name, value))


class _Policy(EmailPolicy):
    """Does what SMTP's policy does, once for the headers that many messages share.

    What is one token in angle brackets has nothing to be parsed or folded.
    """

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if name in _SHARED:
            return name, _parsed(name, str(value))
        if name in _VERBATIM and _TOKEN.fullmatch(value):
            return name, value
        return super().header_store_parse(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        if name in _SHARED:
            return _folded(name, str(value))
        if name in _VERBATIM and _TOKEN.fullmatch(value):
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n", cte_type="7bit")
_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_LONGEST_ERROR = 500


class SmtpUnavailableError(Exception):
    """The mail server cannot be reached or does not talk to us; the text says why."""


class AddressError(Exception):
    """A recipient's address that no message can be addressed to."""


@dataclass(frozen=True)
class MailServer:
    """Where to hand messages over. timeout: seconds for each answer."""

    host: str
    port: int = 25
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: bool = False
    timeout: float = 30.0

    @classmethod
    def of_url(cls, url: str) -> MailServer:
        """Read ``smtp://[user:password@]host[:port]``, or ``smtps://`` for TLS from the start.

        Raises ValueError.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError(f"{url} is no mail server; write smtp://host:port")
        tls = parts.scheme == "smtps"
        return cls(
            parts.hostname,
            parts.port or (465 if tls else 25),
            unquote(parts.username) if parts.username else None,
            unquote(parts.password) if parts.password else None,
            tls,
        )


@dataclass(frozen=True)
class Answer:
    """What became of a message. ``sent``, ``failed`` (for good) or ``deferred`` (try again)."""

    status: Literal["sent", "failed", "deferred"]
    error: str | None = None
    enhanced_code: str | None = None


class Session:
    """An SMTP session that is kept open from message to message and opened again when lost.

    All errors of smtplib are OSErrors.
    """

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._smtp is not None:
            with contextlib.suppress(OSError):
                self._smtp.quit()
            self._drop()

    def hand_over(self, sender: str, recipient: str, message: bytes) -> Answer | None:
        """Hand one message over and return the server's answer.

        None: the connection was lost after the message had been begun, so nobody knows whether
        the server has it. Raises SmtpUnavailableError when no session could be begun at all.
        """
        try:
            refusal = self._envelope(sender, recipient)
        except OSError:
            self._drop()  # a server may close an idle session: once more, in a new one
            try:
                refusal = self._envelope(sender, recipient)
            except (OSError, SmtpUnavailableError) as error:
                self._drop()
                return Answer("deferred", f"connection lost before the message: {error}")
        if refusal is not None:
            return refusal
        try:
            return self._judged(*self.open().data(message)) or Answer("sent")
        except smtplib.SMTPDataError as error:  # refused at the word DATA
            with contextlib.suppress(OSError):
                self.open().rset()
            return self._judged(error.smtp_code, error.smtp_error)
        except OSError:
            self._drop()
            return None

    def _envelope(self, sender: str, recipient: str) -> Answer | None:
        """Give sender and recipient; return the refusal, or None when the message may follow."""
        smtp = self.open()
        refusal = self._judged(*smtp.mail(sender)) or self._judged(*smtp.rcpt(recipient))
        if refusal is not None and self._smtp is not None:
            smtp.rset()
        return refusal

    def _judged(self, code: int, reason: bytes | str) -> Answer | None:
        """Return what a reply of 4xx or 5xx means, or None when it is neither."""
        if code < 400:
            return None
        if code == 421:  # the server says that it closes the session
            self._drop()
        text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
        text = text.replace("\x00", "")
        enhanced = _ENHANCED.match(text)
        return Answer(
            "failed" if code >= 500 else "deferred",
            f"{code} {' '.join(text.split())}"[:_LONGEST_ERROR],
            enhanced[1] if enhanced else None,
        )

    def open(self) -> smtplib.SMTP:
        """Return the open session, or begin one. Raises SmtpUnavailableError."""
        if self._smtp is None:
            server = self._server
            where = f"{server.host}:{server.port}"
            try:
                if server.tls:
                    context = ssl.create_default_context()
                    smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                        server.host, server.port, timeout=server.timeout, context=context
                    )
                else:
                    smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
                smtp.ehlo_or_helo_if_needed()
                if server.username is not None:
                    smtp.login(server.username, server.password or "")
            except OSError as error:
                raise SmtpUnavailableError(
                    f"the mail server {where} cannot be used: {error}\n"
                    "Does it run, and are address, user and password right?"
                ) from error
            self._smtp = smtp
        return self._smtp

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def send_due(
    pool: Pool,
    server: MailServer,
    worker: str,
    *,
    batch_size: int = 100,
    progress: Progress = lambda claimed, done: None,
) -> Counter[str]:
    """Hand over all messages that are due, and return how many got which status.

    worker: a name that no other worker has; any number may run at once. The statuses are those
    that newsletter.acknowledge gave; ``unanswered`` counts messages whose fate is unknown.
    Raises SmtpUnavailableError and RenderError; what had been claimed and not handed over is
    given back then.
    """
    counts: Counter[str] = Counter()
    renderers: dict[UUID, IssueRenderer] = {}
    with Session(server) as session:
        while True:
            with pool.connection() as connection:  # committed before anything is handed over
                claimed = call(
                    connection, "newsletter.claim_batch", worker=worker, batch_size=batch_size
                )
            if not claimed:
                return counts
            progress(len(claimed), 0)
            with _Batch(pool, claimed, counts) as batch:
                for recipient in claimed:
                    renderer = _renderer(pool, renderers, recipient["issue_id"])
                    try:
                        message = compose(renderer, recipient)
                        session.open()
                    except AddressError as error:
                        batch.begin(recipient)
                        batch.settle(recipient, Answer("failed", str(error), "5.1.3"))
                        continue
                    batch.begin(recipient)
                    sender = renderer.payload["from_email"]
                    batch.settle(recipient, session.hand_over(sender, recipient["email"], message))
                    progress(0, 1)


class _Batch:
    """The claimed recipients and what is known of them; acknowledged however the block ends.

    What had not been begun is given back. What had been begun and not settled stays unacknowledged.
    """

    def __init__(self, pool: Pool, claimed: list[Row], counts: Counter[str]) -> None:
        self._pool = pool
        self._id: int = claimed[0]["batch_id"]
        self._left = {recipient["subscriber_id"] for recipient in claimed}
        self._counts = counts
        self._sent: list[UUID] = []
        self._refused: list[Row] = []

    def __enter__(self) -> _Batch:
        return self

    def begin(self, recipient: Row) -> None:
        self._left.remove(recipient["subscriber_id"])

    def settle(self, recipient: Row, answer: Answer | None) -> None:
        if answer is None:
            self._counts["unanswered"] += 1
            return
        if answer.status == "sent":
            self._sent.append(recipient["subscriber_id"])
            return
        self._refused.append(
            {
                "subscriber_id": str(recipient["subscriber_id"]),
                "status": answer.status,
                "error": answer.error,
                "code": answer.enhanced_code,
            }
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._refused += [
            {"subscriber_id": str(left), "status": "released", "error": f"not tried: {error}"}
            for left in self._left
        ]
        with self._pool.connection() as connection:
            rows = call(
                connection,
                "newsletter.acknowledge",
                batch_id=self._id,
                sent=self._sent,
                refused=Jsonb(self._refused),
            )
        for row in rows:
            self._counts[row["status"]] += row["recipients"]


def _renderer(pool: Pool, known: dict[UUID, IssueRenderer], issue_id: UUID) -> IssueRenderer:
    if issue_id not in known:
        with pool.connection() as connection:
            payload: dict[str, Any] = call_value(
                connection, "newsletter.issue_payload", issue_id=issue_id
            )
        known[issue_id] = IssueRenderer(payload)
    return known[issue_id]


def compose(renderer: IssueRenderer, recipient: Row) -> bytes:
    """Return the message for one recipient, ready to be handed over.

    It can be unsubscribed from by one click (RFC 8058). Raises RenderError, and AddressError for
    an address that is none, or that only servers with SMTPUTF8 understand.
    """
    rendered = renderer.render(recipient)
    payload = renderer.payload
    name = one_line(" ".join(filter(None, (recipient["first_name"], recipient["last_name"]))))
    message = EmailMessage(policy=_POLICY)
    try:
        message["From"] = Address(one_line(payload["from_name"]), addr_spec=payload["from_email"])
        message["Subject"] = rendered.subject
    except (ValueError, LookupError) as error:
        raise RenderError(f"issue {payload['issue_number']}: {error}") from error
    email: str = recipient["email"]
    try:
        email.encode("ascii")
        message["To"] = Address(name, addr_spec=email)
    except (ValueError, LookupError) as error:
        raise AddressError(f"{email} cannot be addressed: {error}") from error
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = recipient["message_id"]
    message["List-Unsubscribe"] = f"<{rendered.unsubscribe_url}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return with_parts(message, rendered.text, rendered.html)


def with_parts(message: EmailMessage, text: str, html: str) -> bytes:
    """Return a message that has headers only with its two parts, text and HTML.

    What set_content, add_alternative and as_bytes do, in a tenth of the time.
    """
    boundary = f"=_{secrets.token_hex(12)}"  # "=_" is in no quoted-printable text
    return b"".join(
        (
            message.as_bytes().removesuffix(b"\r\n"),
            b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n"
            b' boundary="%b"\r\n' % boundary.encode(),
            *(
                b'\r\n--%b\r\nContent-Type: text/%b; charset="utf-8"\r\n'
                b"Content-Transfer-Encoding: %b\r\n\r\n%b"
                % (boundary.encode(), subtype, *_encoded(part))
                for subtype, part in ((b"plain", text), (b"html", html))
            ),
            b"\r\n--%b--\r\n" % boundary.encode(),
        )
    )


def _encoded(text: str) -> tuple[bytes, bytes]:
    """Return the encoding of a part and the part in it, in lines that end as mail's do."""
    text = "\n".join(text.replace("\0", "").splitlines()) + "\n"
    if text.isascii() and max(map(len, text.split("\n"))) < 990:
        return b"7bit", text.replace("\n", "\r\n").encode("ascii")
    encoded = binascii.b2a_qp(text.encode("utf-8", "replace"), istext=True)
    return b"quoted-printable", encoded.replace(b"\n", b"\r\n")
