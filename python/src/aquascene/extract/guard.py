"""Markup that would take a parser minutes or gigabytes, found before the parser sees it."""

from __future__ import annotations


def check_markup(text: str) -> None:
    """Raise ExtractError for markup that is too costly."""
    del text
