"""Whatever is sent to the edge, it answers, and never with an error of its own (5xx)."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aquascene.database import SMALL_POOL, call, open_pool
from aquascene.demo.edge import serve_edge
from aquascene.web.limits import Rate
from aquascene.web.site import EdgeSettings
from edge_scene import Scene, scene
from stage import roll_up, rows

__all__ = ["scene"]

METHODS = (
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "X-ODD",
)
FIELDS = (
    "email",
    "first_name",
    "consent",
    "text_version",
    "website",
    "newsletter_frequency",
    "content_types",
    "preferred_send_days",
    "preferred_send_time",
    "timezone",
    "email_format",
    "reason",
    "List-Unsubscribe",
)
VALUES = ("newsletter", "1", "en-", "09:00", "Europe/Berlin", "html", "ada@example.com", "2" * 400)

SHAPES = (
    "o/%.gif",
    "c/%/%",
    "c/archive/%",
    "u/%",
    "u/%/back",
    "u/%/preferences",
    "confirm/%",
    "preferences/%",
    "subscribe",
    "v/%",
    "archive",
    "archive/%",
    "feed.xml",
    "search",
    "articles/%",
    "healthz",
    "webhooks/%",
    "webhooks/generic",
    "webhooks/mailgun",
    "webhooks/ses",
    "webhooks/sendgrid",
    "webhooks/postmark",
    "%",
    "%/%",
)
HEADERS = (
    "Accept-Language",
    "If-None-Match",
    "If-Modified-Since",
    "Content-Type",
    "X-Forwarded-For",
    "Range",
    "Authorization",
    "X-Feedback-Timestamp",
    "X-Feedback-Signature",
    "Host",
    "Cookie",
    "Expect",
)
odd_text = st.text(max_size=30) | st.sampled_from(
    ("", "\0", "\u202e", "\u200b", "'", "%", "..", "/", "\U0001f41f", "-1", "9" * 50, "null")
)
odd_bytes = odd_text.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=40)


def quoted(part: bytes) -> bytes:
    """Return a part of a path as it goes over the wire: all but plain characters escaped."""
    return b"".join(
        bytes([byte])
        if byte in b"abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789-_."
        else b"%%%02X" % byte
        for byte in part
    )


def test_no_request_is_answered_by_5xx(scene: Scene) -> None:
    with psycopg.connect(scene.url) as connection:
        call(connection, "audience.subscribe", email="bo@example.com")
        (request,) = call(connection, "audience.claim_requests")
    leave = scene.tokens["unsubscribe"]
    preferences = scene.client.get(f"/u/{leave}/preferences").headers["location"].split("/")[2]
    link = scene.link.rpartition("/")[2]
    known = [scene.tokens["track"], leave, preferences, request["token"], link, "archive", "1", ""]
    token = st.one_of(
        st.sampled_from([text.encode() for text in known]),
        st.tuples(st.sampled_from(known), st.integers(0, 60), odd_bytes).map(
            lambda t: t[0].encode()[: t[1]] + t[2]
        ),
        odd_bytes,
    )
    shape = st.sampled_from(SHAPES)
    field = st.tuples(st.sampled_from(FIELDS) | odd_text, st.sampled_from(VALUES) | odd_text)
    header = st.tuples(
        st.sampled_from(HEADERS),
        st.binary(max_size=30).map(lambda raw: raw.translate(None, b"\r\n\0")),
    )
    json_value = st.recursive(
        st.none() | st.booleans() | st.integers() | odd_text,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ("signature", "event-data", "Type", "Message", "token", "timestamp")
                ),
                inner,
                max_size=3,
            )
        ),
        max_leaves=8,
    )
    secrets = {
        "AQUASCENE_SES_TOPIC_ARN": "topic",
        "AQUASCENE_POSTMARK_CREDENTIALS": "a:b",
        "AQUASCENE_MAILGUN_SIGNING_KEY": "key",
        "AQUASCENE_FEEDBACK_KEY": "key",
    }
    unlimited = EdgeSettings(
        client_header="X-Forwarded-For",
        signup=Rate(10**6, 1),
        posts=Rate(10**6, 1),
        secrets=secrets,
    )
    seen: set[int] = set()

    with (
        open_pool(scene.url, SMALL_POOL, role="aquascene_app") as pool,
        serve_edge(pool, unlimited) as edge,
        httpx.Client() as client,
    ):
        base = httpx.URL(edge.url)

        @settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.data())
        def ask(data: st.DataObject) -> None:
            path = b""
            for piece in data.draw(shape).split("%"):
                path += piece.encode() + b"\0"
            pieces = path[:-1].split(b"\0")
            filled = pieces[0]
            for end in pieces[1:]:
                filled += quoted(data.draw(token)) + end
            query = data.draw(st.none() | odd_bytes.map(lambda raw: b"?q=" + quoted(raw)))
            url = base.copy_with(raw_path=b"/" + filled + (query or b""))
            form = data.draw(st.lists(field, max_size=6))
            kind = data.draw(st.sampled_from(("form", "json", "raw", "none")))
            headers = [
                (name.encode(), value) for name, value in data.draw(st.lists(header, max_size=3))
            ]
            method = data.draw(st.sampled_from(METHODS))
            if kind == "form":
                pairs: dict[str, list[str]] = {}
                for name, value in form:
                    pairs.setdefault(name, []).append(value)
                request = client.build_request(method, url, data=pairs, headers=headers)
            elif kind == "json":
                request = client.build_request(
                    method, url, json=data.draw(json_value), headers=headers
                )
            elif kind == "raw":
                request = client.build_request(
                    method, url, content=data.draw(st.binary(max_size=200)), headers=headers
                )
            else:
                request = client.build_request(method, url, headers=headers)
            try:
                answer = client.send(request)
            except httpx.LocalProtocolError:  # a header that this client does not send
                return
            seen.add(answer.status_code)
            assert answer.status_code < 500, (method, url, headers, answer.status_code)
            assert "set-cookie" not in answer.headers
            location = answer.headers.get("location", "/")
            assert location.startswith("/") or location.startswith(scene.edge.url), location

        ask()
    assert {200, 404, 405} <= seen
    # Nothing was recorded about anybody but by a token that was ours.
    events = rows(scene.url, "select distinct subscriber_id from newsletter.email_events")
    assert len(events) <= 1


@pytest.mark.parametrize(
    "sent",
    [
        b"\0\0\0\0\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /%zz%\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nemail",
        b"POST /subscribe HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    ],
)
def test_what_is_no_http(scene: Scene, sent: bytes) -> None:
    where = urlsplit(scene.edge.url)
    with socket.create_connection((where.hostname, where.port), timeout=5) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    assert not answer.startswith((b"HTTP/1.1 5", b"HTTP/1.0 5"))
    assert scene.client.get("/healthz").status_code == 200


def test_replays_of_one_link(scene: Scene) -> None:
    """A link that is replayed counts, and is one recipient's all the same."""
    reader = {"User-Agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"}
    for _ in range(200):
        assert scene.client.get(scene.link, headers=reader).status_code == 302
    (event,) = rows(scene.url, "select distinct client, is_machine from newsletter.email_events")
    assert (event["client"], event["is_machine"]) == ("Mac", False)
    roll_up(scene.url)
    (row,) = rows(
        scene.url,
        """select sum(click_count) as clicks, sum(unique_clicks) as people
             from analytics.newsletter_metrics""",
    )
    assert (row["clicks"], row["people"]) == (200, 1)
