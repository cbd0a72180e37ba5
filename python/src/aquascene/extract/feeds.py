"""Feeds: RSS, RDF and Atom by feedparser, JSON Feed by the standard library."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import feedparser

from aquascene.extract.model import MAX_LINKS, Document, ExtractError, Link
from aquascene.extract.text import absolute, iso_date


def read_feed(text: str, url: str) -> Document:
    """Return the entries' links of an RSS, RDF or Atom feed; text declares no entities."""
    # As a stream: feedparser takes a string for an address or a file's name if it can.
    result = feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    links: dict[str, Link] = {}
    base = absolute(url, _base(result)) or url
    for entry in result.get("entries", []):
        if found := absolute(base, entry.get("link")):
            links.setdefault(found, Link(found, _modified(entry)))
        if len(links) >= MAX_LINKS:
            break
    for link in result.get("feed", {}).get("links", []):
        if link.get("rel") == "next" and (found := absolute(base, link.get("href"))):
            links.setdefault(found, Link(found, listing=True))
    if not result.get("version") and not links:
        raise ExtractError(f"the feed cannot be read: {result.get('bozo_exception', 'no entries')}")
    return Document("feed", None, list(links.values())[:MAX_LINKS])


def _base(result: Any) -> str | None:
    # What a relative link of RSS is relative to: the site.
    link = result.get("feed", {}).get("link")
    return link if isinstance(link, str) else None


def _modified(entry: dict[str, Any]) -> str | None:
    for name in ("updated_parsed", "published_parsed"):
        # dict.get: the entry's own warns, or gives one for the other
        if moment := dict.get(entry, name):
            try:
                return datetime(*moment[:6], tzinfo=UTC).isoformat()
            except (ValueError, OverflowError):
                continue
    return None


def read_json_feed(text: str, url: str) -> Document:
    """Return the items' links of a JSON Feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExtractError(f"the feed cannot be read: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ExtractError("the feed cannot be read: no items")
    links: dict[str, Link] = {}
    for item in items:
        if not isinstance(item, dict):
            continue
        place = item.get("url") or item.get("external_url") or item.get("id")
        if isinstance(place, str) and (found := absolute(url, place)):
            modified = iso_date(item.get("date_modified")) or iso_date(item.get("date_published"))
            links.setdefault(found, Link(found, modified))
        if len(links) >= MAX_LINKS:
            break
    after = feed.get("next_url")
    if isinstance(after, str) and (found := absolute(url, after)):
        links.setdefault(found, Link(found, listing=True))
    return Document("feed", None, list(links.values())[:MAX_LINKS])
