"""The text part of a message, made from its HTML."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SILENT = frozenset(("head", "style", "script", "title", "template", "svg", "noscript"))
_PARAGRAPHS = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "section",
    "article", "header", "footer", "hr",
))  # fmt: skip
_LINES = frozenset(("div", "tr", "td", "th", "li", "br", "dt", "dd", "tbody"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLANK = re.compile(r"[\s\u00a0\u00ad\u034f\u200b\u200c\ufeff]+")


def plain_text(html: str) -> str:
    """Return what a reader of the HTML reads, as text: links with addresses, lists with stars.

    What is hidden is left out; pictures are their alternative texts.
    """
    root = LexborHTMLParser(html).body
    if root is None:
        return ""
    parts: list[str] = []
    last_url = ""
    todo: list[tuple[LexborNode, bool]] = [(root, False)]
    while todo:
        node, is_end = todo.pop()
        tag = node.tag or ""
        if tag == "-text":
            parts.append(_BLANK.sub(" ", node.text_content or ""))
            continue
        if tag in _SILENT or tag.startswith(("-", "_", "!")):
            continue
        attributes = node.attributes
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
            continue
        if tag in _PARAGRAPHS:
            parts.append("\n\n")
        elif tag in _LINES and not (tag == "br" and is_end):
            parts.append("\n")
        if is_end:
            url = (attributes.get("href") or "").strip() if tag == "a" else ""
            if url and url != last_url and not url.startswith("#"):
                if "".join(parts[-2:]).strip() != url:
                    parts.append(f" <{url}>")
                last_url = url
            continue
        if tag == "li":
            parts.append("* ")
        elif tag == "hr":
            parts.append("--\n")
        elif tag == "img" and (attributes.get("alt") or "").strip():
            parts.append(f"[{_BLANK.sub(' ', attributes['alt'] or '').strip()}]")
        todo.append((node, True))
        todo += [(child, False) for child in reversed(list(node.iter(include_text=True)))]
    lines = (" ".join(line.split(" ")).strip() for line in "".join(parts).split("\n"))
    text = re.sub(r" {2,}", " ", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
