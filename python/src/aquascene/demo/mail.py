"""The demo's mail server: aiosmtpd on a free port. It keeps and counts what it is given.

Addresses that begin with ``gone.`` are refused for good (550), those that begin with ``busy.`` are
told to come back later (451) the first time.
"""

from __future__ import annotations

import asyncio
import email
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """What the server saw: ``messages`` as (recipient, raw message), and answers by recipient."""

    port: int = 0
    messages: list[tuple[str, bytes]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    put_off: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def recipients(self) -> set[str]:
        """Return everybody whom somebody tried to write to."""
        return {to for to, _ in self.messages} | set(self.refused) | set(self.put_off)

    def parsed(self) -> Iterator[tuple[str, EmailMessage]]:
        """Return recipient and message of each mail taken."""
        for to, raw in self.messages:
            yield to, email.message_from_bytes(raw, EmailMessage, policy=SMTP_POLICY)


class _Handler:
    def __init__(self, mailbox: Mailbox, *, patient: bool) -> None:
        self._mailbox = mailbox
        self._patient = patient

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("gone."):
            self._mailbox.refused[address] += 1
            return "550 5.1.1 No such mailbox"
        busy = address.startswith("busy.") and not self._patient
        if busy and not self._mailbox.put_off[address]:
            self._mailbox.put_off[address] += 1
            return "451 4.3.2 Mailbox busy, try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        with self._mailbox.lock:
            self._mailbox.messages.extend((to, envelope.content) for to in envelope.rcpt_tos)
        return "250 2.0.0 Taken"


class _Controller(Controller):
    """A controller that lets the system choose the port and says which one it was."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def listening(handler: object, **options: Any) -> Iterator[int]:
    """Run a mail server with a handler of aiosmtpd while the block runs; gives its port.

    options: of aiosmtpd.smtp.SMTP.
    """
    controller = _Controller(handler, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def serve_mail(*, patient: bool = False) -> Iterator[Mailbox]:
    """Run the mail server on 127.0.0.1 while the block runs. patient: nobody is put off."""
    mailbox = Mailbox()
    with listening(_Handler(mailbox, patient=patient)) as mailbox.port:
        yield mailbox
