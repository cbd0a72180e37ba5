"""The mailbox that bounces and complaints come back to: read from files, or taken by LMTP or SMTP.

A report is recorded by ``newsletter.record_feedback`` before the mail counts as taken, so a mail
whose report could not be recorded is tried again by who brought it.
"""

from __future__ import annotations

import asyncio
import logging
import mailbox
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket as Socket

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from aquascene.database import DatabaseError, Pool, call_value
from aquascene.feedback import NotUnderstoodError, read_report
from aquascene.web import listen

LONGEST_MAIL = 10 * 1024 * 1024
"""Bytes of a mail; a longer one is refused, or left where it is."""

NOT_UNDERSTOOD = "not understood"

_log = logging.getLogger(__name__)


def take(pool: Pool, mail: bytes) -> str:
    """Record what a mail reports, and return what came of it.

    That is what newsletter.record_feedback returned; ``nothing`` for a report that tells nothing
    for good, such as a delay; ``not understood`` for any other mail. Raises DatabaseError.
    """
    try:
        told = read_report(mail)
    except NotUnderstoodError as error:
        _log.info("a mail was not understood: %s", error)
        return NOT_UNDERSTOOD
    if told is None:
        return "nothing"
    with pool.connection() as connection:
        return str(
            call_value(
                connection,
                "newsletter.record_feedback",
                message_id=told.message_id,
                kind=told.kind,
                code=told.code,
                diagnostic=told.diagnostic,
                source="mailbox",
            )
        )


def read_file(pool: Pool, path: Path) -> Counter[str]:
    """Take one mail, or all of an mbox; the file stays. Raises OSError and DatabaseError."""
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    if not is_mbox:
        return Counter([take(pool, path.read_bytes())])
    counts: Counter[str] = Counter()
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            counts[take(pool, box.get_bytes(key))] += 1
    finally:
        box.close()
    return counts


def read_maildir(
    pool: Pool, path: Path, progress: Callable[[int, int], None] = lambda total, done: None
) -> Counter[str]:
    """Take all mails of a maildir that nobody has seen.

    What was understood is removed; the rest stays, as seen: a person may have written it. progress
    is called with how many there are, and how many are done since. Raises OSError and
    DatabaseError; a mail that was not recorded is there the next time.
    """
    counts: Counter[str] = Counter()
    box = mailbox.Maildir(path, factory=None, create=False)
    keys = [key for key in box.iterkeys() if "S" not in box.get_message(key).get_flags()]
    progress(len(keys), 0)
    for key in keys:
        try:
            outcome = take(pool, box.get_bytes(key))
            if outcome == NOT_UNDERSTOOD:
                message = box.get_message(key)
                message.set_subdir("cur")
                message.add_flag("S")
                box[key] = message
            else:
                box.remove(key)
        except KeyError:  # another reader was faster
            outcome = "gone"
        counts[outcome] += 1
        progress(0, 1)
    return counts


class _Handler:
    """Takes mails for any recipient; counts what came of them."""

    def __init__(self, pool: Pool, counts: Counter[str]) -> None:
        self._pool = pool
        self._counts = counts

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Answer 250 once all is recorded, and 451 when the database could not be asked."""
        content = envelope.content or b""
        mail = content.encode() if isinstance(content, str) else content
        try:
            outcome = await asyncio.to_thread(take, self._pool, mail)
        except DatabaseError as error:
            _log.error("a report was not recorded: %s", error)
            self._counts["put off"] += 1
            return "451 4.3.0 Not now, please try again"
        self._counts[outcome] += 1
        return "250 2.0.0 Taken"


class _Controller(Controller):
    """A listener for LMTP, or for SMTP."""

    def __init__(self, handler: _Handler, socket: Socket, *, is_lmtp: bool) -> None:
        self._protocol = LMTP if is_lmtp else SMTP
        self._socket = socket
        host, port = socket.getsockname()[:2]
        super().__init__(
            handler, hostname=host, port=port, data_size_limit=LONGEST_MAIL, ready_timeout=10.0
        )

    def factory(self) -> SMTP:
        return self._protocol(self.handler, **self.SMTP_kwargs)

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._socket)


@contextmanager
def listening(
    pool: Pool, host: str, port: int, counts: Counter[str], *, is_lmtp: bool = True
) -> Iterator[int]:
    """Take mails while the block runs; yields the port, which may be given as 0.

    counts: what came of the mails. Raises PortError for a port that cannot be listened on.
    """
    controller = _Controller(_Handler(pool, counts), listen(host, port), is_lmtp=is_lmtp)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
