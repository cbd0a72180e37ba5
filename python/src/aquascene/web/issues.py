"""Issues in the browser, the archive of those that were sent, and the feed of the articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from aquascene.database import NotFoundError, call
from aquascene.render import IssueRenderer
from aquascene.web.site import HEADERS, Site, page

_EVERYBODY = "archive"
"""Stands in the archive for the tokens of a recipient; no token is as short."""

_NOBODY: Mapping[str, Any] = {
    "email": "",
    "first_name": None,
    "last_name": None,
    "language": "en",
    "email_format": "html",
    "track_token": _EVERYBODY,
    "unsubscribe_token": _EVERYBODY,
}

_ISSUE_POLICY = (
    # What editors wrote runs no script, posts no form, and may show pictures from anywhere.
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation"
)

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_PAGE = 50


def routes(site: Site) -> list[Route]:
    """Return the routes of these pages."""

    def in_browser(request: Request) -> Response:
        token = request.path_params["token"]
        view = site.value("newsletter.browser_view", token=token)
        html = IssueRenderer(view["issue"]).render(view["recipient"]).html
        return _issue(request, html, "private, no-cache")

    def archive(request: Request) -> Response:
        before = request.query_params.get("before", "")
        with site.pool.connection() as connection:
            found = call(connection, "newsletter.archive", before=_number(before), page_size=_PAGE)
        older = found[-1]["issue_number"] if len(found) == _PAGE else None
        answer = page(request, "archive.html", issues=found, older=older)
        newest = max((issue["sent_at"] for issue in found), default=None)
        answer = conditional(request, answer, newest, "public, max-age=300")
        answer.headers["Vary"] = "Accept-Language"
        return answer

    def archived(request: Request) -> Response:
        number = request.path_params["issue_number"]
        if number >= 2**31:
            raise NotFoundError(f"no issue {number}")
        issue = site.value("newsletter.archived_issue", issue_number=number)
        html = IssueRenderer(issue).render(_NOBODY).html
        sent_at = datetime.fromisoformat(issue["sent_at"])
        return _issue(request, html, "public, max-age=300", sent_at)

    def follow(request: Request) -> Response:
        link_id = request.path_params["link_id"]
        if link_id >= 2**63:
            raise NotFoundError(f"no link {link_id}")
        url = site.value("newsletter.archived_link", link_id=link_id)
        return RedirectResponse(url, status_code=302, headers=HEADERS)

    def to_signup(request: Request) -> Response:
        return RedirectResponse("/subscribe", status_code=303, headers=HEADERS)

    def to_archive(request: Request) -> Response:
        return RedirectResponse("/archive", status_code=303, headers=HEADERS)

    def feed(request: Request) -> Response:
        found = site.value("newsletter.feed")
        answer = Response(_rss(found), media_type="application/rss+xml", headers=HEADERS)
        changed = [datetime.fromisoformat(entry["updated_at"]) for entry in found["entries"]]
        return conditional(request, answer, max(changed, default=None), "public, max-age=300")

    return [
        Route(f"/v/{_EVERYBODY}", to_archive),
        Route("/v/{token}", in_browser),
        Route("/archive", archive),
        Route("/archive/{issue_number:int}", archived),
        # Links of an archived issue: nobody is behind them.
        Route(f"/c/{_EVERYBODY}/{{link_id:int}}", follow),
        Route(f"/u/{_EVERYBODY}", to_signup),
        Route("/feed.xml", feed),
    ]


def _number(text: str) -> int | None:
    """Return the number of an issue, or None for what is none."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def _issue(
    request: Request, html: str, cache_control: str, changed_at: datetime | None = None
) -> Response:
    answer = Response(html, media_type="text/html", headers=HEADERS)
    answer.headers["Content-Security-Policy"] = _ISSUE_POLICY
    return conditional(request, answer, changed_at, cache_control)


def conditional(
    request: Request, answer: Response, changed_at: datetime | None, cache_control: str
) -> Response:
    """Return the answer with what caches need, or 304 when the client has it already.

    changed_at: when the content last changed, as far as a time can tell.
    """
    body = bytes(answer.body)
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = cache_control
    if changed_at is not None:
        changed_at = changed_at.astimezone(UTC).replace(microsecond=0)
        answer.headers["Last-Modified"] = format_datetime(changed_at, usegmt=True)
    if not _is_known(request, tag, changed_at):
        return answer
    kept = ("etag", "cache-control", "last-modified", "content-security-policy")
    return Response(status_code=304, headers={k: v for k, v in answer.headers.items() if k in kept})


def _is_known(request: Request, tag: str, changed_at: datetime | None) -> bool:
    """Return whether a client has this version. A tag decides before a time (RFC 9110)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag in [part.strip() for part in tags.split(",")]
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, TypeError, OverflowError):
        return False
    if since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    return changed_at is not None and changed_at <= since


def _rss(found: Mapping[str, Any]) -> bytes:
    """Return the feed as RSS 2.0."""
    rss = ElementTree.Element(
        "rss", {"version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom"}
    )
    channel = ElementTree.SubElement(rss, "channel")

    def add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
        ElementTree.SubElement(parent, name, attributes).text = _NOT_XML.sub("", text)

    add(channel, "title", found["title"])
    add(channel, "link", found["url"] + "/archive")
    add(channel, "description", found["title"])
    ElementTree.SubElement(
        channel,
        "atom:link",
        {"href": found["url"] + "/feed.xml", "rel": "self", "type": "application/rss+xml"},
    )
    for entry in found["entries"]:
        item = ElementTree.SubElement(channel, "item")
        add(item, "title", entry["title"])
        add(item, "link", entry["url"])
        add(item, "guid", entry["url"], isPermaLink="true")
        if entry["summary"]:
            add(item, "description", entry["summary"])
        for tag in entry["tags"]:
            add(item, "category", tag)
        published = datetime.fromisoformat(entry["published_at"])
        add(item, "pubDate", format_datetime(published.astimezone(UTC), usegmt=True))
    feed: bytes = ElementTree.tostring(rss, encoding="utf-8", xml_declaration=True)
    return feed
