"""What mail servers write back: delivery status notifications (RFC 3464), complaints (RFC 5965)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.parser import HeaderParser
from email.policy import default
from typing import Any

_LONGEST_DIAGNOSTIC = 2000
_READ = 256 * 1024  # bytes: all that matters is ahead of what was sent
_MOST_SEPARATORS = 500  # each may begin a part, and parts cost
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True)
class Told:
    """What somebody says of a message; the kinds are those of newsletter.record_feedback."""

    message_id: str
    kind: str
    code: str | None = None
    diagnostic: str | None = None


class NotUnderstoodError(Exception):
    """A mail that is no report of a kind we know, or names no message."""


def read_report(mail: bytes) -> Told | None:
    """Return what a mail reports, or None when it is nothing to record, such as a delay.

    Raises NotUnderstoodError, whatever the bytes are.
    """
    mail = mail[:_READ]
    if mail.count(b"\n--") > _MOST_SEPARATORS:
        raise NotUnderstoodError("too many parts")
    try:
        return _read(message_from_bytes(mail, policy=default))
    except NotUnderstoodError:
        raise
    except Exception as error:  # the email package fails in many ways at what is no mail
        raise NotUnderstoodError(f"no readable mail: {type(error).__name__}") from error


def _read(mail: Message[Any, Any]) -> Told | None:
    parts = list(_parts(mail))
    kinds = {part.get_content_type(): part for part in reversed(parts)}
    message_id = next(filter(None, (_message_id(part) for part in parts)), None)
    if message_id is None:
        raise NotUnderstoodError("no message is named")
    for name in ("message/delivery-status", "message/global-delivery-status"):
        if name in kinds:
            return _status(message_id, kinds[name])
    if "message/feedback-report" in kinds:
        return _complaint(message_id, kinds["message/feedback-report"])
    raise NotUnderstoodError("neither a delivery status nor a complaint")


def _parts(mail: Message[Any, Any]) -> Iterator[Message[Any, Any]]:
    """Yield the parts of a report, and not the parts of what is in them."""
    if mail.get_content_type() == "multipart/report":
        payload = mail.get_payload()
        if isinstance(payload, list):
            yield from (part for part in payload if isinstance(part, Message))


def _message_id(part: Message[Any, Any]) -> str | None:
    """Return the Message-ID of the message that a part holds, or the beginning of."""
    kind = part.get_content_type()
    if kind in ("message/rfc822", "message/global", "message/global-headers"):
        payload = part.get_payload()
        if isinstance(payload, list) and payload:
            return _field(payload[0], "message-id")
    elif kind == "text/rfc822-headers":
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            return _field(message_from_bytes(body.lstrip()), "message-id")
    return None


def _field(message: Any, name: str) -> str | None:
    """Return a field as it is written, unfolded, fit for the database."""
    for key, value in message.raw_items():
        if key.lower() == name:
            text = " ".join(str(value).replace("\0", "").split())
            return text.encode("utf-8", "replace").decode()
    return None


def _blocks(part: Message[Any, Any]) -> list[Any]:
    """Return the groups of fields of a delivery status."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        raise NotUnderstoodError("a delivery status without fields")
    if part.get_content_type() == "message/delivery-status":
        return list(payload)
    # RFC 6533: the parser takes it for a message, and all groups but the first for its text
    first: Any = payload[0]
    text = first.get_payload()
    groups = re.split(r"\r?\n\r?\n", text) if isinstance(text, str) else []
    return [first, *(HeaderParser().parsestr(group.lstrip()) for group in groups)]


def _status(message_id: str, part: Message[Any, Any]) -> Told | None:
    """Return what became of the recipient; our messages have one."""
    for block in _blocks(part):
        action = (_field(block, "action") or "").partition(";")[0].strip().lower()
        code = _STATUS.search(_field(block, "status") or "")
        if action == "failed":
            words = _field(block, "diagnostic-code") or ""
            return Told(message_id, "bounce", code and code[0], words[:_LONGEST_DIAGNOSTIC] or None)
        if action == "delivered":
            return Told(message_id, "delivered")
        if action in ("delayed", "relayed", "expanded"):
            return None
    raise NotUnderstoodError("a delivery status without an action")


def _complaint(message_id: str, part: Message[Any, Any]) -> Told | None:
    payload = part.get_payload()
    fields = payload[0] if isinstance(payload, list) and payload else EmailMessage()
    kind = (_field(fields, "feedback-type") or "").lower()
    if kind == "opt-out" or kind == "opt-out-list":
        return Told(message_id, "unsubscribe", None, "a feedback loop's opt-out")
    if kind in ("abuse", "fraud", "virus", "other", "miscategorized"):
        return Told(message_id, "complaint", kind, _field(fields, "user-agent"))
    if kind == "not-spam":
        return None
    raise NotUnderstoodError("a complaint of no known kind")
