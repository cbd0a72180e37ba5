"""What the pages of the edge share: settings, headers, templates, the reading of bodies."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from aquascene.database import Pool, call_value
from aquascene.web.limits import Limiter, Rate, bucket_of, client_address
from aquascene.web.texts import translator

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # tokens are in the addresses
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
"""On every answer."""

LONGEST_FORM = 16 * 1024
"""Bytes of a form; a longer one is refused."""

_FIELDS = 100
_LANGUAGE = re.compile(
    r"\s*([a-zA-Z]{2,3})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*"
)

templates = Environment(
    loader=PackageLoader("aquascene.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


_SIGNUP = Rate(burst=10, seconds=10)
_POSTS = Rate(burst=60, seconds=1)


@dataclass(frozen=True)
class EdgeSettings:
    """What the deployer decides.

    client_header: the header in which the reverse proxy in front names the client, such as
    ``X-Forwarded-For``; without one, None, no header is believed. signup, posts: how often one
    client may sign up, and send the other forms. secrets: what providers sign their webhooks with,
    by the names of their environment variables. privacy_url: the privacy notice, which forms that
    ask for consent link to. Errors: ValueError when that is no http(s) address.
    """

    client_header: str | None = None
    signup: Rate = _SIGNUP
    posts: Rate = _POSTS
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    privacy_url: str | None = None

    def __post_init__(self) -> None:
        if self.privacy_url is not None and not self.privacy_url.startswith(
            ("https://", "http://")
        ):
            raise ValueError(f"privacy_url {self.privacy_url!r} is no http(s) address")


class Form:
    """The fields of a posted form, without null bytes."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs

    def first(self, name: str, default: str = "") -> str:
        """Return a field, without the space around it, or the default when it is missing."""
        return next((value.strip() for key, value in self._pairs if key == name), default)

    def all(self, name: str) -> list[str]:
        """Return all fields of a name: the boxes that are ticked."""
        return [value for key, value in self._pairs if key == name]


Handler = Callable[[Request, Form], Response]


class Site:
    """The pool, the limits, and how pages are made."""

    def __init__(self, pool: Pool, settings: EdgeSettings) -> None:
        self.pool = pool
        self.settings = settings
        self.signup = Limiter(settings.signup)
        self.posts = Limiter(settings.posts)

    def value(self, function: str, **arguments: Any) -> Any:
        """Call a function that gives one value, in a transaction of its own."""
        with self.pool.autocommit() as connection:
            return call_value(connection, function, **arguments)

    def address(self, request: Request) -> str | None:
        """Return the address of the client, if it is known."""
        return client_address(request, self.settings.client_header)

    def refusal(self, request: Request, limiter: Limiter) -> Response | None:
        """Return the answer to a client that asks too often, or None."""
        wait = limiter.take(bucket_of(self.address(request)))
        if not wait:
            return None
        answer = page(request, "busy.html", status_code=429)
        answer.headers["Retry-After"] = str(wait)
        return answer

    def posted(
        self, handler: Handler, limiter: Limiter | None = None
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that reads a form and gives it to a handler, in a thread.

        limiter: refuses clients that post too often.
        """

        async def endpoint(request: Request) -> Response:
            refusal = self.refusal(request, limiter) if limiter else None
            if refusal is not None:
                return refusal
            body = await read_body(request, LONGEST_FORM)
            form = None if body is None else _parsed(request, body)
            if form is None:
                return page(request, "too_large.html", status_code=413)
            return await run_in_threadpool(handler, request, form)

        return endpoint


def _parsed(request: Request, body: bytes) -> Form | None:
    """Return the fields of a URL-encoded body, none of another one; None when they are too many."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return Form([])
    try:
        pairs = parse_qsl(
            body.replace(b"%00", b"").replace(b"\0", b"").decode("utf-8", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=_FIELDS,
        )
    except ValueError:
        return None
    return Form(pairs)


async def read_body(request: Request, most: int) -> bytes | None:
    """Return a body, or None when it is longer than so many bytes; no more is read then."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > most:
        return None
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                return None
            parts.append(part)
    except ClientDisconnect:
        return None
    return b"".join(parts)


def languages(request: Request) -> list[str]:
    """Return the languages that the reader's browser asks for, the best first."""
    asked: list[tuple[float, int, str]] = []
    header = request.headers.get("accept-language", "")[:200]
    for place, part in enumerate(header.split(",")):
        found = _LANGUAGE.fullmatch(part)
        if found and float(found[2] or 1) > 0:
            asked.append((-float(found[2] or 1), place, found[1].lower()))
    return [name for _, _, name in sorted(asked)]


def page(request: Request, template: str, *, status_code: int = 200, **context: Any) -> Response:
    """Return a page, in German for who prefers it to English."""
    language = next((name for name in languages(request) if name in ("de", "en")), "en")
    html = templates.get_template(template).render(lang=language, t=translator(language), **context)
    return HTMLResponse(html, status_code=status_code, headers=HEADERS)
