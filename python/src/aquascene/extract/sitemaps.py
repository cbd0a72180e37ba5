"""Sitemaps: of addresses, of sitemaps, and plain lists of addresses."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from lxml import etree

from aquascene.extract.model import MAX_LINKS, Document, ExtractError, Link
from aquascene.extract.text import MAX_URL, absolute, iso_date

MAX_UNPACKED = 8_000_000
"""Longest content of a compressed document, in bytes."""

_PIECE = 65_536
_MAX_ENTRIES = 50_000  # as many as the standard allows


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
    links: dict[str, Link] = {}
    place: str | None = None
    modified: str | None = None
    entries = 0
    for element in elements(text, "loc", "lastmod", "url", "sitemap"):
        name = local_name(element)
        above = element.getparent()
        if name in ("url", "sitemap"):
            if found := absolute(url, place):
                links.setdefault(found, Link(found, modified, listing=name == "sitemap"))
            place = modified = None
            element.clear()
            if above is not None:
                del above[: above.index(element)]
            entries += 1
            if len(links) >= MAX_LINKS or entries >= _MAX_ENTRIES:
                break
        elif above is not None and local_name(above) in ("url", "sitemap"):
            said = "".join(element.itertext())[: MAX_URL + 1]
            if name == "loc":
                place = said
            else:
                modified = iso_date(said)
    if not links:
        check_well_formed(text, "sitemap")
    return Document("sitemap", None, list(links.values()))


def elements(text: str, *names: str) -> Iterator[etree._Element]:
    """Yield the elements with some names, in the order of their ends, of XML in whatever state."""
    parser = etree.XMLPullParser(
        events=("end",), tag=[f"{{*}}{name}" for name in names],
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
    )  # fmt: skip
    data = text.encode()
    try:
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
            for _, element in parser.read_events():
                yield element
        parser.close()
    except etree.LxmlError:
        pass  # what was read so far stands
    for _, element in parser.read_events():
        yield element


def local_name(element: etree._Element) -> str:
    """Return an element's name without namespace or prefix."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def check_well_formed(text: str, kind: str) -> None:
    """Raise ExtractError if XML that gave nothing is broken: then it might have given something."""
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        etree.fromstring(text.encode(), strict)
    except etree.LxmlError as error:
        raise ExtractError(f"the {kind} cannot be read: {error}") from error


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
