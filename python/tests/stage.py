"""What tests of the workers begin with: an issue to send, a site to scrape."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from aquascene.database import SMALL_POOL, Jsonb, Pool, Row, call, call_value, open_pool

HTML = (
    "<p>Hello {{ subscriber.first_name }}</p>"
    '{% for a in articles %}<a href="{{ a.url }}">{{ a.title }}</a>{% endfor %}'
    '<a href="{{ links.unsubscribe }}">leave</a><img src="{{ links.open }}" alt="">'
)
TEXT = "Hello {{ subscriber.first_name }}\n{% for a in articles %}{{ a.url }}\n{% endfor %}"


def worker_pool(url: str) -> Pool:
    """Open a pool with the privileges of a worker."""
    return open_pool(url, SMALL_POOL, role="aquascene_worker")


def sending_issue(
    url: str,
    emails: list[str],
    *,
    html: str = HTML,
    public_url: str = "http://localhost:1",
    variants: list[str] | None = None,
) -> UUID:
    """Make subscribers and an issue, and freeze it; return the issue's id."""
    with psycopg.connect(url) as connection:
        people = [
            {"email": email, "first_name": "Ö & <b>", "gdpr_consent": True} for email in emails
        ]
        call(connection, "audience.import_subscribers", subscribers=Jsonb(people), source="test")
        connection.execute("select test.act_as('admin')")
        call(connection, "ops.set_setting", key="site.public_url", value=Jsonb(public_url))
        call(connection, "ops.set_setting", key="newsletter.retry_delay", value=Jsonb("0 seconds"))
        (row,) = connection.execute("select test.content('published', 'Moss & <i>wood</i>')")
        call(
            connection,
            "newsletter.save_template",
            name="test",
            template_type="weekly-digest",
            html_template=html,
            text_template=TEXT,
        )
        (issue,) = call(
            connection,
            "newsletter.create_issue",
            design_template="test",
            content_ids=[row[0]],
            subject_line="Grüße vom Grund",
        )
        if variants:
            call(
                connection,
                "newsletter.set_variants",
                issue_id=issue["id"],
                subjects=variants,
                share=0.5,
            )
        call(connection, "newsletter.submit", issue_id=issue["id"])
        connection.execute("select test.act_as('editor')")
        call(connection, "newsletter.approve", issue_id=issue["id"])
        connection.execute("select test.act_as('admin')")
        now = call_value(connection, "ops.now")
        call(connection, "newsletter.schedule", issue_id=issue["id"], scheduled_for=now)
        frozen = call_value(connection, "newsletter.begin_sending", issue_id=issue["id"])
        assert frozen == len(emails)
        issue_id: UUID = issue["id"]
        return issue_id


def rows(url: str, statement: str, *arguments: object) -> list[Row]:
    """Return the rows of a statement, run as superuser."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        return connection.execute(statement, arguments).fetchall()


def account(url: str) -> dict[str, int]:
    """Return the accounting of the only issue, without what is zero; it must be balanced."""
    (row,) = rows(url, "select * from newsletter.delivery_accounting")
    assert row["balanced"]
    names = ("frozen", "pending", "sending", "sent", "failed", "deferred", "skipped", "unknown")
    return {name: int(row[name]) for name in names if row[name]}


def wait_until(condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait for a condition, and fail when it does not come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


class OddSite:
    """A site of made answers: ``pages`` by path as (status, headers, body), None hangs up."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes] | None] = {}
        self.asked: list[tuple[str, float]] = []
        self.url = ""

    def html(self, path: str, body: str, **headers: str) -> None:
        """Put a page there."""
        self.pages[path] = (200, {"Content-Type": "text/html"} | headers, body.encode())

    def paths(self) -> list[str]:
        """Return what was asked for, in order, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def odd_site() -> Iterator[OddSite]:
    """Serve an OddSite on a free port; a path that it has not is a 404."""
    site = OddSite()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, time.monotonic()))
            page = site.pages.get(self.path, (404, {}, b""))
            if page is None:
                self.close_connection = True
                return
            status, headers, body = page
            if "ETag" in headers and self.headers["If-None-Match"] == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def add_target(url: str, base_url: str, **rules: Any) -> None:
    """Make the target ``odd``, which takes ``article`` and follows links without a pause."""
    with psycopg.connect(url) as connection:
        call(
            connection,
            "scraping.add_target",
            name="odd",
            base_url=base_url,
            domains=["127.0.0.1"],
            scraping_rules={
                "selectors": {"title": "h1", "content": "article"},
                "extraction": {"follow_links": True, "max_depth": 3},
                "rate_limiting": {"requests_per_second": 200},
                "network": {"allow_private": ["127.0.0.1"]},
                **rules,
            },
        )


def roll_up(url: str) -> None:
    """Roll up until every event is counted: other databases of the cluster may hold it up."""

    def is_done() -> bool:
        with psycopg.connect(url) as connection:
            call_value(connection, "analytics.roll_up_email_events")
        (row,) = rows(
            url,
            "select (select count(*) from newsletter.email_events) ="
            " (select event_count from ops.rollup_watermarks) as is_done",
        )
        return bool(row["is_done"])

    wait_until(is_done)
