"""Messages as bytes, a few times as fast as EmailMessage makes them by itself."""

from __future__ import annotations

import binascii
import functools
import re
import secrets
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from typing import Any

_SHARED = frozenset(
    ("From", "Subject", "Date", "List-Unsubscribe-Post", "List-Id", "Feedback-ID", "Auto-Submitted")
)
_VERBATIM = frozenset(("Message-ID", "List-Unsubscribe", "X-PM-Metadata-message-id"))
_TOKEN = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>")
_PLAIN_POLICY = SMTP.clone(cte_type="7bit")


@functools.lru_cache(maxsize=256)
def _parsed(name: str, value: str) -> Any:
    return _PLAIN_POLICY.header_store_parse(name, value)[1]


@functools.lru_cache(maxsize=256)
def _folded(name: str, value: str) -> bytes:
    return _PLAIN_POLICY.fold_binary(name, _parsed(name, value))


class _Policy(EmailPolicy):
    """Does what SMTP's policy does, once for the headers that many messages share.

    What is one token in angle brackets stays as it is: there is nothing to parse in it, and folded,
    the URL of List-Unsubscribe becomes a word of RFC 2047.
    """

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if name in _SHARED:
            return name, _parsed(name, str(value))
        if name in _VERBATIM and _TOKEN.fullmatch(value):
            return name, value
        return super().header_store_parse(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name in _SHARED:
            return _folded(name, str(value))
        if name in _VERBATIM and _TOKEN.fullmatch(value):
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = _Policy(linesep="\r\n", cte_type="7bit")
"""For messages; cte_type, since nothing asks whether the server takes eight bits."""


def with_parts(message: EmailMessage, text: str, html: str | None = None) -> bytes:
    """Return a message that has headers only with its text, and its HTML if it has any.

    What set_content, add_alternative and as_bytes do, in a fraction of the time.
    """
    head = message.as_bytes().removesuffix(b"\r\n") + b"MIME-Version: 1.0\r\n"
    if html is None:
        return head + _part(b"plain", text)
    boundary = f"=_{secrets.token_hex(12)}".encode()  # "=_" is in no quoted-printable text
    return b"".join(
        (
            head,
            b'Content-Type: multipart/alternative;\r\n boundary="%b"\r\n' % boundary,
            b"\r\n--%b\r\n%b" % (boundary, _part(b"plain", text)),
            b"\r\n--%b\r\n%b" % (boundary, _part(b"html", html)),
            b"\r\n--%b--\r\n" % boundary,
        )
    )


def _part(subtype: bytes, text: str) -> bytes:
    """Return a part with its headers, in lines that end as mail's do."""
    text = "\n".join(text.replace("\0", "").splitlines()) + "\n"
    if text.isascii() and max(map(len, text.split("\n"))) < 990:
        encoding, body = b"7bit", text.encode("ascii")
    else:
        encoding = b"quoted-printable"
        body = binascii.b2a_qp(text.encode("utf-8", "replace"), istext=True)
    return b'Content-Type: text/%b; charset="utf-8"\r\nContent-Transfer-Encoding: %b\r\n\r\n%b' % (
        subtype,
        encoding,
        body.replace(b"\n", b"\r\n"),
    )
