"""The scraping worker: fetches the pages that the database hands out, and says what it found.

What is fetched, when, which links are followed and what is kept is decided by
``scraping.claim_page`` and ``scraping.record_page``.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from aquascene.database import Pool, Row, call_row

USER_AGENT = "AquaSceneBot/0.1 (+https://example.org/bot)"
"""How the worker introduces itself; robots.txt is read for the part before the slash."""

MAX_BYTES = 5_000_000
"""Longest page that is read."""

_HTML_TYPES = ("text/html", "application/xhtml+xml")

_BLOCKS = set(
    """
    address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
)

Progress = Callable[[str, int], None]
"""Called after each page with its outcome and how many new links it added."""


class PageError(Exception):
    """A page that could not be fetched or read; the text is kept as the page's error."""

    def __init__(self, message: str, status_code: int | None = None) -> None:
        super().__init__(message)
        self.status_code = status_code


@dataclass(frozen=True)
class JobResult:
    """A finished job as its row, and what this run added to it (it may have been resumed).

    outcomes: how many pages had which outcome. fetched: pages that answered. found: new raw
    content.
    """

    job: Row
    outcomes: Counter[str]
    fetched: int
    found: int


@dataclass(frozen=True)
class Answer:
    """What a page gave: arguments of scraping.record_page."""

    outcome: str
    status_code: int | None = None
    error: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    article: Mapping[str, Any] | None = None
    links: list[str] = field(default_factory=list)


def run_job(
    pool: Pool, target: str, worker: str, *, progress: Progress = lambda outcome, links: None
) -> JobResult:
    """Fetch all pages of a target and finish its job.

    target: a name in scraping.scraper_targets. worker: a name that no other worker has. Several
    may work on one target at once; the job is finished by each when nothing is left. Raises
    DatabaseError; a page that fails is an outcome, not an error.
    """
    outcomes: Counter[str] = Counter()
    with pool.connection() as connection:
        job = call_row(connection, "scraping.start_job", target_name=target)
    assert job is not None  # the function returns a row or raises
    rules: Mapping[str, Any] = job["configuration"]
    with httpx.Client(
        headers={"User-Agent": USER_AGENT, "Accept": "text/html, application/xhtml+xml;q=0.9"},
        timeout=20.0,
    ) as client:
        robots = Robots(client)
        while True:
            with pool.connection() as connection:
                page = call_row(connection, "scraping.claim_page", job_id=job["id"], worker=worker)
            if page is None:
                break
            if page["page_id"] is None:
                time.sleep(page["wait"].total_seconds())
                continue
            answer = visit(client, robots, rules, page)
            with pool.connection() as connection:
                recorded = call_row(
                    connection,
                    "scraping.record_page",
                    page_id=page["page_id"],
                    worker=worker,
                    outcome=answer.outcome,
                    status_code=answer.status_code,
                    error=answer.error,
                    etag=answer.etag,
                    last_modified=answer.last_modified,
                    article=answer.article,
                    links=answer.links,
                )
            assert recorded is not None
            outcomes[recorded["outcome_recorded"]] += 1
            progress(recorded["outcome_recorded"], recorded["links_added"])
    with pool.connection() as connection:
        done = call_row(connection, "scraping.finish_job", job_id=job["id"])
    assert done is not None
    return JobResult(
        done,
        outcomes,
        fetched=done["pages_scraped"] - job["pages_scraped"],
        found=done["content_found"] - job["content_found"],
    )


def visit(client: httpx.Client, robots: Robots, rules: Mapping[str, Any], page: Row) -> Answer:
    """Fetch one page as claimed and return what it gave; never raises for a bad page."""
    url: str = page["url"]
    respect = rules.get("extraction", {}).get("respect_robots_txt", True)
    try:
        if respect and not robots.allow(url):
            return Answer("blocked")
        response = _fetch(client, url, page["etag"], page["last_modified"])
        headers = response.headers
        facts = {
            "status_code": response.status_code,
            "etag": headers.get("ETag"),
            "last_modified": headers.get("Last-Modified"),
        }
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Answer("not_modified", **facts)
        if response.has_redirect_location:
            # Whether to go there is the database's decision, as for any link.
            return Answer("fetched", **facts, links=[urljoin(url, headers["Location"])])
        return Answer("fetched", **facts, **read_page(response.text, url, rules))
    except PageError as error:
        return Answer("failed", status_code=error.status_code, error=str(error))
    except httpx.TransportError as error:
        return Answer("failed", error=f"{type(error).__name__}: {error}")
    except (httpx.HTTPError, httpx.InvalidURL, SelectolaxError, LookupError, ValueError) as error:
        return Answer("failed", error=f"cannot be read: {type(error).__name__}: {error}")


def _fetch(
    client: httpx.Client, url: str, etag: str | None, last_modified: str | None
) -> httpx.Response:
    """Get a page, conditionally when it is known, and read no more of it than MAX_BYTES."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in conditions.items() if value}
    with client.stream("GET", url, headers=headers) as response:
        if response.has_redirect_location or response.status_code == httpx.codes.NOT_MODIFIED:
            return response
        if response.status_code != httpx.codes.OK:
            raise PageError(
                f"HTTP {response.status_code} {response.reason_phrase}", response.status_code
            )
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind not in _HTML_TYPES:
            raise PageError(f"not HTML but {kind or 'nameless'}", response.status_code)
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > MAX_BYTES:
                raise PageError(f"longer than {MAX_BYTES} bytes", response.status_code)
            parts.append(part)
        # The content is decoded already, so its encoding and length are those of before.
        plain = {"Content-Encoding", "Content-Length", "Transfer-Encoding"}
        kept = [pair for pair in response.headers.multi_items() if pair[0].title() not in plain]
        return httpx.Response(response.status_code, headers=kept, content=b"".join(parts))


class Robots:
    """robots.txt of each host, fetched once (RFC 9309)."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._rules: dict[str, Protego] = {}

    def allow(self, url: str) -> bool:
        """Tell whether the host of a URL lets us fetch it."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = Protego.parse(self._text(f"{origin}/robots.txt"))
        return bool(self._rules[origin].can_fetch(url, USER_AGENT.split("/")[0]))

    def _text(self, url: str) -> str:
        try:
            response = self._client.get(url, follow_redirects=True)
        except httpx.TransportError:
            return "User-agent: *\nDisallow: /"  # cannot be asked: nothing is allowed
        if response.is_server_error:
            return "User-agent: *\nDisallow: /"
        return response.text if response.is_success else ""


def read_page(html: str, url: str, rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``article`` (or None) and ``links`` of a page, by the target's selectors.

    Text is taken without markup, a paragraph for each block. Raises ValueError when a selector
    cannot be understood.
    """
    tree = LexborHTMLParser(html.replace("\x00", ""))
    links = [
        found
        for node in tree.css("a[href]")
        if (found := _absolute(url, node.attributes.get("href")))
    ]
    selectors = dict(rules.get("selectors", {}))
    content = _first(tree, selectors.pop("content", None))
    if content is None:
        return {"article": None, "links": links}
    images = [
        {"url": source, "alt": (node.attributes.get("alt") or "").strip()}
        for node in (tree.css(selectors.pop("images")) if "images" in selectors else [])
        if (source := _absolute(url, node.attributes.get("src")))
    ]
    title = _inline(_first(tree, selectors.pop("title", None)) or _first(tree, "title"))
    date = _first(tree, selectors.pop("date", None))
    article = {
        "title": title,
        "content": text_of(content),
        "html_content": content.html,
        "images": images,
        "language": _language(tree),
        "published_at": (date.attributes.get("datetime") or _inline(date)) if date else None,
        "description": _meta(tree, "description"),
        "keywords": [word.strip() for word in (_meta(tree, "keywords") or "").split(",") if word],
        **{name: _inline(_first(tree, selector)) for name, selector in selectors.items()},
    }
    return {"article": {k: v for k, v in article.items() if v is not None}, "links": links}


def text_of(node: LexborNode) -> str:
    """Return the text of an element: blocks parted by empty lines, white space squeezed."""
    parts: list[str] = []
    waiting: list[LexborNode | None] = [node]
    while waiting:
        current = waiting.pop()
        if current is None:  # the end of a block
            parts.append("\n\n")
        elif current.is_text_node:
            parts.append(" ".join(f"|{current.text_content}|".split())[1:-1])
        elif current.tag == "br":
            parts.append("\n\n")
        elif current.tag not in ("script", "style", "noscript", "template"):
            if current.tag in _BLOCKS:
                parts.append("\n\n")
                waiting.append(None)
            waiting.extend(reversed(list(current.iter(include_text=True))))
    paragraphs = "".join(parts).split("\n\n")
    return "\n\n".join(squeezed for p in paragraphs if (squeezed := " ".join(p.split())))


def _first(tree: LexborHTMLParser, selector: str | None) -> LexborNode | None:
    return tree.css_first(selector) if selector else None


def _inline(node: LexborNode | None) -> str | None:
    return (" ".join(text_of(node).split()) or None) if node else None


def _meta(tree: LexborHTMLParser, name: str) -> str | None:
    node = tree.css_first(f'meta[name="{name}"]')
    return (node.attributes.get("content") or "").strip() or None if node else None


def _language(tree: LexborHTMLParser) -> str | None:
    """Return the language that the page says it is in, as ISO 639-1, or None."""
    declared = tree.root.attributes.get("lang") if tree.root else None
    code = (declared or "").split("-")[0].lower()
    return code if len(code) == 2 and code.isalpha() else None


def _absolute(base: str, reference: str | None) -> str | None:
    """Return a reference as an absolute http(s) address, or None."""
    if not reference:
        return None
    try:
        address = urljoin(base, reference.strip())
        return address if urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None
