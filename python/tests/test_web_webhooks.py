"""Webhooks of mail providers over real HTTP, signed with keys made here."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from aquascene.database import SMALL_POOL, call, open_pool
from aquascene.demo.edge import serve_edge
from aquascene.web.site import EdgeSettings
from stage import account, rows, sending_issue

NOW = int(time.time())
TOPIC = "arn:aws:sns:eu-central-1:123456789012:mail"
CERTIFICATE = (
    "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-" + "a1" * 16 + ".pem"
)

SENDGRID_KEY = ec.generate_private_key(ec.SECP256R1())
SES_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(until: timedelta = timedelta(days=1)) -> bytes:
    """Return a certificate of SES_KEY that is valid until then."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sns.amazonaws.com")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        name, name, SES_KEY.public_key(), 1, now - timedelta(days=9), now + until
    )
    return builder.sign(SES_KEY, SHA256()).public_bytes(Encoding.PEM)


@dataclass
class Hooks:
    """An edge that takes webhooks, and what two recipients were sent."""

    url: str
    client: httpx.Client
    messages: list[str]
    people: list[str]
    documents: dict[str, bytes]
    fetched: list[str] = field(default_factory=list)

    def events(self) -> list[str]:
        found = rows(self.url, "select event_type from newsletter.email_events order by 1")
        return [row["event_type"] for row in found]

    def statuses(self) -> list[str]:
        found = rows(self.url, "select status from audience.subscribers order by email")
        return [row["status"] for row in found]


@pytest.fixture
def hooks(database_url: str) -> Iterator[Hooks]:
    public = SENDGRID_KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    secrets = {
        "AQUASCENE_SES_TOPIC_ARN": TOPIC,
        "AQUASCENE_SENDGRID_PUBLIC_KEY": base64.b64encode(public).decode(),
        "AQUASCENE_POSTMARK_CREDENTIALS": "hook:söcret",
        "AQUASCENE_MAILGUN_SIGNING_KEY": "mailgun's key",
        "AQUASCENE_FEEDBACK_KEY": "our key",
    }
    documents: dict[str, bytes] = {CERTIFICATE: certificate()}
    fetched: list[str] = []

    def fetch(url: str) -> bytes:
        fetched.append(url)
        if url not in documents:
            raise httpx.ConnectError(f"no {url}")
        return documents[url]

    with (
        open_pool(database_url, SMALL_POOL, role="aquascene_app") as pool,
        serve_edge(pool, EdgeSettings(secrets=secrets), fetch) as edge,
        httpx.Client(base_url=edge.url) as client,
    ):
        sending_issue(database_url, ["ada@example.com", "bo@example.com"])
        with psycopg.connect(database_url) as connection:
            claimed = call(connection, "newsletter.claim_batch", worker="w")
            batch = claimed[0]["batch_id"]
            sent = [row["subscriber_id"] for row in claimed]
            call(connection, "newsletter.acknowledge", batch_id=batch, sent=sent)
        claimed.sort(key=lambda row: row["email"])
        messages = [row["message_id"] for row in claimed]
        people = [row["email"] for row in claimed]
        yield Hooks(database_url, client, messages, people, documents, fetched)


def generic(hooks: Hooks, body: bytes, **changed: Any) -> httpx.Response:
    stamp = str(changed.get("stamp", int(time.time())))
    digest = hmac.new(b"our key", stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"X-Feedback-Timestamp": stamp, "X-Feedback-Signature": f"sha256={digest}"}
    headers.update(changed.get("headers", {}))
    return hooks.client.post("/webhooks/generic", content=body, headers=headers)


def mailgun(hooks: Hooks, event: Any, **changed: Any) -> httpx.Response:
    stamp = str(changed.get("stamp", NOW))
    token = changed.get("token") or hashlib.sha256(json.dumps(event).encode()).hexdigest()
    digest = hmac.new(b"mailgun's key", f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
    signature = {"timestamp": stamp, "token": token, "signature": digest}
    signature.update(changed.get("signature", {}))
    body = {"signature": signature, "event-data": event}
    return hooks.client.post("/webhooks/mailgun", json=body)


def sendgrid(hooks: Hooks, events: Any, **changed: Any) -> httpx.Response:
    body = json.dumps(events).encode()
    signature = SENDGRID_KEY.sign(b"1" + body, ec.ECDSA(SHA256()))
    headers = {
        "X-Twilio-Email-Event-Webhook-Timestamp": "1",
        "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(signature).decode(),
        **changed.get("headers", {}),
    }
    content = changed.get("content", body)
    return hooks.client.post("/webhooks/sendgrid", content=content, headers=headers)


def postmark(hooks: Hooks, event: Any, credentials: str = "hook:söcret") -> httpx.Response:
    given = base64.b64encode(credentials.encode()).decode()
    headers = {"Authorization": f"Basic {given}"}
    return hooks.client.post("/webhooks/postmark", json=event, headers=headers)


def ses(hooks: Hooks, message: Any, version: str = "2", **changed: Any) -> httpx.Response:
    envelope = {
        "Type": "Notification",
        "MessageId": "1",
        "TopicArn": TOPIC,
        "Message": json.dumps(message),
        "Timestamp": "2031-01-01T00:00:00.000Z",
        "SignatureVersion": version,
        "SigningCertURL": CERTIFICATE,
        **changed.get("before", {}),
    }
    names = sorted(
        {
            "Message",
            "MessageId",
            "Subject",
            "SubscribeURL",
            "Timestamp",
            "Token",
            "TopicArn",
            "Type",
        }
        & set(envelope)
    )
    text = "".join(f"{name}\n{envelope[name]}\n" for name in names)
    digest = SHA256() if version == "2" else SHA1()
    signature = SES_KEY.sign(text.encode(), padding.PKCS1v15(), digest)
    envelope["Signature"] = base64.b64encode(signature).decode()
    envelope.update(changed.get("after", {}))
    headers = {"Content-Type": "text/plain; charset=UTF-8"}
    return hooks.client.post("/webhooks/ses", content=json.dumps(envelope), headers=headers)


def ses_mail(message_id: str) -> dict[str, Any]:
    headers = [{"name": "Subject", "value": "x"}, {"name": "Message-ID", "value": message_id}]
    return {"messageId": "ses's own", "headers": headers, "commonHeaders": {"messageId": "other"}}


BOUNCED = (["bounce"], ["bounced", "active"])
SOFT = (["bounce"], ["active", "active"])
COMPLAINED = (["complaint"], ["complained", "active"])
LEFT = (["unsubscribe"], ["unsubscribed", "active"])
NOTHING: tuple[list[str], list[str]] = ([], ["active", "active"])


def ses_bounce(kind: str, status: str = "5.1.1") -> dict[str, Any]:
    who = [{"emailAddress": "ada@example.com", "status": status, "diagnosticCode": "smtp; 550"}]
    return {"bounceType": kind, "bounceSubType": "General", "bouncedRecipients": who}


CASES: list[tuple[Any, Any, tuple[list[str], list[str]]]] = [
    (ses, {"notificationType": "Bounce", "bounce": ses_bounce("Permanent")}, BOUNCED),
    (ses, {"eventType": "Bounce", "bounce": ses_bounce("Transient", "4.2.2")}, SOFT),
    (ses, {"eventType": "Bounce", "bounce": ses_bounce("Undetermined", "5.1.1")}, BOUNCED),
    (ses, {"notificationType": "Complaint", "complaint": {}}, COMPLAINED),
    (
        ses,
        {"eventType": "Complaint", "complaint": {"complaintFeedbackType": "not-spam"}},
        NOTHING,
    ),
    (ses, {"notificationType": "Delivery", "delivery": {}}, NOTHING),
    (ses, {"eventType": "Open"}, NOTHING),
    (sendgrid, {"event": "bounce", "type": "bounce", "status": "5.1.1"}, BOUNCED),
    (sendgrid, {"event": "bounce", "type": "bounce", "status": "5.0.0"}, BOUNCED),
    (sendgrid, {"event": "bounce", "type": "blocked", "status": "5.1.1"}, SOFT),
    (sendgrid, {"event": "dropped", "reason": "Bounced Address"}, BOUNCED),
    (sendgrid, {"event": "dropped", "reason": "Spam Content"}, NOTHING),
    (sendgrid, {"event": "spamreport"}, COMPLAINED),
    (sendgrid, {"event": "group_unsubscribe"}, LEFT),
    (sendgrid, {"event": "deferred"}, NOTHING),
    (sendgrid, {"event": "delivered"}, NOTHING),
    (mailgun, {"event": "failed", "severity": "permanent", "reason": "bounce"}, BOUNCED),
    (mailgun, {"event": "failed", "severity": "permanent", "reason": "old"}, SOFT),
    (mailgun, {"event": "failed", "severity": "temporary", "reason": "generic"}, NOTHING),
    (mailgun, {"event": "complained"}, COMPLAINED),
    (mailgun, {"event": "unsubscribed"}, LEFT),
    (mailgun, {"event": "opened"}, NOTHING),
    (postmark, {"RecordType": "Bounce", "Type": "HardBounce", "Details": "x"}, BOUNCED),
    (postmark, {"RecordType": "Bounce", "Type": "SoftBounce"}, SOFT),
    (postmark, {"RecordType": "Bounce", "Type": "Transient"}, NOTHING),
    (postmark, {"RecordType": "SpamComplaint", "Type": "SpamComplaint"}, COMPLAINED),
    (postmark, {"RecordType": "SubscriptionChange", "SuppressSending": True}, LEFT),
    (postmark, {"RecordType": "SubscriptionChange", "SuppressSending": False}, NOTHING),
    (postmark, {"RecordType": "Open"}, NOTHING),
    (generic, {"kind": "bounce", "code": "5.1.1"}, BOUNCED),
    (generic, {"kind": "soft"}, SOFT),
    (generic, {"kind": "complaint"}, COMPLAINED),
    (generic, {"kind": "unsubscribe"}, LEFT),
    (generic, {"kind": "opened"}, NOTHING),
]


def tell(hooks: Hooks, provider: Any, event: dict[str, Any], message: str) -> httpx.Response:
    """Have a provider tell an event of a message, in its own form."""
    answer: httpx.Response
    if provider is ses:
        answer = ses(hooks, {**event, "mail": ses_mail(message)})
    elif provider is sendgrid:
        answer = sendgrid(hooks, [{**event, "smtp-id": message}, {"event": "processed"}])
    elif provider is mailgun:
        headers = {"headers": {"message-id": message.strip("<>")}}
        answer = mailgun(hooks, {**event, "message": headers})
    elif provider is postmark:
        answer = postmark(hooks, {**event, "Metadata": {"message-id": message}})
    else:
        body = json.dumps({"events": [{**event, "message_id": message}]}).encode()
        answer = generic(hooks, body)
    return answer


@pytest.mark.parametrize(("provider", "event", "expected"), CASES)
def test_events(
    hooks: Hooks, provider: Any, event: dict[str, Any], expected: tuple[list[str], list[str]]
) -> None:
    for _ in range(3):  # providers tell things twice
        answer = tell(hooks, provider, event, hooks.messages[0])
        assert answer.status_code == 200, answer.text
        assert "set-cookie" not in answer.headers
    assert (hooks.events(), hooks.statuses()) == expected
    assert tell(hooks, provider, event, "<somebody.else@example.org>").status_code == 200
    assert (hooks.events(), hooks.statuses()) == expected


def test_what_nobody_signed_is_refused(hooks: Hooks) -> None:
    message = hooks.messages[0]
    bounce = {"eventType": "Bounce", "bounce": ses_bounce("Permanent"), "mail": ses_mail(message)}
    gone = {"event": "bounce", "type": "bounce", "smtp-id": message}
    failed = {
        "event": "failed",
        "severity": "permanent",
        "reason": "bounce",
        "message": {"headers": {"message-id": message}},
    }
    body = json.dumps({"events": [{"kind": "hard", "message_id": message}]}).encode()
    other = "https://sns.eu-central-1.amazonaws.com.example.com/SimpleNotificationService-a.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    forged = base64.b64encode(key.sign(b"1[]", ec.ECDSA(SHA256()))).decode()
    sign = "X-Twilio-Email-Event-Webhook-Signature"
    answers = [
        ses(hooks, bounce, after={"Signature": "AAAA"}),
        ses(hooks, bounce, after={"Signature": None}),
        ses(hooks, bounce, after={"Message": json.dumps({**bounce, "more": 1})}),
        ses(hooks, bounce, after={"SignatureVersion": "3"}),
        ses(hooks, bounce, before={"TopicArn": TOPIC + "2"}),  # of somebody else, signed by Amazon
        ses(hooks, bounce, before={"SigningCertURL": other}),
        ses(hooks, bounce, before={"SigningCertURL": CERTIFICATE.replace("https", "http")}),
        ses(hooks, bounce, before={"SigningCertURL": CERTIFICATE.replace("a1a1", "b2b2")}),
        ses(hooks, bounce, before={"Type": "Other"}),
        sendgrid(hooks, [gone], headers={sign: forged}),
        sendgrid(hooks, [gone], headers={sign: "é".encode()}),
        sendgrid(hooks, [gone], headers={"X-Twilio-Email-Event-Webhook-Timestamp": "2"}),
        sendgrid(hooks, [], content=json.dumps([gone]).encode()),
        mailgun(hooks, failed, signature={"signature": "0" * 64}),
        mailgun(hooks, failed, signature={"token": "u"}),
        mailgun(hooks, failed, stamp=NOW - 100_000),
        mailgun(hooks, failed, stamp="²"),
        postmark(hooks, {"RecordType": "Bounce", "Type": "HardBounce"}, "hook:other"),
        generic(hooks, body, headers={"X-Feedback-Signature": "sha256=" + "0" * 64}),
        generic(hooks, body, stamp=NOW - 1000),
    ]
    assert [answer.status_code for answer in answers] == [401] * len(answers)
    assert (hooks.events(), hooks.statuses()) == NOTHING
    # What goes on forging is not looked at closely any more; who signs still gets through.
    late = [hooks.client.post("/webhooks/generic", content=b"{}").status_code for _ in range(3)]
    assert 429 in late
    assert generic(hooks, body).json() == {"recorded": 1}
    assert hooks.client.post("/webhooks/other", content=body).status_code == 404
    assert hooks.client.get("/webhooks/generic").status_code == 405
    assert set(hooks.fetched) <= {CERTIFICATE, CERTIFICATE.replace("a1a1", "b2b2")}


def test_amazons_certificate(hooks: Hooks) -> None:
    event = {"eventType": "Bounce", "bounce": ses_bounce("Permanent")}
    message = {**event, "mail": ses_mail(hooks.messages[0])}
    for bad in (certificate(timedelta(days=-1)), b"no certificate", b""):
        hooks.documents[CERTIFICATE] = bad
        assert ses(hooks, message).status_code == 401
    del hooks.documents[CERTIFICATE]
    assert ses(hooks, message).status_code == 401
    assert hooks.events() == []
    hooks.documents[CERTIFICATE] = certificate()
    before = len(hooks.fetched)
    assert ses(hooks, message, version="1").json() == {"recorded": 1}
    assert ses(hooks, message, before={"Subject": "Amazon SES"}).json() == {"repeated": 1}
    assert len(hooks.fetched) == before + 1


def test_amazons_subscription_is_confirmed(hooks: Hooks) -> None:
    good = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=abc"
    hooks.documents[good] = b"<ok/>"
    kind = {"Type": "SubscriptionConfirmation", "Token": "abc"}
    for url in ("https://example.com/?Action=ConfirmSubscription&x", "http://[::1]/", "x"):
        assert ses(hooks, {}, before={**kind, "SubscribeURL": url}).status_code == 200
    assert hooks.fetched == [CERTIFICATE]
    assert ses(hooks, {}, before={**kind, "SubscribeURL": good}).status_code == 200
    assert hooks.fetched == [CERTIFICATE, good]
    assert ses(hooks, {}, before={**kind, "SubscribeURL": good + "d"}).status_code == 400


def test_mailguns_token_is_good_for_one_body(hooks: Hooks) -> None:
    mine = {"event": "opened", "message": {"headers": {"message-id": "x"}}}
    theirs = {"event": "complained", "message": {"headers": {"message-id": hooks.messages[0]}}}
    assert mailgun(hooks, mine, token="t").status_code == 200
    assert mailgun(hooks, mine, token="t").status_code == 200
    assert mailgun(hooks, theirs, token="t").status_code == 401
    assert hooks.events() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b"9" * 10_000,
        b'{"events": ' + b"9" * 10_000 + b"}",
    ],
)
def test_bodies_that_cannot_be(hooks: Hooks, body: bytes) -> None:
    assert generic(hooks, body).status_code == 400


def test_odd_events_are_accepted_and_ignored(hooks: Hooks) -> None:
    odd: list[Any] = [None, 1, "x", [], {}, {"kind": None}, {"kind": "hard"}, {"kind": ["hard"]}]
    odd += [{"kind": "hard", "message_id": m} for m in ("\0", "\ud800", "", {"a": 1}, 1.5, [None])]
    more = {"kind": "hard", "message_id": hooks.messages[0], "code": "x" * 5000}
    body = {"events": [*odd, {**more, "diagnostic": "\0\ud800\u202e" + "x" * 5000}]}
    answer = generic(hooks, json.dumps(body).encode())
    assert answer.status_code == 200
    assert answer.json()["recorded"] == 1
    for strange in ({}, {"events": None}, {"events": {"a": 1}}):
        assert generic(hooks, json.dumps(strange).encode()).json() == {}
    assert hooks.client.post("/webhooks/generic", content=b"x" * 1_100_000).status_code == 413


def test_a_bounce_settles_what_nobody_knew(hooks: Hooks) -> None:
    with psycopg.connect(hooks.url) as connection:
        connection.execute("update newsletter.newsletter_deliveries set status = 'unknown'")
    events = [
        {"kind": "bounce", "code": "5.1.1", "message_id": hooks.messages[0]},
        {"kind": "delivered", "message_id": hooks.messages[1]},
    ]
    assert generic(hooks, json.dumps({"events": events}).encode()).json() == {"recorded": 2}
    assert account(hooks.url) == {"frozen": 2, "failed": 1, "sent": 1}


def test_without_a_secret_there_is_no_webhook(database_url: str) -> None:
    with (
        open_pool(database_url, SMALL_POOL, role="aquascene_app") as pool,
        serve_edge(pool, EdgeSettings(secrets={"AQUASCENE_FEEDBACK_KEY": ""})) as edge,
        httpx.Client(base_url=edge.url) as client,
    ):
        for name in ("ses", "sendgrid", "postmark", "mailgun", "generic"):
            assert client.post(f"/webhooks/{name}", content=b"{}").status_code == 404
