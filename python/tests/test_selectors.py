"""Selectors that the database takes are understood by the parser, and the others are refused."""

from __future__ import annotations

import itertools

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from aquascene.database import Connection

PARTS = ["p", ".a", "#b", "[c]", '[d="e]"]', ":first-child", ":not(.f)", ":nth-child(2n+1)", "*"]
BROKEN = [".", "#", "[c", "[d=", ":not(", ":nope", '"', "p..a", "p > > a", "a,", ":not(.)"]
JOINTS = ["", " ", " > ", " + ", "~", ", "]


def understood(selector: str) -> bool:
    """Tell whether the parser takes a selector."""
    try:
        LexborHTMLParser("<p class=a>x</p>").css(selector)
    except SelectolaxError:
        return False
    return True


def test_the_database_takes_what_the_parser_understands(connection: Connection) -> None:
    taken = [a + joint + b for a, joint, b in itertools.product(PARTS, JOINTS, PARTS)]
    broken = [a + joint + b for a, joint, b in itertools.product(PARTS, JOINTS[1:], BROKEN)]
    answers = dict(
        connection.execute(
            "select s, scraping._is_selector(s) from unnest(%s::text[]) as s", (taken + broken,)
        ).fetchall()
    )
    assert [s for s in answers if answers[s] and not understood(s)] == []
    # A type or * follows nothing directly.
    refused = [s for s in taken if not answers[s] and understood(s)]
    assert refused == []
    assert sum(answers[s] for s in taken) > 400
    assert [s for s in broken if answers[s]] == []
