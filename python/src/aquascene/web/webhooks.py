"""Bounces and complaints as mail providers tell them, by signed POSTs.

A webhook that nobody signed is refused, and nothing of it is kept. Each event is recorded in a
transaction of its own, once however often it is told (``newsletter.record_feedback``), so a
provider that got no answer may simply send it again. An event that means nothing to us is accepted.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import httpx
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.x509 import load_pem_x509_certificate
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from aquascene.feedback import Told
from aquascene.web.limits import Limiter, Rate
from aquascene.web.site import HEADERS, Site, read_body

LONGEST_BODY = 1024 * 1024
"""Bytes of a webhook; SendGrid sends up to three quarters of it."""

MOST_EVENTS = 10_000

_WINDOW = 5 * 60
_MAILGUN_WINDOW = 9 * 3600  # it tries again for eight hours
_FORGERIES = Rate(burst=20, seconds=5)

_SNS_SIGNED: Mapping[str, Sequence[str]] = {
    "Notification": ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
    "SubscriptionConfirmation": (
        ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
    ),
}


class Provider(Protocol):
    """How a provider signs, and what it says."""

    def is_signed(self, headers: Headers, body: bytes) -> bool:
        """Return whether the provider sent this body."""

    def read(self, body: bytes) -> Iterator[Told]:
        """Yield the events that mean something. Raises ValueError for a body that cannot be."""


Fetch = Callable[[str], bytes]


def fetch(url: str) -> bytes:
    """Return a small document over HTTPS, following no redirect. Raises httpx.HTTPError."""
    with httpx.stream("GET", url, timeout=5.0, follow_redirects=False) as answer:
        answer.raise_for_status()
        body = b""
        for part in answer.iter_bytes():
            body += part
            if len(body) > 64 * 1024:
                raise httpx.DecodingError("the document is too long")
        return body


class Generic:
    """Whoever shares a key with us.

    Signed is ``timestamp.body``: headers ``X-Feedback-Timestamp``, in Unix seconds, and
    ``X-Feedback-Signature``, the HMAC-SHA-256 as ``sha256=`` and hexadecimal digits.
    """

    def __init__(self, key: str, fetch: Fetch) -> None:
        self._key = key.encode()

    def is_signed(self, headers: Headers, body: bytes) -> bool:
        """As :meth:`Provider.is_signed`."""
        stamp = headers.get("x-feedback-timestamp", "")
        wanted = hmac.new(self._key, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        given = headers.get("x-feedback-signature", "").removeprefix("sha256=")
        return _is_recent(stamp, _WINDOW) and _same(given, wanted)

    def read(self, body: bytes) -> Iterator[Told]:
        """As :meth:`Provider.read`."""
        for event in _list(_json(body), "events"):
            kind = _text(event, "kind") or ""
            if kind in ("bounce", "hard", "soft", "complaint", "delivered", "unsubscribe"):
                yield _told(
                    _text(event, "message_id"),
                    kind,
                    _text(event, "code"),
                    _text(event, "diagnostic"),
                )


class Ses:
    """Amazon SES by way of SNS. The secret is the ARN of the topic: others sign validly, too."""

    _host = r"https://sns\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com(?:\.cn)?"
    _certificate = re.compile(_host + r"/SimpleNotificationService-[0-9a-f]{16,64}\.pem")
    _subscribe = re.compile(_host + r"/\?Action=ConfirmSubscription&[\x21-\x7e]{1,2000}")

    def __init__(self, topic: str, fetch: Fetch) -> None:
        self._topic = topic
        self._fetch = fetch
        self._keys: dict[str, RSAPublicKey] = {}

    def is_signed(self, headers: Headers, body: bytes) -> bool:
        """As :meth:`Provider.is_signed`."""
        try:
            envelope = _json(body)
            fields = _SNS_SIGNED[_text(envelope, "Type") or ""]
            if _text(envelope, "TopicArn") != self._topic:
                return False
            url = _text(envelope, "SigningCertURL") or ""
            if not self._certificate.fullmatch(url):
                return False
            digest = {"1": SHA1(), "2": SHA256()}[_text(envelope, "SignatureVersion") or ""]
            lines = [
                f"{name}\n{envelope[name]}\n" for name in fields if envelope.get(name) is not None
            ]
            self._key(url).verify(
                _base64(_text(envelope, "Signature") or ""),
                "".join(lines).encode(),
                PKCS1v15(),
                digest,
            )
        except (ValueError, KeyError, InvalidSignature, UnsupportedAlgorithm, httpx.HTTPError):
            return False
        return True

    def _key(self, url: str) -> RSAPublicKey:
        if url not in self._keys:
            certificate = load_pem_x509_certificate(self._fetch(url))
            now = datetime.now(UTC)
            key = certificate.public_key()
            if not isinstance(key, RSAPublicKey) or not (
                certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc
            ):
                raise ValueError(f"{url} is no certificate that is valid now")
            if len(self._keys) >= 8:
                self._keys.clear()
            self._keys[url] = key
        return self._keys[url]

    def read(self, body: bytes) -> Iterator[Told]:
        """As :meth:`Provider.read`."""
        envelope = _json(body)
        if _text(envelope, "Type") == "SubscriptionConfirmation":
            url = _text(envelope, "SubscribeURL") or ""
            if self._subscribe.fullmatch(url):
                self._fetch(url)
            return
        message = _json((_text(envelope, "Message") or "").encode())
        mail = message.get("mail")
        message_id = _text(mail, "commonHeaders", "messageId")
        for header in _list(mail, "headers"):
            if (_text(header, "name") or "").lower() == "message-id":
                message_id = _text(header, "value")
        kind = _text(message, "notificationType") or _text(message, "eventType")
        if kind == "Bounce":
            bounce = message.get("bounce")
            who = next(iter(_list(bounce, "bouncedRecipients")), None)
            known = {"Permanent": "hard", "Transient": "soft"}
            yield _told(
                message_id,
                known.get(_text(bounce, "bounceType") or "", "bounce"),
                _text(who, "status"),
                _text(who, "diagnosticCode") or _text(bounce, "bounceSubType"),
            )
        elif kind == "Complaint":
            feedback = _text(message, "complaint", "complaintFeedbackType")
            if feedback != "not-spam":
                yield _told(message_id, "complaint", feedback)
        elif kind == "Delivery":
            yield _told(message_id, "delivered")


class SendGrid:
    """SendGrid's event webhook. The secret is the verification key, base64 as it is shown."""

    def __init__(self, key: str, fetch: Fetch) -> None:
        public = load_der_public_key(_base64(key))
        if not isinstance(public, EllipticCurvePublicKey):
            raise ValueError("SendGrid's verification key is no elliptic curve key")
        self._key = public

    def is_signed(self, headers: Headers, body: bytes) -> bool:
        """As :meth:`Provider.is_signed`."""
        stamp = headers.get("x-twilio-email-event-webhook-timestamp", "")
        try:
            signature = _base64(headers.get("x-twilio-email-event-webhook-signature", ""))
            self._key.verify(signature, stamp.encode() + body, ECDSA(SHA256()))
        except (ValueError, InvalidSignature):
            return False
        return bool(stamp)

    def read(self, body: bytes) -> Iterator[Told]:
        """As :meth:`Provider.read`."""
        dropped = {
            "Bounced Address": "hard",
            "Invalid": "hard",
            "Spam Reporting Address": "complaint",
            "Unsubscribed Address": "unsubscribe",
        }
        plain = {
            "delivered": "delivered",
            "spamreport": "complaint",
            "unsubscribe": "unsubscribe",
            "group_unsubscribe": "unsubscribe",
        }
        for event in _list({"events": _json(body, list)}, "events"):
            message_id, name = _text(event, "smtp-id"), _text(event, "event") or ""
            code, reason = _text(event, "status"), _text(event, "reason")
            if name == "bounce":
                if _text(event, "type") == "blocked":
                    kind = "soft"
                else:
                    kind = "bounce" if code and not code.endswith(".0.0") else "hard"
                yield _told(message_id, kind, code, reason)
            elif name == "dropped" and reason in dropped:
                yield _told(message_id, dropped[reason], code, reason)
            elif name in plain:
                yield _told(message_id, plain[name])


class Postmark:
    """Postmark, which signs nothing but sends the user and password of the webhook's address.

    It gives messages an id of its own: ours has to be in the message's metadata, message-id.
    """

    def __init__(self, credentials: str, fetch: Fetch) -> None:
        self._credentials = credentials

    def is_signed(self, headers: Headers, body: bytes) -> bool:
        """As :meth:`Provider.is_signed`."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        try:
            found = _base64(given).decode()
        except ValueError:
            return False
        return scheme.lower() == "basic" and _same(found, self._credentials)

    def read(self, body: bytes) -> Iterator[Told]:
        """As :meth:`Provider.read`."""
        event = _json(body)
        message_id = _text(event, "Metadata", "message-id")
        record, kind = _text(event, "RecordType"), _text(event, "Type") or ""
        words = _text(event, "Details") or _text(event, "Description")
        if record == "SpamComplaint" or kind in ("SpamComplaint", "SpamNotification"):
            yield _told(message_id, "complaint", None, words)
        elif record == "Bounce" and kind in ("HardBounce", "BadEmailAddress"):
            yield _told(message_id, "hard", None, words)
        elif record == "Bounce" and kind in ("SoftBounce", "DnsError", "Undeliverable", "Blocked"):
            yield _told(message_id, "soft", None, words)
        elif record == "Bounce" and kind in ("Unsubscribe", "ManuallyDeactivated"):
            yield _told(message_id, "unsubscribe", None, words)
        elif record == "SubscriptionChange" and event.get("SuppressSending") is True:
            yield _told(message_id, "unsubscribe", None, _text(event, "SuppressionReason"))
        elif record == "Delivery":
            yield _told(message_id, "delivered")


class Mailgun:
    """Mailgun. It signs a timestamp and a token but not the body, so a token is good for one."""

    def __init__(self, key: str, fetch: Fetch) -> None:
        self._key = key.encode()
        self._bodies: OrderedDict[str, bytes] = OrderedDict()

    def is_signed(self, headers: Headers, body: bytes) -> bool:
        """As :meth:`Provider.is_signed`."""
        try:
            signature = _json(body).get("signature")
        except ValueError:
            return False
        stamp, token = _text(signature, "timestamp") or "", _text(signature, "token") or ""
        wanted = hmac.new(self._key, (stamp + token).encode(), hashlib.sha256).hexdigest()
        if not _is_recent(stamp, _MAILGUN_WINDOW) or not _same(
            _text(signature, "signature") or "", wanted
        ):
            return False
        digest = hashlib.sha256(body).digest()
        if self._bodies.setdefault(token, digest) != digest:
            return False
        if len(self._bodies) > 100_000:
            self._bodies.popitem(last=False)
        return True

    def read(self, body: bytes) -> Iterator[Told]:
        """As :meth:`Provider.read`."""
        event = _json(body).get("event-data")
        message_id = _text(event, "message", "headers", "message-id")
        name = _text(event, "event") or ""
        code = _text(event, "delivery-status", "enhanced-code")
        words = _text(event, "delivery-status", "message") or _text(
            event, "delivery-status", "description"
        )
        plain = {
            "complained": "complaint",
            "unsubscribed": "unsubscribe",
            "delivered": "delivered",
        }
        if name in plain:
            yield _told(message_id, plain[name])
        elif name == "failed" and _text(event, "severity") == "permanent":
            reasons = {
                "suppress-bounce": "hard",
                "suppress-complaint": "complaint",
                "suppress-unsubscribe": "unsubscribe",
                "bounce": "bounce" if code else "hard",
            }
            yield _told(message_id, reasons.get(_text(event, "reason") or "", "soft"), code, words)


PROVIDERS: Mapping[str, tuple[str, Callable[[str, Fetch], Provider]]] = {
    "ses": ("AQUASCENE_SES_TOPIC_ARN", Ses),
    "sendgrid": ("AQUASCENE_SENDGRID_PUBLIC_KEY", SendGrid),
    "postmark": ("AQUASCENE_POSTMARK_CREDENTIALS", Postmark),
    "mailgun": ("AQUASCENE_MAILGUN_SIGNING_KEY", Mailgun),
    "generic": ("AQUASCENE_FEEDBACK_KEY", Generic),
}
"""By the end of their path: the environment variable with the secret, and the class."""


def routes(site: Site, fetch: Fetch = fetch) -> list[Route]:
    """Return a route for each provider whose secret is known. Raises ValueError for a bad one."""
    forgeries = Limiter(_FORGERIES)

    def route(name: str, provider: Provider) -> Route:
        def take(request: Request, body: bytes) -> Response:
            if not provider.is_signed(request.headers, body):
                refusal = site.refusal(request, forgeries)
                return refusal or _answer({"error": "this is not signed by whom it should"}, 401)
            try:
                events = [told for told in provider.read(body) if told.message_id]
            except (ValueError, httpx.HTTPError) as error:
                return _answer({"error": f"this cannot be read: {type(error).__name__}"}, 400)
            counts: Counter[str] = Counter()
            for told in events[:MOST_EVENTS]:
                outcome = site.value(
                    "newsletter.record_feedback",
                    message_id=told.message_id,
                    kind=told.kind,
                    code=told.code,
                    diagnostic=told.diagnostic,
                    source=name,
                )
                counts[outcome] += 1
            return _answer(counts)

        async def endpoint(request: Request) -> Response:
            body = await read_body(request, LONGEST_BODY)
            if body is None:
                return _answer({"error": "this is too long"}, 413)
            return await run_in_threadpool(take, request, body)

        return Route(f"/webhooks/{name}", endpoint, methods=["POST"])

    return [
        route(name, make(site.settings.secrets[variable], fetch))
        for name, (variable, make) in PROVIDERS.items()
        if site.settings.secrets.get(variable)
    ]


def _answer(facts: Mapping[str, Any], status_code: int = 200) -> Response:
    return JSONResponse(dict(facts), status_code=status_code, headers=HEADERS)


def _json(body: bytes, kind: type = dict) -> Any:
    """Return a JSON object, or a list. Raises ValueError."""
    try:
        found = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, kind):
        raise ValueError(f"a JSON {type(found).__name__}")
    return found


def _text(found: Any, *names: str) -> str | None:
    """Return a text or a number within a JSON object, fit for the database, or None."""
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    if not isinstance(found, str):
        return None
    return found.replace("\0", "").encode("utf-8", "replace").decode()


def _list(found: Any, name: str) -> list[Any]:
    listed = found.get(name) if isinstance(found, dict) else None
    return listed if isinstance(listed, list) else []


def _told(
    message_id: str | None, kind: str, code: str | None = None, diagnostic: str | None = None
) -> Told:
    return Told(message_id or "", kind, code and code[:50], diagnostic and diagnostic[:2000])


def _base64(text: str) -> bytes:
    """Return what a text holds. Raises ValueError."""
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _is_recent(stamp: str, seconds: int) -> bool:
    return (
        stamp.isascii()
        and stamp.isdecimal()
        and len(stamp) <= 12
        and abs(time.time() - int(stamp)) <= seconds
    )
