"""The generator without a network: the database picks sentences, and nothing is invented."""

from __future__ import annotations

import time
from collections.abc import Sequence

from aquascene.database import Connection, Pool, Row, call_value
from aquascene.generators import (
    Draft,
    GenerationError,
    common_language,
    shortened,
)

_SUMMARY_SENTENCES = 2
_PARAGRAPH_SENTENCES = 3
_TITLES_IN_A_TITLE = 3
_MOST_TAGS = 30

MAX_PARAGRAPHS = 500
"""Paragraphs of an item that are looked at; an article has fewer."""


class Extractive:
    """Makes an article of an item, or with ``digest`` one text of all items.

    The sentences are ranked by content.summarize, in the item's language.
    """

    def __init__(self, pool: Pool, *, digest: bool = False) -> None:
        self._pool = pool
        self._digest = digest

    def __call__(self, items: Sequence[Row]) -> list[Draft]:
        """Return one draft. Raises GenerationError when there is no sentence in any item."""
        began = time.monotonic()
        with self._pool.connection() as connection:
            draft = _digest(connection, items) if self._digest else _article(connection, items[0])
        seconds = round(time.monotonic() - began, 3)
        return [
            {
                **draft,
                "template_used": "extractive",
                "metadata": {"generator": "extractive", "seconds": seconds},
            }
        ]


def _article(connection: Connection, item: Row) -> Draft:
    """Make one draft of a raw item: each paragraph's central sentences, and a summary."""
    language = item["language"]
    body: str = item["content"] or ""
    paragraphs = [
        _central(connection, part, _PARAGRAPH_SENTENCES, language)
        for part in body.split("\n\n", MAX_PARAGRAPHS)[:MAX_PARAGRAPHS]
    ]
    kept = [paragraph for paragraph in paragraphs if paragraph]
    if not kept:
        raise GenerationError("there is no sentence in it")
    return {
        "content_type": "newsletter_article",
        "title": item["title"] or shortened(kept[0]),
        "content": "\n\n".join(kept),
        "summary": _central(connection, body, _SUMMARY_SENTENCES, language),
        "excerpt": shortened(_description(item) or kept[0]),
        "tags": _keywords(item),
        "language": language,
    }


def _digest(connection: Connection, items: Sequence[Row]) -> Draft:
    """Make one draft of several raw items: a section each, with its central sentences."""
    sections = []
    for item in items:
        text = _central(connection, item["content"] or "", _PARAGRAPH_SENTENCES, item["language"])
        if text:
            title = item["title"] or shortened(text)
            sections.append((title, f"{text} ({item['source_domain']})"))
    if not sections:
        raise GenerationError("there is no sentence in any of them")
    titles = [title for title, _ in sections]
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections)
    language = common_language(items)
    whole = "\n\n".join(text for _, text in sections)
    return {
        "content_type": "digest",
        "title": " · ".join(titles[:_TITLES_IN_A_TITLE]),
        "content": body,
        "summary": _central(connection, whole, _SUMMARY_SENTENCES, language),
        "excerpt": shortened(sections[0][1]),
        "tags": list(dict.fromkeys(tag for item in items for tag in _keywords(item)))[:_MOST_TAGS],
        "language": language,
    }


def _description(item: Row) -> str | None:
    found = item["metadata"].get("description")
    return found if isinstance(found, str) else None


def _keywords(item: Row) -> list[str]:
    """Return the keywords that a page gave itself, as far as they are some."""
    found = item["metadata"].get("keywords")
    if not isinstance(found, list):
        return []
    return [word for word in found if isinstance(word, str) and word.strip()][:_MOST_TAGS]


def _central(connection: Connection, text: str, sentences: int, language: str | None) -> str:
    found = call_value(
        connection, "content.summarize", body=text, sentences=sentences, language=language
    )
    return found or ""
