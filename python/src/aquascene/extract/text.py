"""From bytes to text, and from text to what PostgreSQL takes."""

from __future__ import annotations

import codecs
import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from charset_normalizer import from_bytes

MAX_URL = 2_000
"""Longest address that is taken, in characters: PostgreSQL has it in an index."""

_SAMPLE = 32_768  # bytes that are enough to guess an encoding
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages mean by these names is what browsers take them for: the larger set.
_LARGER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"}
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# What pages without a declaration are in, and not what has been on some machine once.
_GUESSED = """
    cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 koi8_r koi8_u iso8859_2
    iso8859_5 iso8859_7 gb18030 big5hkscs cp932 euc_jp iso2022_jp cp949
""".split()  # noqa: SIM905
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"GIF8", "image/gif"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"Rar!\x1a", "application/vnd.rar"),
    (b"\x7fELF", "an ELF executable"),
    (b"wOF", "font/woff"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_YEAR_AND_MONTH = re.compile(r"\d{4}-\d{2}")
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f<>\"]")


def decode(body: bytes, charset: str | None, content_type: str) -> str:
    """Return a document's text; never raises.

    charset: as declared by the answer's header. What counts is, in this order: a byte order mark,
    charset, a declaration in the document, what the bytes look like. A declaration that is none or
    does not fit the bytes is passed over.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _clean(body.decode(codec, "replace"))
    head = body[:4096]
    declared = [charset] if charset else []
    if found := _DECLARED.search(head):
        inside = (found[1] or found[2]).decode("ascii", "replace")
        # What is read as ASCII to find this is no UTF-16: the standard says UTF-8.
        declared.append("utf-8" if inside.lower().startswith(("utf-16", "utf-32")) else inside)
    if head.startswith((b"<\x00", b"\x00<")):
        declared.append("utf-16-le" if head[1:2] == b"\x00" else "utf-16-be")
    names = [name for given in declared if (name := _codec(given, head))]
    for codec in [*names, "utf-8"]:
        try:
            return _clean(body.decode(codec))
        except (UnicodeError, ValueError):
            continue
    # Nothing fits all of the bytes. UTF-8 with a few broken characters is still UTF-8.
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 10 <= len(body) - len(text) and (not names or "utf-8" in names):
        return _clean(text)
    guess = _guess(body)
    return _clean(body.decode(guess or (names[0] if names else "cp1252"), "replace"))


def _codec(name: str, head: bytes) -> str | None:
    """Return Python's name for a declared character set, or None if there is no such."""
    if not re.fullmatch(r"[\w.:-]{2,40}", name.strip(), re.ASCII):
        return None
    try:
        found = codecs.lookup(name.strip()).name
        "".encode(found)  # fails for what is no encoding of text, such as base64
    except (LookupError, UnicodeError, ValueError):
        return None
    if found in _NO_CHARSETS or (found.startswith(("utf-16", "utf-32")) and b"\x00" not in head):
        return None
    return _LARGER.get(found, found)


def _guess(body: bytes) -> str | None:
    # The part that is not ASCII says most: start a little before it.
    first = next((m.start() for m in re.finditer(rb"[\x80-\xff]", body)), 0)
    start = max(0, first - 1000)
    best = from_bytes(body[start : start + _SAMPLE], cp_isolation=_GUESSED).best()
    name = best.encoding if best else None
    return _LARGER.get(name.replace("_", "-"), name) if name else None


def _clean(text: str) -> str:
    return storable(text.removeprefix("\ufeff"))


def storable(text: str) -> str:
    """Return text without what PostgreSQL refuses: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def scrubbed(value: Any) -> Any:
    """Return an article or a part of it with all its texts storable."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [scrubbed(item) for item in value]
    if isinstance(value, dict):
        return {storable(str(key)): scrubbed(item) for key, item in value.items()}
    return value


def binary(body: bytes) -> str | None:
    """Return what the bytes are if they are no text: a media type, or "binary data"."""
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return name
    if body.startswith(b"RIFF") or body[4:8] == b"ftyp":
        return "a picture, a sound or a film"
    if body.startswith(tuple(mark for mark, _ in _BOMS)):
        return None
    head = body[:4096]
    if head.startswith((b"<\x00", b"\x00<")):
        return None  # UTF-16 without a mark
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if controls * 20 > len(head) else None


def absolute(base: str, reference: str | None) -> str | None:
    """Return a reference as an absolute http(s) address without fragment, or None."""
    if not reference or len(reference) > MAX_URL:
        return None
    try:
        address = storable(urljoin(base, reference.strip())).partition("#")[0]
        address = _UNSAFE_IN_URL.sub(lambda found: f"%{ord(found[0]):02X}", address)
        parts = urlsplit(address)
        _ = parts.port  # raises ValueError if it is none
    except ValueError:
        return None
    fits = parts.scheme in ("http", "https") and parts.hostname and len(address) <= MAX_URL
    return address if fits else None


def iso_date(text: object) -> str | None:
    """Return a date or a time, as feeds, sitemaps and pages write them, as ISO 8601, or None."""
    if not isinstance(text, str) or len(text) > 60:
        return None
    text = text.strip()
    if _YEAR_AND_MONTH.fullmatch(text):
        text += "-01"
    try:
        return (date if len(text) <= 10 else datetime).fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
