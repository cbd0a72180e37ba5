"""Pages: their article, by selectors or without, and their links."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from aquascene.extract.guard import check_markup
from aquascene.extract.model import MAX_LINKS, Document, ExtractError, Link
from aquascene.extract.text import absolute, iso_date, scrubbed

MAX_DEPTH = 1_000
"""Deepest nesting of elements that is read."""

MAX_IMAGES = 200
"""Most images that are taken from a page."""

MIN_TEXT = 140
"""Shortest text, in characters, that is an article without a selector saying so."""

# Of larger pages the main part is not guessed, which would take seconds.
_MAX_NODES = 25_000
_MAX_DEPTHS = 1_000_000  # sum over the nodes
_MAX_PICTURES = 2_000
_MAX_LENGTH = 2_500_000  # characters, without scripts
_MAX_TITLE = 2_000
_MAX_LD = 500_000  # characters of JSON-LD

# It reports pages that it cannot read, which is no news here.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_BLOCKS = set(
    """
    address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
)
_SILENT = ("script", "style", "noscript", "template")
_ARTICLES = re.compile(r"(?:.*Article|.*BlogPosting|.*Posting|Report|Review|Recipe|HowTo|WebPage)")
_WIDE = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def read_page(text: str, url: str, rules: Mapping[str, Any]) -> Document:
    """Return the article and the links of a page. Raises ExtractError."""
    page = Page(text, url)
    selectors = _selectors(rules)
    extraction = rules.get("extraction")
    index = follow = True
    # Who ignores robots.txt, for a site of one's own, ignores what pages say to robots, too.
    if not isinstance(extraction, Mapping) or extraction.get("respect_robots_txt", True):
        index, follow = page.robots()
    links = page.links() if follow else []
    article = page.article(selectors) if index else None
    return Document("page", article, links)


def test_selectors(text: str, url: str, rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return what each selector finds, None for nothing. Raises ExtractError."""
    page = Page(text, url)
    found: dict[str, Any] = {}
    for name, selector in _selectors(rules).items():
        nodes = page.select(name, selector)
        if not nodes:
            found[name] = None
        elif name == "content":
            found[name] = text_of(nodes[0]) or None
        elif name == "images":
            found[name] = page.images(nodes) or None
        else:
            found[name] = _value(name, nodes[0])
    result: dict[str, Any] = scrubbed(found)
    return result


def _selectors(rules: Mapping[str, Any]) -> dict[str, str]:
    given = rules.get("selectors") or {}
    if not isinstance(given, Mapping):
        raise ExtractError("the rules' selectors are no object")
    for name, selector in given.items():
        if selector is not None and not isinstance(selector, str):
            raise ExtractError(f"selector {name} is no text")
    return {name: selector for name, selector in given.items() if selector}


class Page:
    """A parsed page."""

    def __init__(self, text: str, url: str) -> None:
        check_markup(text)
        self.tree = LexborHTMLParser(text)
        self.url = url
        self.nodes, self.depths = _check_depth(self.tree.root)
        base = self.tree.css_first("base[href]")
        self.base = (absolute(url, base.attributes.get("href")) if base else None) or url
        self._meta: dict[str, str] = {}
        for node in self.tree.css("meta"):
            attributes = node.attributes
            name = attributes.get("property") or attributes.get("name")
            name = name or attributes.get("http-equiv") or attributes.get("itemprop")
            content = " ".join((attributes.get("content") or "").split())
            if name and content:
                self._meta.setdefault(name.strip().lower(), content)

    def meta(self, *names: str) -> str | None:
        """Return what the first of some meta elements says, or None."""
        return next((self._meta[name] for name in names if name in self._meta), None)

    def robots(self) -> tuple[bool, bool]:
        """Return whether the page may be taken, and whether its links may be followed."""
        said: set[str] = set()
        for node in self.tree.css("meta[name]"):
            if (node.attributes.get("name") or "").strip().lower() == "robots":
                content = (node.attributes.get("content") or "").lower()
                said.update(word.strip() for word in content.split(","))
        return not said & {"noindex", "none"}, not said & {"nofollow", "none"}

    def links(self) -> list[Link]:
        """Return where the page leads, each address once."""
        links: dict[str, Link] = {}
        for node in self.tree.css("a[href], area[href]"):
            attributes = node.attributes
            if "nofollow" in (attributes.get("rel") or "").lower().split():
                continue
            if found := absolute(self.base, attributes.get("href")):
                links.setdefault(found, Link(found))
                if len(links) >= MAX_LINKS:
                    break
        return list(links.values())

    def select(self, name: str, selector: str) -> list[LexborNode]:
        """Return what a selector finds. Raises ExtractError if it cannot be understood."""
        try:
            return self.tree.css(selector)
        except (SelectolaxError, ValueError, RuntimeError) as error:
            message = f"selector {name} cannot be understood: {selector}"
            raise ExtractError(message) from error

    def article(self, selectors: Mapping[str, str]) -> dict[str, Any] | None:
        """Return the article as selectors, or else the page's own marks, have it; or None."""
        nodes = {name: self.select(name, selector) for name, selector in selectors.items()}
        given = {name: _value(name, found[0]) for name, found in nodes.items() if found}
        linked = _LinkedData(self)
        article = {
            "title": given.get("title") or self.title(linked),
            "language": self.language(),
            "author": given["author"] if "author" in given else self.author(linked),
            "published_at": given["date"] if "date" in given else self.published_at(linked),
            "description": self.meta("description", "og:description", "dc.description")
            or linked.text("description"),
            "keywords": _words(self.meta("keywords", "news_keywords") or linked.text("keywords")),
            "canonical_url": self.canonical_url(),
            **{
                name: value
                for name, value in given.items()
                if name not in ("title", "content", "author", "date", "images")
            },
        }
        for name in ("author", "date"):  # a selector that finds nothing: nothing there
            if name in selectors and name not in given:
                article["published_at" if name == "date" else name] = None
        if "content" in selectors:
            if not nodes["content"]:
                return None
            content = nodes["content"][0]
        else:
            found = self.main_part()
            if found is None:
                return None
            content = found
        article["content"] = text_of(content)
        article["html_content"] = content.html
        article["images"] = self.images(nodes["images"] if "images" in selectors else [content])
        known = {name: value for name, value in article.items() if value is not None}
        result: dict[str, Any] = scrubbed(known)
        return result

    def images(self, nodes: list[LexborNode]) -> list[dict[str, str]]:
        """Return the images among and within elements, each address once."""
        images: dict[str, str] = {}
        for node in nodes:
            for image in [node] if node.tag == "img" else node.css("img"):
                if source := self.source(image):
                    alt = " ".join((image.attributes.get("alt") or "").split())
                    images[source] = images.get(source) or alt
                    if len(images) >= MAX_IMAGES:
                        break
        return [{"url": source, "alt": alt} for source, alt in list(images.items())[:MAX_IMAGES]]

    def source(self, image: LexborNode) -> str | None:
        """Return the address of an image: its largest form, loaded at once or later."""
        attributes = image.attributes
        for name in ("srcset", "data-srcset"):
            sizes = _sizes(attributes.get(name) or "")
            for _, reference in sorted(sizes, key=lambda size: -size[0]):
                if found := absolute(self.base, reference):
                    return found
        for name in ("data-src", "data-original", "data-lazy-src", "src"):
            if found := absolute(self.base, attributes.get(name)):
                return found
        return None

    def language(self) -> str | None:
        """Return the language that the page says it is in, as ISO 639-1, or None."""
        attributes = self.tree.root.attributes if self.tree.root else {}
        for declared in (
            attributes.get("lang"),
            attributes.get("xml:lang"),
            self.meta("content-language", "dc.language", "language"),
        ):
            code = re.split(r"[-_,;\s]", (declared or "").strip().lower())[0]
            if len(code) == 2 and code.isascii() and code.isalpha():
                return code
        return None

    def author(self, linked: _LinkedData) -> str | None:
        """Return who wrote the page, as it says, or None."""
        said = linked.author() or self.meta("author", "dc.creator", "parsely-author", "byl")
        said = said or self.meta("article:author")
        if not said or said.startswith(("http:", "https:")):
            places = ('[itemprop~="author"] [itemprop~="name"]', '[rel~="author"]',
                      '[itemprop~="author"]')  # fmt: skip
            found = (_inline(self.tree.css_first(place)) for place in places)
            said = next(filter(None, found), "")
        said = re.sub(r"^by\s+", "", said, flags=re.IGNORECASE).strip(" -–—|,·:")
        return said if said and len(said) <= 200 else None

    def published_at(self, linked: _LinkedData) -> str | None:
        """Return when the page was published as it says, ISO 8601, or None."""
        names = ("article:published_time", "datepublished", "dc.date", "dcterms.created", "date",
                 "parsely-pub-date", "pubdate", "og:published_time")  # fmt: skip
        said: list[str | None] = [linked.text("datePublished"), *map(self._meta.get, names)]
        for node in self.tree.css('[itemprop~="datePublished"], time[datetime]')[:2]:
            said.append(node.attributes.get("datetime") or node.attributes.get("content"))
        return next((when for text in said if (when := iso_date(text))), None)

    def canonical_url(self) -> str | None:
        """Return the address that the page gives as its own, or None."""
        node = self.tree.css_first('link[rel~="canonical"][href]')
        said = node.attributes.get("href") if node else self.meta("og:url")
        return absolute(self.base, said)

    def title(self, linked: _LinkedData) -> str | None:
        """Return the title without the site's name where it can be told, or None.

        What the page declares to machines is taken at its word: JSON-LD, then meta elements. A
        <title> is freed of the site's name.
        """
        titles = (node for node in self.tree.css("title")[:50] if not _is_drawn(node))
        shown = (_inline(next(titles, None)) or "")[:_MAX_TITLE]
        declared = linked.title(shown) or self.meta(
            "dc.title", "dc:title", "dcterms.title", "og:title", "title", "twitter:title",
            "parsely-title",
        )  # fmt: skip
        if declared:
            return declared
        headings = [found for node in self.tree.css("h1, h2")[:50] if (found := _inline(node))]
        first = [found for node in self.tree.css("h1")[:2] if (found := _inline(node))]
        if not shown:
            return first[0] if first else None
        return _without_site(shown, self._site_names(), headings, first)

    def _site_names(self) -> set[str]:
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        names = {host, host.rsplit(".", 1)[0], *host.split(".")[:-1]}
        said = (self.meta("og:site_name"), self.meta("application-name"))
        return {_plain(name) for name in (*names, *said) if name} - {""}

    def main_part(self) -> LexborNode | None:
        """Return the part of the page that is its text, or None if it has too little."""
        self.tree.strip_tags(list(_SILENT))
        text = self.tree.html or ""
        found = None
        small = self.nodes <= _MAX_NODES and self.depths <= _MAX_DEPTHS
        pictures = len(self.tree.css("img, figure, picture"))
        if small and pictures <= _MAX_PICTURES and len(text) <= _MAX_LENGTH:
            found = self._guessed_part()
        if found is None:
            places = ("article", "main", "[role='main']", "body")
            found = next(filter(None, map(self.tree.css_first, places)), None)
        return found if found and _is_text(found) else None

    def _guessed_part(self) -> LexborNode | None:
        """Return what trafilatura takes for the main part, or None."""
        # Its choice of an image's address is not ours, and addresses get a base.
        for image in self.tree.css("img"):
            source = self.source(image)
            for name in [name for name in image.attributes if "src" in name]:
                del image.attrs[name]
            if source:
                image.attrs["src"] = source
        try:
            found = trafilatura.extract(
                self.tree.html or "", url=self.base, output_format="html", with_metadata=False,
                include_comments=False, include_tables=True, include_images=True,
                include_links=True, include_formatting=True,
            )  # fmt: skip
        except Exception:  # whatever: it is only a guess
            return None
        if not found:
            return None
        # It is XML, where <a/> is an element and not the beginning of one.
        xml = etree.fromstring(found, etree.XMLParser(recover=True, resolve_entities=False))
        return LexborHTMLParser(etree.tostring(xml, method="html", encoding="unicode")).body


class _LinkedData:
    """What a page says of its article in JSON-LD."""

    def __init__(self, page: Page) -> None:
        self._all: list[dict[str, Any]] = []
        for script in page.tree.css('script[type="application/ld+json"]')[:30]:
            text = (script.text_content or script.text() or "").strip()
            if len(text) > _MAX_LD:
                continue
            text = text.removeprefix("<![CDATA[").removesuffix("]]>")
            try:
                self._all.extend(_things(json.loads(text, strict=False)))
            except (ValueError, RecursionError):
                continue
        articles = [thing for thing in self._all if _is_article(thing)]
        articles.sort(key=lambda thing: "WebPage" in _texts(thing.get("@type")))
        self._article = articles[0] if articles else {}

    def text(self, name: str) -> str | None:
        texts = _texts(self._article.get(name))
        return ", ".join(" ".join(text.split()) for text in texts) or None

    def title(self, shown: str) -> str | None:
        """Return the name or the headline, whichever the <title> shows."""
        if "WebPage" in _texts(self._article.get("@type")):
            return None  # its name is as good as a <title>
        said = [found for name in ("name", "headline") if (found := self.text(name))]
        said.sort(key=lambda text: not _plain(shown).startswith(_plain(text)))
        return said[0] if said else None

    def author(self) -> str | None:
        authors = self._article.get("author")
        names: list[str] = []
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            names += [" ".join(n.split()) for n in _texts(name) if not n.startswith("http")]
        return ", ".join(dict.fromkeys(filter(None, names[:10]))) or None


def _things(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, list):
            waiting.extend(reversed(thing))
        elif isinstance(thing, dict):
            yield thing
            waiting.extend(thing[name] for name in ("mainEntity", "@graph") if name in thing)


def _is_article(thing: dict[str, Any]) -> bool:
    return any(_ARTICLES.fullmatch(kind) for kind in _texts(thing.get("@type")))


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]


_PARTS = re.compile(r" [|\-–—\\/>»:·•] ")
_TITLE_WORDS = 4  # a title that has no more words left keeps its ending: it says too little alone


def _without_site(title: str, sites: set[str], headings: list[str], first: list[str]) -> str:
    """Return the title of a page without the site's name.

    A part that is a name of the site goes. Of others, the last goes if enough stays, else the first
    one. A short beginning before a colon goes if no heading has it, too.
    """
    places = list(_PARTS.finditer(title))
    if places and _plain(title[places[-1].end() :]) in sites:
        return title[: places[-1].start()].strip()
    if places and _plain(title[: places[0].start()]) in sites:
        return title[places[0].end() :].strip()
    left = title
    if places:
        left = title[: places[-1].start()]
        if len(left.split()) < 3:
            left = title[places[0].end() :]
    elif ": " in title and title not in headings:
        before, _, after = title.partition(": ")
        if len(before.split()) <= 5:
            left = after
    elif len(title) < 15 and len(first) == 1:
        left = first[0]
    return left.strip() if len(left.split()) > _TITLE_WORDS else title


def _plain(text: str) -> str:
    """Return text for comparing names: letters and digits, in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())


def _sizes(srcset: str) -> list[tuple[float, str]]:
    """Return the images of a srcset with how large they are said to be."""
    sizes: list[tuple[float, str]] = []
    words = srcset[:50_000].split()
    for place, word in enumerate(words):
        if re.fullmatch(r"[\d.]+[wx],?", word) or word == ",":
            continue
        after = words[place + 1] if place + 1 < len(words) else ""
        size = re.fullmatch(r"(\d+(?:\.\d+)?)([wx]),?", after)
        sizes.append((float(size[1]) if size else 1.0, word.strip(",")))
    return sizes


def _is_text(node: LexborNode) -> bool:
    """Tell whether an element has enough text, and more of it than links."""
    text = text_of(node)
    linked = sum(len(_inline(link) or "") for link in node.css("a"))
    return len(text) + 2 * len(_WIDE.findall(text)) >= MIN_TEXT and linked * 2 <= len(text)


def _check_depth(root: LexborNode | None) -> tuple[int, int]:
    """Return how many nodes a tree has and the sum of their depths.

    Raises ExtractError if it is nested too deeply.
    """
    depth, count, depths, node = 1, 0, 0, root
    while node is not None:
        if (below := node.first_child) is not None:
            node, depth = below, depth + 1
            if depth > MAX_DEPTH:
                raise ExtractError(f"nested deeper than {MAX_DEPTH} elements")
        else:
            while node is not None and depth > 1 and node.next is None:
                node, depth = node.parent, depth - 1
            node = node.next if node is not None and depth > 1 else None
        count += 1
        depths += depth
    return count, depths


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
        elif current.tag not in _SILENT:
            if current.tag in _BLOCKS:
                parts.append("\n\n")
                waiting.append(None)
            waiting.extend(reversed(list(current.iter(include_text=True))))
    paragraphs = "".join(parts).split("\n\n")
    return "\n\n".join(squeezed for p in paragraphs if (squeezed := " ".join(p.split())))


def _is_drawn(node: LexborNode) -> bool:
    """Tell whether an element is part of a drawing."""
    above = node.parent
    while above is not None and above.tag != "svg":
        above = above.parent
    return above is not None


def _inline(node: LexborNode | None) -> str | None:
    return (" ".join(text_of(node).split()) or None) if node else None


def _value(name: str, node: LexborNode) -> Any:
    """Return what an element says for a field: of a date the form for machines."""
    attributes = node.attributes
    if node.tag == "meta":
        said = " ".join((attributes.get("content") or "").split()) or None
    elif name == "date":
        said = attributes.get("datetime") or _inline(node)
    else:
        said = _inline(node)
    return _words(said) if name == "keywords" else said


def _words(text: str | None) -> list[str]:
    return [word.strip() for word in (text or "").split(",")[:100] if word.strip()]
