"""Feeds: RSS, RDF and Atom by feedparser, JSON Feed by the standard library."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import feedparser
from lxml import etree

from aquascene.extract.model import MAX_LINKS, Document, ExtractError, Link
from aquascene.extract.sitemaps import check_well_formed, elements, local_name
from aquascene.extract.text import absolute, iso_date

_ENTRIES = ("item", "entry")
_ADDRESSES = {"link", "guid", "id", "origlink"}
_KEPT = {"link", "guid", "id", "pubdate", "updated", "published", "modified", "issued", "created",
         "date", "origlink"}  # fmt: skip
_KEPT_ATTRIBUTES = (
    "rel", "href", "type", "isPermaLink", "version",
    "{http://www.w3.org/XML/1998/namespace}base",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about",
)  # fmt: skip


_NAMESPACE = re.compile(r"[A-Za-z][\w.+-]*:[\w.~:/?#@!$&'()*+,;=%-]*", re.ASCII)


def read_feed(text: str, url: str) -> Document:
    """Return the entries' links of an RSS, RDF or Atom feed; text declares no entities."""
    skeleton = _skeleton(text)
    if skeleton is None:
        check_well_formed(text, "feed")
        return Document("feed", None, [])
    # As a stream: feedparser takes a string for an address or a file's name if it can.
    result = feedparser.parse(
        io.BytesIO(skeleton),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url,
        },
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    links: dict[str, Link] = {}
    for entry in result.get("entries", []):
        if found := absolute(url, entry.get("link")):
            links.setdefault(found, Link(found, _modified(entry)))
    for link in result.get("feed", {}).get("links", []):
        if link.get("rel") == "next" and (found := absolute(url, link.get("href"))):
            links.setdefault(found, Link(found, listing=True))
    if not links:
        check_well_formed(text, "feed")
    return Document("feed", None, list(links.values())[:MAX_LINKS])


def _skeleton(text: str) -> bytes | None:
    """Return a feed's links and dates as small, well-formed XML, whatever state it is in.

    feedparser takes minutes for what is large or malformed, and most of a feed is text.
    """
    root: etree._Element | None = None
    parent: etree._Element | None = None
    entries = 0
    for element in elements(text, "item", "entry", "link", "channel", "feed", "rss", "RDF"):
        if root is None:
            top = element.getroottree().getroot()
            root = parent = _copy(top, None)
            if local_name(top).lower() == "rss":
                parent = _copy("channel", root)
        name = local_name(element).lower()
        over = element.getparent()
        above = local_name(over).lower() if over is not None else ""
        if name in _ENTRIES:
            entry = _copy(element, parent)
            for child in _kept(element):
                _copy(child, entry)
            element.clear()
            entries += 1
        elif name == "link" and element.get("rel") == "next" and above in ("channel", "feed"):
            _copy(element, parent)
            entries += 1
        if entries >= MAX_LINKS:
            break
    return None if root is None else etree.tostring(root, encoding="utf-8")


def _kept(entry: etree._Element) -> list[etree._Element]:
    """Return what an entry says of its address and its dates."""
    kept = [child for child in entry[:1000] if local_name(child).lower() in _KEPT]
    if any(local_name(child).lower() in _ADDRESSES for child in kept):
        return kept
    # In a malformed one they may be within what was not closed.
    within = islice(entry.iterdescendants(), 1000)
    return [element for element in within if local_name(element).lower() in _KEPT]


def _copy(element: etree._Element | str, parent: etree._Element | None) -> etree._Element:
    """Return a copy of an element without what is in it but text, added to a parent."""
    if isinstance(element, str):
        tag, text, attributes = element, None, {}
    else:
        space = element.tag[1:].rpartition("}")[0] if element.tag.startswith("{") else ""
        local = local_name(element)
        # lxml reads names that it does not write.
        tag = f"{{{space}}}{local}" if _NAMESPACE.fullmatch(space) else local
        text = None
        if parent is not None and local not in _ENTRIES:
            text = "".join(element.itertext())[:4000]
        # One by one: all of them at once takes the square of their number.
        said = {name: element.get(name) for name in _KEPT_ATTRIBUTES}
        attributes = {name: value for name, value in said.items() if value and len(value) < 4000}
    if parent is None:
        made = etree.Element(tag, attributes)
    else:
        made = etree.SubElement(parent, tag, attributes)
    made.text = text
    return made


def _modified(entry: dict[str, Any]) -> str | None:
    for name in ("updated_parsed", "published_parsed"):
        # dict.get: the entry's own warns, or gives one for the other
        if moment := dict.get(entry, name):
            try:
                return datetime(*moment[:6]).replace(tzinfo=UTC).isoformat()
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
