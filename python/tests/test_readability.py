"""content.readability against the textstat package, over real English."""

from __future__ import annotations

import json
import re
import statistics
from pathlib import Path

import psycopg
import pytest
import textstat  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from harness.server import ROOT

PAGES = ROOT.parent / "shared/data/pages"
MIN_WORDS = 100
BAR = 4.0
WORDS = """
ability about above accident across action activity actually advice afraid afternoon again against
agreed airport almost already although always amazing among ancient animal announced another
answer anything appears apple area argument arrived article artist asked audience autumn available
average balance beautiful because become before began behind believed beneath better between
bottle bottom branches bridge brought building business called camera capital careful carried
catches cause center century certain chair change chapter character children choice choose circle
citizen clothes coast collected colony comfort common company compare complete concerned condition
contain control cooler country course created creature culture curious current daily danger
daughter decided deeper degree delicate design desire detail developed dictionary different
difficult direction disease distance divided doctor during early earth easily edge education
effect eight electric element eleven engine enough entire equal evening event every exactly
example excited exercise experience explained eyes fairly familiar family famous farmers father
favourite feelings fertilizer fields finally finger finished fishes flavour flower following
foolish forced foreign forests forgotten forward friend front fruit furniture future garden gentle
government gradually grasses great happened hardly healthy heavier height history holiday hospital
however hundred imagine immediate important include increase indeed industry inside instead
interest island issue itself journey judge kitchen knowledge language largest later laughed leaves
length library light likely liquid listened little lonely machine manage material matter meadow
measure medicine medium member middle million minute moment mountain movement museum musical
nation nature necessary needle neighbor nothing notice number object observe ocean offered
official often opinion orange orchestra ordinary oxygen parent particles passage patience peaceful
people perhaps period piano picture planet plastic pleased poetry poison policy popular possible
potato practice prepared president pressure previous private probably problem process produce
promised property provided purple quality quarter question quickly quietly radio rather reached
reason received record region remember repeated required responsible result rhythm riddle ruined
safety sailed salad scattered science season second sentence separate serious service settled
several shallow shoulder silence similar single skilled society soldier solution somebody
sometimes southern special species spoiled square stations stomach storage strange student studied
subject succeeded suddenly sugar suitable sunlight supplied surface surprised surrounded system
table teacher temperature terrible themselves theory thirteen thousand through together tomorrow
tongue toward traffic travelled treated triangle trouble twelve typical uncle understand unique
united universe unless usually valley value vegetable vessel village visited voices volume voyage
waited walked wasted watches weather welcome whatever whistle whole widely window winter within
without women wonderful wooden wrinkle writing yellow yesterday young
"""


def paragraphs(html: str) -> str:
    """Return the paragraphs of a page's main part that have eight words or more."""
    tree = LexborHTMLParser(html.replace("\x00", ""))
    for node in tree.css("script, style, noscript, template, nav, header, footer, aside, form"):
        node.decompose()
    main = tree.css_first("article") or tree.css_first("main") or tree.body
    assert main is not None
    texts = [" ".join(node.text(deep=True).split()) for node in main.css("p")]
    return "\n\n".join(text for text in texts if len(text.split()) >= 8)


def english_pages(connection: psycopg.Connection) -> dict[str, str]:
    """Return the texts of the pages that say, or seem, to be in English, by the pages' names."""
    texts = {}
    for source in sorted(PAGES.glob("*/source.html")):
        metadata = json.loads(source.with_name("expected-metadata.json").read_text())
        text = paragraphs(source.read_text(errors="replace"))
        row = connection.execute(
            "select language from content.detect_language(%s)", (text,)
        ).fetchone()
        language = metadata.get("lang") or (row and row[0]) or ""
        if language[:2].lower() == "en" and len(text.split()) >= MIN_WORDS:
            texts[source.parent.name] = text
    return texts


def difference(connection: psycopg.Connection, texts: dict[str, str]) -> float:
    """Return the mean absolute difference, after printing each text's scores."""
    differences: list[float] = []
    for name, text in texts.items():
        row = connection.execute("select content.readability(%s, 'en')", (text,)).fetchone()
        assert row is not None
        theirs = max(0.0, min(100.0, float(textstat.flesch_reading_ease(text))))
        differences.append(abs(int(row[0]) - theirs))
        print(f"{name:<32} ours {row[0]:3d}  textstat {theirs:6.2f}")
    mean = statistics.mean(differences)
    print(f"mean absolute difference over {len(differences)} texts: {mean:.2f} points")
    return mean


def test_readability_is_near_textstat_over_real_pages(connection: psycopg.Connection) -> None:
    if not PAGES.is_dir():
        pytest.skip("no ../shared/data/pages beside the project: no real pages to compare over")
    texts = english_pages(connection)
    assert len(texts) >= 15
    assert difference(connection, texts) <= BAR


def test_readability_is_near_textstat_over_our_own_guides(connection: psycopg.Connection) -> None:
    texts = {}
    for path in sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")]):
        parts = re.split(r"\n\s*\n", re.sub(r"[`*]", "", path.read_text()))
        text = "\n\n".join(p for p in parts if p[0] not in "#|-0123456789 " and p[-1] in ".:")
        if len(text.split()) >= MIN_WORDS:
            texts[str(Path(path).relative_to(ROOT))] = text
    assert len(texts) >= 3
    assert difference(connection, texts) <= BAR


def test_syllables_are_near_the_dictionary_of_textstat(connection: psycopg.Connection) -> None:
    """Common words one by one: a text's score hides errors that cancel out."""
    words = WORDS.split()
    rows = connection.execute(
        "select w, content._syllables('  ' || w || '  ', 'en') from unnest(%s::text[]) as w",
        (words,),
    )
    wrong = [f"{w}: {n}" for w, n in rows if n != textstat.syllable_count(w)]
    print(f"{len(wrong)} of {len(words)} words differ: {', '.join(wrong)}")
    assert len(wrong) <= 0.05 * len(words)
