"""Markup that would take a parser minutes or gigabytes, found before the parser sees it.

A parser of HTML looks through the open elements at each tag, opens unclosed formatting elements
anew in each block, and compares each attribute of a tag with those before it: each can be made to
grow with the square of a page. What that would cost is estimated from above in one pass over the
tags. Pages that people made stay far below the limits, however untidy they are.
"""

from __future__ import annotations

import re
from collections import Counter

from aquascene.extract.model import ExtractError

MAX_TAGS = 250_000
"""Most tags of a page, opening and closing."""

MAX_XML_TAGS = 500_000
"""Most tags of a feed or sitemap; 50,000 addresses with three facts each have 400,000."""

MAX_XML_ATTRIBUTES = 250_000
"""Most attributes of a feed or sitemap."""

MAX_WALKS = 200_000_000
"""Most steps through open elements."""

MAX_REOPENED = 500_000
"""Most formatting elements that blocks may open anew."""

MAX_COMPARED = 50_000_000
"""Most comparisons of attributes."""

_SPACE = r"[ \t\n\f\r]"
_ATTRIBUTE = rf"""
    [^ \t\n\f\r/>][^ \t\n\f\r/>=]*+
    (?:{_SPACE}*+={_SPACE}*+ (?:"[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^ \t\n\f\r>]*+))?+
""".replace("[ \\t", "[\\ \\t").replace("[^ \\t", "[^\\ \\t")
# Each match is taken whole and none is tried twice: one pass, whatever is in the text.
_TAG = re.compile(
    rf"""<(?:
        !--(?:-?> | (?:(?!--!?>).)*+(?:--!?>|\Z))
        | (?P<cdata>!\[CDATA\[)
        | [!?][^>]*+
        | (?P<end>/?)(?P<name>[a-zA-Z][^\ \t\n\f\r/>]*+)
          (?P<rest>(?:[\ \t\n\f\r/]++ | {_ATTRIBUTE})*+)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)

_VOID = set("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_ENDS_BY_ITSELF = set(
    "p li dd dt option optgroup tr td th tbody thead tfoot colgroup rp rt".split()  # noqa: SIM905
)
_SECTIONS = {"td", "th", "tr", "tbody", "thead", "tfoot"}
_CLOSES = {
    "p": {"p"}, "li": {"li", "p"}, "dt": {"dt", "dd", "p"}, "dd": {"dt", "dd", "p"},
    "option": {"option"}, "td": {"td", "th", "p"}, "th": {"td", "th", "p"},
    "tr": {"td", "th", "tr", "p"}, "tbody": {*_SECTIONS, "p"}, "tfoot": {*_SECTIONS, "p"},
    "div": {"p"}, "ul": {"p"}, "ol": {"p"}, "dl": {"p"}, "blockquote": {"p"}, "section": {"p"},
    "h1": {"p"}, "h2": {"p"}, "h3": {"p"}, "h4": {"p"}, "h5": {"p"}, "h6": {"p"}, "pre": {"p"},
}  # fmt: skip
_RAW = set("script style textarea title xmp iframe noembed noframes".split())  # noqa: SIM905
_FORMATTING = set("a b big code em font i nobr s small strike strong tt u".split())  # noqa: SIM905
_FOREIGN = {"svg", "math"}
_CELLS = {"td", "th", "caption"}
_ROWS = {"tr", "tbody", "thead", "tfoot", "table"}
# What is opened within these is not closed from outside, nor the other way round.
_FRAMES = set(
    """
    table object applet marquee template foreignobject desc mi mo mn ms mtext annotation-xml
    """.split()  # noqa: SIM905
)
_FORGETS = {"object", "applet", "marquee", "template", *_CELLS}


class _Formatting:
    """Formatting elements that are open, as far as they are opened anew."""

    def __init__(self) -> None:
        self.count = 0
        self._frames: list[tuple[str, list[tuple[str, str]], Counter[tuple[str, str]]]] = [
            ("", [], Counter())
        ]

    def start(self, name: str, rest: str) -> None:
        top, opened, alike = self._frames[-1]
        if name in _FORMATTING:
            if name == "a":
                self.end("a")
            if alike[name, rest] < 3:  # of more that are alike, only three count
                opened.append((name, rest))
                alike[name, rest] += 1
                self.count += 1
        elif name in _CELLS or name in _ROWS:
            if top in _CELLS:
                self._leave()
            if name == "table" or (name in _CELLS and self._frames[-1][0] == "table"):
                self._frames.append((name, [], Counter()))
        elif name in _FRAMES:
            self._frames.append((name, [], Counter()))

    def end(self, name: str) -> None:
        top, opened, alike = self._frames[-1]
        if name in _FORMATTING:
            for place in range(len(opened) - 1, max(-1, len(opened) - 100), -1):
                if opened[place][0] == name:
                    alike[opened.pop(place)] -= 1
                    self.count -= 1
                    break
        elif name in _ROWS and top in _CELLS:
            self._leave()
            if name == "table":
                self._leave()
        elif name == top:
            self._leave()

    def _leave(self) -> None:
        name, opened, _ = self._frames.pop()
        self.count -= len(opened)
        if name not in _FORGETS:
            for element in opened:
                self.start(*element)


def check_xml(text: str) -> None:
    """Raise ExtractError for XML whose tree would take a parser hundreds of megabytes."""
    if text.count("<") > MAX_XML_TAGS:
        raise ExtractError(f"more than {MAX_XML_TAGS} tags")
    if text.count('="') + text.count("='") > MAX_XML_ATTRIBUTES:
        raise ExtractError(f"more than {MAX_XML_ATTRIBUTES} attributes")


def check_markup(text: str) -> None:
    """Raise ExtractError for markup that would take too long or too much memory to parse."""
    tags = walks = reopened = compared = 0
    stack: list[str] = []
    formatting = _Formatting()
    place = deaf = foreign = 0
    while found := _TAG.search(text, place):
        place = found.end()
        name = found["name"]
        if name is None:
            if found["cdata"] and found.start() >= deaf:
                # Its end tags are none, if it is what it seems.
                end = text.find("]]>", place)
                deaf = end if end >= 0 else len(text)
            continue
        name = name.lower()
        tags += 1
        walks += len(stack)
        if tags > MAX_TAGS:
            raise ExtractError(f"more than {MAX_TAGS} tags")
        if walks > MAX_WALKS:
            raise ExtractError("nested too deeply, or tags are not closed")
        if found["end"]:
            if found.start() >= deaf:
                foreign -= name in _FOREIGN and foreign > 0
                _close(stack, name)
                formatting.end(name)
        else:
            rest = found["rest"]
            if len(rest) > 300:
                compared += len(_ATTRIBUTES.findall(rest)) ** 2 // 2
                if compared > MAX_COMPARED:
                    raise ExtractError("tags with too many attributes")
            if name not in _VOID:
                closed = _CLOSES.get(name, ())
                while stack and stack[-1] in closed:
                    stack.pop()
                stack.append(name)
            formatting.start(name, rest)
            foreign += name in _FOREIGN
            if name in _RAW and found.start() >= deaf:
                deaf = _end_of_raw(text, name, place)
                if not foreign:  # else it may be markup as any other
                    place = deaf
        if name not in _FORMATTING:
            reopened += formatting.count
            if reopened > MAX_REOPENED:
                raise ExtractError("too many formatting elements are not closed")


def _close(stack: list[str], name: str) -> None:
    """Take an element off if the end tag surely closes it."""
    place = len(stack) - 1
    while place >= 0 and stack[place] != name and stack[place] in _ENDS_BY_ITSELF:
        place -= 1
        if len(stack) - place > 10:
            return
    if place >= 0 and stack[place] == name:
        del stack[place:]


def _end_of_raw(text: str, name: str, place: int) -> int:
    """Return where the content ends of an element that holds text only."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, place)
    return found.start() if found else len(text)
