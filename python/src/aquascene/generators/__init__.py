"""Generators: each makes drafts of raw items, as ``content.complete_raw`` takes them.

:mod:`.extractive` lets the database pick sentences and needs no network; :mod:`.chat` asks any
OpenAI-compatible endpoint. ``content.generation_setup`` says which is used, and how.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from aquascene.database import Row

Draft = dict[str, Any]
"""A draft as content.complete_raw takes it: content_type, title, content, summary, metadata …"""

Generator = Callable[[Sequence[Row]], list[Draft]]
"""Makes drafts of rows of content.raw_content: of one, or one draft of several (a digest).

It is called outside of any transaction. Raises GenerationError.
"""

_EXCERPT_LENGTH = 160


class GenerationError(Exception):
    """A generator could make nothing of an item; the text is kept as its error."""


class EndpointError(GenerationError):
    """The endpoint is at fault, not the item: it cannot be reached, or does not answer sensibly."""


class SetupError(Exception):
    """No item can succeed before a person changes something: a key, a model, a template."""


def shortened(text: str, length: int = _EXCERPT_LENGTH) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def common_language(items: Sequence[Row]) -> str:
    """Return the language of most items, en when none is known."""
    known = [item["language"] for item in items if item["language"] not in (None, "und")]
    return max(sorted(set(known)), key=known.count, default="en")
