"""Mail servers: sessions that are kept open, and what their answers mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import unquote, urlsplit

import aiosmtplib

_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_LONGEST_ERROR = 500
_HERE = ("localhost", "127.0.0.1", "::1")


class SmtpUnavailableError(Exception):
    """The mail server cannot be reached or does not talk to us; the text says why."""


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

    @classmethod
    def of_account(cls, name: str, url: str, environment: Mapping[str, str]) -> MailServer:
        """Return the server of an account, its password from the environment.

        Raises SmtpUnavailableError when it needs a password and there is none.
        """
        server = cls.of_url(url)
        if server.username is None:
            return server
        variable = f"AQUASCENE_SMTP_PASSWORD_{name.upper()}"
        if not environment.get(variable):
            raise SmtpUnavailableError(
                f"account {name} signs in as {server.username}, but there is no password\n"
                f"Set {variable}."
            )
        return replace(server, password=environment[variable])


@dataclass(frozen=True)
class Answer:
    """What became of a message. ``sent``, ``failed`` (for good) or ``deferred`` (try again)."""

    status: Literal["sent", "failed", "deferred"]
    error: str | None = None
    enhanced_code: str | None = None


class Session:
    """An SMTP session that is kept open from message to message and opened again when lost.

    STARTTLS is used where it is offered, and insisted on before a password leaves this machine.
    """

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: aiosmtplib.SMTP | None = None

    async def close(self) -> None:
        """Say goodbye, if there is anybody to say it to."""
        if self._smtp is not None:
            try:
                await self._smtp.quit()
            except (OSError, aiosmtplib.SMTPException):
                self._smtp.close()
            self._smtp = None

    async def hand_over(self, sender: str, recipient: str, message: bytes) -> Answer | None:
        """Hand one message over and return the server's answer.

        None: the connection was lost after the message had been begun, so nobody knows whether
        the server has it.
        """
        try:
            refusal = await self._envelope(sender, recipient)
        except (OSError, aiosmtplib.SMTPException):
            self._drop()  # a server may close an idle session: once more, in a new one
            try:
                refusal = await self._envelope(sender, recipient)
            except (OSError, aiosmtplib.SMTPException, SmtpUnavailableError) as error:
                self._drop()
                return Answer("deferred", f"connection lost before the message: {error}")
        if refusal is not None:
            return refusal
        smtp = await self.open()
        try:
            await smtp.data(message)
        except aiosmtplib.SMTPDataError as error:
            refusal = self._refusal(error)
            await self._reset()
            return refusal
        except (OSError, aiosmtplib.SMTPException):
            self._drop()
            return None
        return Answer("sent")

    async def _envelope(self, sender: str, recipient: str) -> Answer | None:
        """Give sender and recipient; return the refusal, or None when the message may follow."""
        smtp = await self.open()
        try:
            await smtp.mail(sender)
            await smtp.rcpt(recipient)
        except (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPRecipientRefused) as error:
            refusal = self._refusal(error)
            await self._reset()
            return refusal
        return None

    def _refusal(self, error: aiosmtplib.SMTPResponseException) -> Answer:
        if error.code == 421:  # the server says that it closes the session
            self._drop()
        text = error.message.replace("\x00", "")
        enhanced = _ENHANCED.match(text)
        return Answer(
            "failed" if error.code >= 500 else "deferred",
            f"{error.code} {' '.join(text.split())}"[:_LONGEST_ERROR],
            enhanced[1] if enhanced else None,
        )

    async def _reset(self) -> None:
        if self._smtp is not None:
            try:
                await self._smtp.rset()
            except (OSError, aiosmtplib.SMTPException):
                self._drop()

    async def open(self) -> aiosmtplib.SMTP:
        """Return the open session, or begin one. Raises SmtpUnavailableError."""
        if self._smtp is None or not self._smtp.is_connected:
            server = self._server
            insists = server.username is not None and server.host not in _HERE
            smtp = aiosmtplib.SMTP(
                hostname=server.host,
                port=server.port,
                username=server.username,
                password=server.password,
                use_tls=server.tls,
                start_tls=False if server.tls else insists or None,
                timeout=server.timeout,
            )
            try:
                await smtp.connect()
            except (OSError, aiosmtplib.SMTPException) as error:
                raise SmtpUnavailableError(
                    f"the mail server {server.host}:{server.port} cannot be used: {error}\n"
                    "Does it run, and are address, user and password right?"
                ) from error
            self._smtp = smtp
        return self._smtp

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None
