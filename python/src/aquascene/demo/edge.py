"""The demo's web edge: the product's application in a thread, with a log that is counted."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aquascene.database import Pool
from aquascene.web import create_app, listen, webhooks
from aquascene.web.site import EdgeSettings


@dataclass
class Edge:
    """Where the edge is, and how often it answered what: by method, first letter, status, path."""

    url: str
    answers: Counter[tuple[str, str, int, str]] = field(default_factory=Counter)

    def count(self, method: str, kind: str, status: int) -> int:
        """Return how many requests of a kind (o, c, u, articles) were answered so."""
        return sum(n for (*key, _), n in self.answers.items() if key == [method, kind, status])

    def different(self, kind: str, status: int) -> int:
        """Return how many different links of a kind were answered so."""
        return len({path for (*key, path) in self.answers if key == ["GET", kind, status]})


class _Log:
    """ASGI middleware: counts the answers of the application."""

    def __init__(self, app: ASGIApp, edge: Edge) -> None:
        self._app = app
        self._edge = edge

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                path: str = scope["path"]
                self._edge.answers[
                    scope["method"], path.split("/")[1], message["status"], path
                ] += 1
            await send(message)

        await self._app(scope, receive, counted if scope["type"] == "http" else send)


@contextmanager
def serve_edge(
    pool: Pool, settings: EdgeSettings | None = None, fetch: webhooks.Fetch = webhooks.fetch
) -> Iterator[Edge]:
    """Serve the public edge on a free port of 127.0.0.1 while the block runs."""
    with listen("127.0.0.1", 0) as socket:
        edge = Edge(f"http://127.0.0.1:{socket.getsockname()[1]}")
        config = uvicorn.Config(
            _Log(create_app(pool, settings, fetch), edge),
            log_config=None,
            access_log=False,
            lifespan="off",
            proxy_headers=False,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([socket],), daemon=True)
        thread.start()
        try:
            yield edge
        finally:
            server.should_exit = True
            thread.join()
