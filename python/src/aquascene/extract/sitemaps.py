"""Sitemaps: of addresses, of sitemaps, and plain lists of addresses."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from lxml import etree

from aquascene.extract.model import MAX_LINKS, Document, ExtractError, Link
from aquascene.extract.text import absolute, iso_date

MAX_UNPACKED = 20_000_000
"""Longest content of a compressed document, in bytes."""

_PIECE = 65_536


def unpack(body: bytes) -> bytes:
    """Return what a gzip file holds, and of a broken one what can be read."""
    parts: list[bytes] = []
    size = 0
    while body.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(31)
        try:
            part = unpacker.decompress(body, MAX_UNPACKED + 1 - size)
        except zlib.error as error:
            if not parts:
                part = _what_can_be_read(body)
            if not part:
                raise ExtractError(f"gzip cannot be read: {error}") from error
            parts.append(part)
            break
        parts.append(part)
        size += len(part)
        if size > MAX_UNPACKED:
            raise ExtractError(f"longer than {MAX_UNPACKED} bytes when unpacked")
        body = unpacker.unused_data
    return b"".join(parts)


def _what_can_be_read(body: bytes) -> bytes:
    unpacker = zlib.decompressobj(31)
    parts: list[bytes] = []
    size = 0
    for start in range(0, len(body), 1024):
        try:
            part = unpacker.decompress(body[start : start + 1024], MAX_UNPACKED + 1 - size)
        except zlib.error:
            break
        parts.append(part)
        size += len(part)
        if size > MAX_UNPACKED:
            raise ExtractError(f"longer than {MAX_UNPACKED} bytes when unpacked")
    return b"".join(parts)


def read_sitemap(text: str, url: str) -> Document:
    """Return the links of a sitemap or of an index of sitemaps; text declares no entities."""
    parser = etree.XMLPullParser(
        events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    links: dict[str, Link] = {}
    place: str | None = None
    modified: str | None = None
    for element in _elements(parser, text):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name == "loc" and place is None:
            place = "".join(element.itertext())
        elif name == "lastmod":
            modified = iso_date("".join(element.itertext()))
        elif name in ("url", "sitemap"):
            if found := absolute(url, place):
                links.setdefault(found, Link(found, modified, listing=name == "sitemap"))
            place = modified = None
            element.clear()
            if (parent := element.getparent()) is not None:
                del parent[: parent.index(element)]
            if len(links) >= MAX_LINKS:
                break
    if not links and "<loc" in text:
        raise ExtractError("no address can be read from the sitemap")
    return Document("sitemap", None, list(links.values()))


def _elements(parser: etree.XMLPullParser, text: str) -> Iterable[etree._Element]:
    try:
        for start in range(0, len(text), _PIECE):
            parser.feed(text[start : start + _PIECE].encode())
            for _, element in parser.read_events():
                yield element
        parser.close()
    except etree.LxmlError:
        pass  # what was read so far stands
    for _, element in parser.read_events():
        yield element


def plain_list(text: str, url: str) -> Document | None:
    """Return the links of a sitemap that is a list of addresses, or None if it is none."""
    lines = text.split()
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines[:10]):
        return None
    links: dict[str, Link] = {}
    for line in lines:
        if line.startswith(("http://", "https://")) and (found := absolute(url, line)):
            links.setdefault(found, Link(found))
            if len(links) >= MAX_LINKS:
                break
    return Document("sitemap", None, list(links.values())) if links else None
