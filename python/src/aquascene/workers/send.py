"""The sending worker: hands the messages that are due to mail servers.

The ledger comes first: ``newsletter.claim_batch`` writes that a recipient is being sent to, that is
committed, and only then is the message handed over; ``newsletter.acknowledge`` records what the
server answered. What a dying worker leaves is in the ledger as ``sending`` and becomes
``unknown``: never silently sent, never lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from uuid import UUID

from aquascene.database import DatabaseError, Jsonb, Pool, Row, call, call_row, call_value
from aquascene.message import POLICY, with_parts
from aquascene.render import IssueRenderer, RenderError, one_line
from aquascene.workers import confirm
from aquascene.workers.smtp import Answer, MailServer, Session, SmtpUnavailableError

Progress = Callable[[int, int], None]
"""Called with the number of recipients claimed, and of messages settled, since the last call."""

Sign = Callable[[bytes], bytes]
"""Returns a message with a signature; see aquascene.workers.dkim."""


_TELL_AFTER = 10.0  # seconds after which the database is told of what is settled, and of our life
_WAIT_AT_MOST = 60.0  # seconds for a limit, when not following
_LOOK_AFTER = 1.0  # seconds at most between two looks at a database that has nothing to do


class AddressError(Exception):
    """A recipient's address that no message can be addressed to."""


@dataclass(frozen=True)
class Sending:
    """How a worker sends.

    server: None = the accounts of newsletter.smtp_accounts. connections: sessions at a time.
    sign: puts a signature before a message. environment: where the accounts' passwords are.
    """

    server: MailServer | None
    batch_size: int = 100
    connections: int = 1
    sign: Sign = bytes
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)


def send_due(
    pool: Pool,
    server: MailServer | Sending,
    worker: str,
    *,
    batch_size: int = 100,
    follow: bool = False,
    stop: threading.Event | None = None,
    progress: Progress = lambda claimed, done: None,
) -> Counter[str]:
    """Hand over all messages that are due, and return how many got which status.

    worker: a name that no other worker has; any number may run at once. The statuses are those
    that newsletter.acknowledge gave; ``unanswered`` counts messages whose fate is unknown.
    follow: go on until stop is set, and have issues begin and end when they are due. stop: when it
    is set, what is being handed over is finished and the rest given back.
    Raises SmtpUnavailableError and RenderError; what had been claimed and not handed over is
    given back then.
    """
    sending = server if isinstance(server, Sending) else Sending(server, batch_size)
    work = _Worker(pool, sending, worker, progress, follow=follow, stop=stop or threading.Event())
    asyncio.run(work.run())
    return work.counts


class _Worker:
    def __init__(
        self,
        pool: Pool,
        sending: Sending,
        name: str,
        progress: Progress,
        *,
        follow: bool,
        stop: threading.Event,
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._pool = pool
        self._sending = sending
        self._name = name
        self._follow = follow
        self._stop = stop
        self._progress = progress
        self._renderers: dict[tuple[UUID, int | None], IssueRenderer] = {}
        self._sessions: dict[str | None, list[Session]] = {}

    async def run(self) -> None:
        """Send until nothing is due, or until stopped."""
        look = 0.0
        try:
            while not self._stop.is_set():
                if self._follow and time.monotonic() >= look:
                    await self._ask(call, "newsletter.advance")
                    look = time.monotonic() + _LOOK_AFTER
                await self._confirm()
                wait = await self._step()
                if wait != 0:
                    if not self._follow and (wait is None or wait > _WAIT_AT_MOST):
                        return
                    await asyncio.to_thread(self._stop.wait, min(wait or 60.0, _LOOK_AFTER))
        finally:
            for sessions in self._sessions.values():
                await asyncio.gather(*(session.close() for session in sessions))

    async def _step(self) -> float | None:
        """Send a batch. Return the seconds until the next may be had; None = nothing is due."""
        due: timedelta | None = await self._ask(call_value, "newsletter.next_due_in")
        if due is None or due:
            return due.total_seconds() if due and self._follow else None
        account, server, wait = await self._choose()
        if wait:
            return wait
        claimed = await self._ask(
            call,
            "newsletter.claim_batch",
            worker=self._name,
            batch_size=self._sending.batch_size,
            account=account,
        )
        if not claimed:  # others were faster
            return _LOOK_AFTER / 5
        self._progress(len(claimed), 0)
        batch = _Batch(claimed)
        teller = asyncio.create_task(self._tell_while_sending(batch))
        try:
            await self._deliver(account, server, batch)
        except SmtpUnavailableError as error:
            if account is None:
                raise
            await self._ask(
                call_value, "newsletter.suspend_account", name=account, error=str(error)
            )
        finally:
            teller.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await teller
            batch.give_back()
            self._tell(batch)
        return 0

    async def _choose(self) -> tuple[str | None, MailServer, float]:
        """Return the account to send by (None = a server of our own) and the seconds to wait."""
        if self._sending.server is not None:
            return None, self._sending.server, 0
        chosen = await self._ask(call_row, "newsletter.choose_account")
        if chosen is None:
            raise SmtpUnavailableError(
                "there is no account to send by\n"
                "Add one by newsletter.set_smtp_account, or name a server by --smtp."
            )
        if chosen["error"] and not self._follow:
            raise SmtpUnavailableError(f"account {chosen['name']}: {chosen['error']}")
        server = MailServer.of_account(chosen["name"], chosen["url"], self._sending.environment)
        return chosen["name"], server, chosen["wait"].total_seconds()

    async def _confirm(self) -> None:
        """Mail to those who have to confirm; what no server takes is given back."""
        requests = await self._ask(call, "newsletter.claim_confirmations")
        if not requests:
            return
        back = {request["request_id"] for request in requests}
        try:
            account, server, _ = await self._choose()
            (session, *_) = self._opened(account, server, 1)
            for request in requests:
                await session.open()
                try:
                    message = self._sending.sign(confirm.compose(request))
                except (ValueError, LookupError):  # nobody has such an address
                    back.remove(request["request_id"])
                    continue
                answer = await session.hand_over(request["from_email"], request["email"], message)
                if answer is None or answer.status != "deferred":
                    back.remove(request["request_id"])
                    self.counts["confirmations"] += 1
        except SmtpUnavailableError:
            if not self._follow:
                raise
        finally:
            if back:
                await self._ask(call_value, "audience.release_requests", request_ids=list(back))

    def _opened(self, account: str | None, server: MailServer, count: int) -> list[Session]:
        sessions = self._sessions.setdefault(account, [])
        while len(sessions) < count:
            sessions.append(Session(server))
        return sessions[:count]

    async def _deliver(self, account: str | None, server: MailServer, batch: _Batch) -> None:
        """Hand a batch over by several sessions at once; all of them end before this does."""
        sessions = self._opened(account, server, min(self._sending.connections, batch.size))
        ended = await asyncio.gather(
            *(self._hand_over(session, batch) for session in sessions), return_exceptions=True
        )
        errors = [error for error in ended if error is not None]
        lost = [error for error in errors if isinstance(error, SmtpUnavailableError)]
        for error in errors:
            if error not in lost:
                raise error
        if lost and batch.has_left():  # a session less is no fault while others do the work
            raise lost[0]

    async def _hand_over(self, session: Session, batch: _Batch) -> None:
        """Hand over one recipient of a batch after another."""
        try:
            while batch.has_left() and not self._stop.is_set():
                await session.open()
                if not batch.has_left():
                    return
                recipient = batch.next()
                try:
                    renderer = await self._renderer(recipient["issue_id"], recipient["variant"])
                    message = self._sending.sign(compose(renderer, recipient))
                except AddressError as error:
                    answer: Answer | None = Answer("failed", str(error), "5.1.3")
                except BaseException:
                    batch.put_back(recipient)
                    raise
                else:
                    sender = renderer.payload["from_email"]
                    answer = await session.hand_over(sender, recipient["email"], message)
                if answer is None:
                    self.counts["unanswered"] += 1
                else:
                    batch.settle(recipient, answer)
                self._progress(0, 1)
        except RenderError:
            batch.abandon()  # the others cannot be rendered either
            raise

    async def _renderer(self, issue_id: UUID, variant: int | None) -> IssueRenderer:
        if (issue_id, variant) not in self._renderers:
            payload: dict[str, Any] = await self._ask(
                call_value, "newsletter.issue_payload", issue_id=issue_id
            )
            if variant is not None:
                payload["subject_line"] = payload["subject_variants"][variant - 1]
            self._renderers[issue_id, variant] = IssueRenderer(payload)
        return self._renderers[issue_id, variant]

    async def _tell_while_sending(self, batch: _Batch) -> None:
        """Tell the database every few seconds what is settled, and that we are alive."""
        while True:
            await asyncio.sleep(_TELL_AFTER)
            with contextlib.suppress(DatabaseError):  # it is told again, at the end at the latest
                await asyncio.to_thread(self._tell, batch)
                await self._ask(call_value, "newsletter.heartbeat", worker=self._name)

    def _tell(self, batch: _Batch) -> None:
        with batch.telling() as (sent, refused), self._pool.connection() as connection:
            rows = call(
                connection,
                "newsletter.acknowledge",
                batch_id=batch.id,
                sent=sent,
                refused=Jsonb(refused),
            )
        for row in rows:
            self.counts[row["status"]] += row["recipients"]

    async def _ask(self, ask: Callable[..., Any], function: str, **arguments: Any) -> Any:
        """Call a stored function in a transaction of its own, without holding up the sessions."""

        def asked() -> Any:
            with self._pool.connection() as connection:
                return ask(connection, function, **arguments)

        return await asyncio.to_thread(asked)


class _Batch:
    """Claimed recipients, and what is known of them and not told yet.

    What was begun and is not settled is told to nobody: its fate is unknown.
    """

    def __init__(self, claimed: list[Row]) -> None:
        self.id: int = claimed[0]["batch_id"]
        self.size = len(claimed)
        self._left = claimed[::-1]
        self._is_abandoned = False
        self._sent: list[UUID] = []
        self._refused: list[Row] = []
        self._telling = threading.Lock()

    def has_left(self) -> bool:
        return bool(self._left) and not self._is_abandoned

    def next(self) -> Row:
        """Return the next recipient, who counts as begun."""
        return self._left.pop()

    def put_back(self, recipient: Row) -> None:
        self._left.append(recipient)

    def abandon(self) -> None:
        """Leave the rest alone."""
        self._is_abandoned = True

    def settle(self, recipient: Row, answer: Answer) -> None:
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

    def give_back(self) -> None:
        """Settle all who were not begun as released."""
        self._refused += [
            {"subscriber_id": str(left["subscriber_id"]), "status": "released"}
            for left in self._left
        ]
        self._left = []

    @contextlib.contextmanager
    def telling(self) -> Iterator[tuple[list[UUID], list[Row]]]:
        """Give who is sent to and who is not, since it was last told; again if that fails."""
        with self._telling:
            sent, refused = self._sent, self._refused
            self._sent, self._refused = [], []
            try:
                yield sent, refused
            except BaseException:
                self._sent += sent
                self._refused += refused
                raise


def compose(renderer: IssueRenderer, recipient: Row) -> bytes:
    """Return the message for one recipient, ready to be handed over.

    It can be unsubscribed from by one click (RFC 8058). Raises RenderError, and AddressError for
    an address that is none, or that only servers with SMTPUTF8 understand.
    """
    rendered = renderer.render(recipient)
    payload = renderer.payload
    name = one_line(" ".join(filter(None, (recipient["first_name"], recipient["last_name"]))))
    message = EmailMessage(policy=POLICY)
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
    # Postmark makes ids of its own; its webhooks give this one back.
    message["X-PM-Metadata-message-id"] = recipient["message_id"]
    message["List-Unsubscribe"] = f"<{rendered.unsubscribe_url}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    domain = payload["from_email"].rpartition("@")[2]
    message["List-Id"] = f"<newsletter.{domain}>"
    message["Feedback-ID"] = f"issue{payload['issue_number']}:newsletter:{domain}"
    message["Auto-Submitted"] = "auto-generated"
    html = None if recipient["email_format"] == "text" else rendered.html
    return with_parts(message, rendered.text, html)
