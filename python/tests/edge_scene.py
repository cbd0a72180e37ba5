"""What tests of the public edge begin with: an edge, a client, and what one recipient was sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import httpx
import psycopg
import pytest

from aquascene.database import SMALL_POOL, call, call_value, open_pool
from aquascene.demo.edge import Edge, serve_edge
from stage import rows, sending_issue


@dataclass
class Scene:
    """An edge, a client that talks to it, and what one recipient was sent."""

    url: str
    edge: Edge
    client: httpx.Client
    issue_id: UUID
    article_id: str
    link: str
    tokens: dict[str, str]

    def events(self) -> list[str]:
        found = rows(
            self.url, "select event_type from newsletter.email_events order by occurred_at"
        )
        return [row["event_type"] for row in found]

    def status(self) -> str:
        (row,) = rows(self.url, "select status from audience.subscribers")
        return str(row["status"])


@pytest.fixture
def scene(database_url: str) -> Iterator[Scene]:
    with (
        open_pool(database_url, SMALL_POOL, role="aquascene_app") as pool,
        serve_edge(pool) as edge,
        httpx.Client(base_url=edge.url) as client,
    ):
        issue = sending_issue(database_url, ["ada@example.com"], public_url=edge.url)
        with psycopg.connect(database_url) as connection:
            (row,) = call(connection, "newsletter.claim_batch", worker="w")
            payload = call_value(connection, "newsletter.issue_payload", issue_id=issue)
        ((article, link),) = payload["links"].items()
        track = row["track_token"]
        tokens = {"track": track, "unsubscribe": row["unsubscribe_token"]}
        yield Scene(database_url, edge, client, issue, article, f"/c/{track}/{link}", tokens)


def forged(token: str) -> list[str]:
    """Return tokens that nobody signed: another payload, another signature, cut, of no shape."""
    other = "A" if token[0] != "A" else "B"
    last = "A" if token[-1] != "A" else "B"
    return [
        other + token[1:],
        token[:-1] + last,
        token[:-4],
        token + "AAAA",
        "x",
        "é",
        "%00",
        "a" * 500,
    ]
