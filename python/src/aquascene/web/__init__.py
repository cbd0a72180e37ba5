"""The public edge: where the links in the mails lead, and the published articles.

Every answer is the outcome of a stored function; the role aquascene_app may call what is needed.
Links carry signed tokens, which the database judges: a forged one is answered with a page that
says so, but the pixel is always an image, since nobody should see a broken one.
"""

from __future__ import annotations

import errno
import functools
import logging
import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from aquascene.database import (
    BadArgumentError,
    DatabaseError,
    NotFoundError,
    Pool,
    Row,
    call,
    call_row,
)
from aquascene.render import RenderError
from aquascene.web import issues, subscriptions, webhooks
from aquascene.web.site import HEADERS, EdgeSettings, Site, page

PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
"""A transparent GIF of one pixel."""

_log = logging.getLogger(__name__)


class PortError(Exception):
    """A port that cannot be listened on; the text says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes any free one. Raises PortError."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        advice = {
            errno.EADDRINUSE: "Something listens there already: stop it, or choose another --port.",
            errno.EACCES: "Ports below 1024 are for root: choose another --port.",
            errno.EADDRNOTAVAIL: "This machine has no such address: choose another --host.",
        }.get(getattr(error, "errno", None) or 0, "Choose another --host or --port.")
        reason = getattr(error, "strerror", None) or error
        raise PortError(f"port {port} of {host} cannot be used: {reason}\n{advice}") from error
    # What is accepted inherits it. Without, a body waits 40 ms for the client to acknowledge its
    # head: asyncio sets it on sockets of its own making only.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def create_app(
    pool: Pool, settings: EdgeSettings | None = None, fetch: webhooks.Fetch = webhooks.fetch
) -> Starlette:
    """Return the ASGI application; each request borrows a connection from the pool.

    The endpoints are plain functions, which Starlette runs in threads. fetch: gets what a provider
    signs with. Raises ValueError for a secret of a provider that cannot be one.
    """
    site = Site(pool, settings or EdgeSettings())
    value = site.value

    @functools.lru_cache(maxsize=10_000)
    def known_program(agent: str | None, hour: int) -> Row:
        with pool.connection() as connection:
            (row,) = call(connection, "newsletter.mail_client", user_agent=agent)
        return row

    def program(request: Request) -> Row:
        """Return client and is_machine for the database, which is asked once an hour."""
        return known_program(_user_agent(request), int(time.time() // 3600))

    def healthz(request: Request) -> Response:
        value("ops.now")
        return PlainTextResponse("ok\n", headers=HEADERS)

    def opened(request: Request) -> Response:
        if request.method == "GET":
            try:
                token = request.path_params["token"]
                value("newsletter.record_open", token=token, **program(request))
            except BadArgumentError:
                pass  # forged: an image all the same, and nothing recorded
            except DatabaseError as error:
                _log.error("an open was not recorded: %s", error)
        return Response(PIXEL, media_type="image/gif", headers=HEADERS)

    def clicked(request: Request) -> Response:
        if request.method != "GET":  # a scanner that looks without following
            return Response(status_code=405, headers={**HEADERS, "Allow": "GET"})
        link_id: int = request.path_params["link_id"]
        if link_id >= 2**63:
            raise NotFoundError(f"no link {link_id}")
        token = request.path_params["token"]
        url = value("newsletter.record_click", token=token, link_id=link_id, **program(request))
        return RedirectResponse(url, status_code=302, headers=HEADERS)

    def article(request: Request) -> Response:
        content_id: UUID = request.path_params["content_id"]
        with pool.connection() as connection:
            found = call_row(connection, "content.published_article", content_id=content_id)
        if found is None:
            raise NotFoundError(f"no article {content_id}")
        return page(request, "article.html", article=found)

    def search(request: Request) -> Response:
        # The snippets are HTML: the database has escaped all but its own <mark>.
        query = request.query_params.get("q", "").replace("\0", " ")
        after = request.query_params.get("after")
        with pool.connection() as connection:
            found = call(connection, "content.search", query=query, after=after, page_size=20)
        next_page = urlencode({"q": query, "after": found[-1]["after"]}) if len(found) == 20 else ""
        return page(request, "search.html", query=query, found=found, next_page=next_page)

    def gone(request: Request, error: Exception) -> Response:
        return page(request, "not_found.html", status_code=404)

    def broken(request: Request, error: Exception) -> Response:
        _log.error("%s: %s", request.url.path.split("/")[1], error)
        return page(request, "unavailable.html", status_code=503)

    handlers: dict[Any, Callable[[Request, Exception], Response]] = {
        404: gone,
        BadArgumentError: gone,
        NotFoundError: gone,
        DatabaseError: broken,
        RenderError: broken,
    }
    app = Starlette(
        routes=[
            Route("/healthz", healthz),
            *issues.routes(site),  # before those for tokens
            Route("/o/{token}.gif", opened),
            Route("/c/{token}/{link_id:int}", clicked),
            *subscriptions.routes(site),
            *webhooks.routes(site, fetch),
            Route("/search", search),
            Route("/articles/{content_id:uuid}", article),
        ],
        exception_handlers=handlers,
    )
    app.state.privacy_url = site.settings.privacy_url
    app.router.redirect_slashes = False  # it would redirect to whatever the client calls us
    return app


def _user_agent(request: Request) -> str | None:
    """Return what the client calls itself: the beginning tells, and null bytes are for nobody."""
    named = request.headers.get("user-agent")
    return named and named[:1000].replace("\0", "")
