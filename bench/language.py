"""Milliseconds to detect the language of a text of 300 words, over 1,500 texts of 15 languages.

The floor is what is allowed, 1 ms a text. The texts are translations that Plone ships for its own
messages; how often they are known is tested in python/tests/test_language.py.
"""

from __future__ import annotations

import gettext
import importlib.util
import random
import statistics
import time
from pathlib import Path

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

ALLOWED_MS = 1.0
LANGUAGES = """ar ca cs de es fi fr hu it nl pl ru tr uk vi""".split()  # noqa: SIM905
TEXTS = 1500
WORDS = 300
REPEATS = 7


def _texts() -> list[tuple[str, str]]:
    spec = importlib.util.find_spec("plone.app.locales")
    assert spec is not None
    assert spec.origin is not None
    locales = Path(spec.origin).parent / "locales"
    texts = []
    for language in LANGUAGES:
        sentences = []
        for path in sorted(locales.glob(f"{language}/LC_MESSAGES/*.mo")):
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            sentences += [text for key, text in catalogue.items() if key and text != key]
        for n in range(TEXTS // len(LANGUAGES)):
            random.Random(n).shuffle(sentences)
            texts.append((language, " ".join(" ".join(sentences).split()[:WORDS])))
    return texts


def measure() -> Result:
    """Detect all of them in one statement, several times."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            connection.execute("create table texts (language text, body text)")
            connection.cursor().executemany("insert into texts values (%s, %s)", _texts())
            connection.execute("analyze texts")
            seconds = []
            for _ in range(REPEATS):
                begin = time.perf_counter()
                row = connection.execute(
                    """select count(*), count(*) filter (where d.language = t.language)
                         from texts as t cross join lateral content.detect_language(t.body) as d"""
                ).fetchone()
                seconds.append(time.perf_counter() - begin)
                assert row is not None
                assert row[0] == TEXTS
                assert row[1] > 0.97 * TEXTS
    ours = statistics.median(seconds) * 1000 / TEXTS
    return Result("language", ours, ALLOWED_MS, "ms", ALLOWED_MS / ours, 1.0)
