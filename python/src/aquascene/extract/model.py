"""What reading a document gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MAX_LINKS = 5_000
"""Most links that are taken from a document."""


class ExtractError(Exception):
    """A document that cannot be read; the text is kept as the page's error."""


@dataclass(frozen=True)
class Link:
    """An absolute http(s) address that a document names.

    modified: when what is there changed, ISO 8601, if a feed or a sitemap says so. listing: more
    links are to be found there (a sitemap of an index, the next page of a feed).
    """

    url: str
    modified: str | None = None
    listing: bool = False


@dataclass(frozen=True)
class Document:
    """What a document gave.

    kind: page, feed or sitemap. article: of a page with one: title, content (plain text, paragraphs
    parted by an empty line), html_content, images, language, author, published_at, description,
    keywords, canonical_url and the fields of further selectors; what is unknown is left out. links:
    in the document's order, each once, at most MAX_LINKS.
    """

    kind: str
    article: dict[str, Any] | None
    links: list[Link]
