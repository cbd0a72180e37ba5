"""What a fetched document gives to the crawler: an article, and links to go on with.

Documents come from strangers. Whatever they hold, reading them ends, and raises nothing but
ExtractError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from aquascene.extract import html
from aquascene.extract.feeds import read_feed, read_json_feed
from aquascene.extract.guard import check_xml
from aquascene.extract.model import Document, ExtractError, Link
from aquascene.extract.sitemaps import plain_list, read_sitemap, unpack
from aquascene.extract.text import binary, decode

__all__ = ["Document", "ExtractError", "Link", "decode", "read", "test_selectors"]

_HTML = ("text/html", "application/xhtml+xml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_JSON_FEEDS = ("application/feed+json",)
_GZIP = ("application/gzip", "application/x-gzip")
# Of these, the document itself says what it is.
_ANY = ("text/xml", "application/xml", "text/plain", "application/octet-stream", "",
        "binary/octet-stream", "application/json", "text/json")  # fmt: skip

_ROOTS = {
    "rss": "feed", "rdf": "feed", "feed": "feed", "channel": "feed",
    "urlset": "sitemap", "sitemapindex": "sitemap", "html": "page",
}  # fmt: skip
_AMPERSANDS = re.compile(
    r"(<!\[CDATA\[(?:(?!\]\]>).)*+)|&(?!(?:#\d{1,7}|#x[\da-fA-F]{1,6}|amp|lt|gt|quot|apos);)",
    re.DOTALL,
)
_NAME = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")


def read(
    body: bytes, content_type: str, charset: str | None, url: str, rules: Mapping[str, Any]
) -> Document:
    """Return what a document gives.

    content_type, charset: of the answer's header. url: where the document is from. rules: a
    target's scraping rules; only their selectors count here. Raises ExtractError.
    """
    try:
        return _read(body, content_type, charset, url, rules)
    except ExtractError:
        raise
    except Exception as error:
        raise _unreadable(error) from error


def test_selectors(
    body: bytes, content_type: str, charset: str | None, url: str, rules: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what each selector of the rules finds in a page, None for nothing.

    Raises ExtractError.
    """
    try:
        kind, text = _kind(body, content_type, charset)
        if kind != "page":
            raise ExtractError(f"not a page but a {kind}")
        return html.test_selectors(text, url, rules)
    except ExtractError:
        raise
    except Exception as error:
        raise _unreadable(error) from error


test_selectors.__test__ = False  # type: ignore[attr-defined]  # a name that pytest would take


def _unreadable(error: Exception) -> ExtractError:
    return ExtractError(f"cannot be read: {type(error).__name__}: {str(error)[:200]}")


def _read(
    body: bytes, content_type: str, charset: str | None, url: str, rules: Mapping[str, Any]
) -> Document:
    kind, text = _kind(body, content_type, charset)
    if kind == "page":
        return html.read_page(text, url, rules)
    if kind == "JSON feed":
        return read_json_feed(text, url)
    if kind == "list":
        found = plain_list(text, url)
        if found is None:
            raise ExtractError(f"not HTML but {_media_type(content_type)}")
        return found
    return (read_feed if kind == "feed" else read_sitemap)(_safe_xml(text), url)


def _media_type(content_type: str) -> str:
    return content_type.split(";")[0].strip().lower()


def _kind(body: bytes, content_type: str, charset: str | None) -> tuple[str, str]:
    """Return what a document is (page, feed, JSON feed, sitemap, list) and its text.

    Servers lie about it, so its root element counts as well.
    """
    media_type = _media_type(content_type)
    known = (*_HTML, *_FEEDS, *_JSON_FEEDS, *_GZIP, *_ANY)
    if media_type not in known and not media_type.endswith("+xml"):
        raise ExtractError(f"not HTML but {media_type}")
    packed = body.startswith(b"\x1f\x8b")
    if packed:
        body = unpack(body)
        charset = None
    if (what := binary(body)) and body:
        raise ExtractError(f"is not text but {what}")
    text = decode(body, charset, content_type)
    start = text[:100].lstrip()
    if media_type in _JSON_FEEDS or (start.startswith("{") and "//jsonfeed.org/version" in text):
        return "JSON feed", text
    kind = _ROOTS.get(root_name(text))
    if kind in ("feed", "sitemap"):
        return kind, text
    if start.startswith("http") and media_type not in _HTML:
        return "list", text
    if not packed:
        if media_type in _HTML or (kind == "page" and media_type.endswith("xml")):
            return "page", text
        if media_type in _FEEDS:
            return "feed", text
    raise ExtractError(f"not HTML but {media_type or 'nameless'}")


def root_name(text: str) -> str:
    """Return the name of a document's first element in lower case, without prefix, or ''."""
    place = 0
    while True:
        place = text.find("<", place)
        if place < 0:
            return ""
        if text.startswith("<!--", place):
            end = text.find("-->", place + 4)
        elif text.startswith("<!", place):
            end = _end_of_doctype(text, place)
        elif text.startswith("<?", place):
            end = text.find(">", place)
        else:
            found = _NAME.match(text, place)
            return found[1].lower() if found else ""
        if end < 0:
            return ""
        place = end + 1


def _end_of_doctype(text: str, place: int) -> int:
    end = text.find(">", place)
    bracket = text.find("[", place, end) if end >= 0 else -1
    if bracket >= 0:
        end = text.find("]", bracket)
        end = text.find(">", end) if end >= 0 else -1
    return end


def _safe_xml(text: str) -> str:
    """Return XML as a parser may see it: refused if it declares entities, without declaration."""
    lowered = text.lower()
    doctype = lowered.find("<!doctype")
    if doctype >= 0 and lowered.find("<!entity", doctype) >= 0:
        raise ExtractError("declares entities, which are not read")
    check_xml(text)
    text = text[max(0, text.find("<")) :]
    # It is text now: what it says about its encoding is over.
    if text.startswith("<?xml"):
        text = text[text.find("?>") + 2 :] if "?>" in text[:500] else text
    # A bare & is the most usual fault, in addresses above all.
    return _AMPERSANDS.sub(lambda found: found[1] or "&amp;", text)
