"""Milliseconds to judge one English text of 300 words, in one statement over many of them.

Floor: the budget of 1 ms a text, so the ratio says how often ours fits into it. The texts are cut
from the articles of the demo site, each from another word on.
"""

from __future__ import annotations

import psycopg
from selectolax.lexbor import LexborHTMLParser

from aquascene.extract.html import text_of
from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster, interleaved

TEXTS = 2_000
WORDS = 300
BUDGET = 1.0
BAR = 1.0
_ARTICLES = ROOT / "python/src/aquascene/demo/site/articles"


def _texts() -> list[str]:
    """Return texts of so many words, in paragraphs."""
    paragraphs = []
    for path in sorted(_ARTICLES.glob("*.html")):
        article = LexborHTMLParser(path.read_text(errors="replace")).css_first("article")
        if article:
            paragraphs += [p for p in text_of(article).split("\n\n") if len(p.split()) > 8]
    words = "\n\n ".join(paragraphs).split(" ")
    words = [word for word in words if any(letter.isalnum() for letter in word)]
    starts = [37 * number % (len(words) - WORDS) for number in range(TEXTS)]
    return [" ".join(words[start : start + WORDS]) for start in starts]


def measure() -> Result:
    """Judge all texts in one statement, in turns with a read of them that does nothing else."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            connection.execute("create table texts (body text)")
            with connection.cursor() as cursor:
                cursor.executemany("insert into texts values (%s)", [(t,) for t in _texts()])
            connection.execute("analyze texts")
            connection.execute("set max_parallel_workers_per_gather = 0")
            row = connection.execute(
                "select count(*), avg(content.count_words(body)) from texts"
            ).fetchone()
            assert row is not None
            assert row[0] == TEXTS
            assert abs(row[1] - WORDS) <= 3, row

            def read(expression: str) -> None:
                connection.execute(f"select sum({expression}) from texts").close()  # noqa: S608

            ours, _ = interleaved(
                lambda: read("content.readability(body, 'en')"),
                lambda: read("length(body)"),
                before=lambda: None,
            )
    each = 1000 * ours / TEXTS
    return Result("readability", each, BUDGET, "ms/text", BUDGET / each, BAR)
