"""How often content.detect_language is right, over texts that were not written for it.

The texts are translations that Django and Plone ship for their own messages, joined and cut into
paragraphs of 200 characters. Neither was looked at to choose the words that languages are told
apart by.
"""

from __future__ import annotations

import gettext
import hashlib
import importlib.util
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from aquascene.database import Connection

LANGUAGES = """
ar bg ca cs da de el en es et eu fa fi fr ga gl he hu hy id is it ja ka ko lt lv nl no pl pt
ro ru sk sl sq sv ta th tr uk vi zh
""".split()  # noqa: SIM905
PACKAGES = {"django": "**/locale", "plone.app.locales": "locales"}
FOLDERS = {
    "no": {"nb"},  # and not Plone's no, which is half Danish
    "pt": {"pt", "pt_BR"},
    "zh": {"zh_Hans", "zh_CN"},
}
LENGTH = 200
LEAST_RIGHT = 0.97
LEAST_PARAGRAPHS = 100

_NOT_TEXT = re.compile(
    r"%\(\w+\)[.\d]*[sdf]|%[sd]|\$?\{[^}]*\}|<[^>]+>|&\w+;|https?\S+|\S*[_@/\\]\S*"
)


def _catalogues(package: str, folder: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    root = Path(spec.origin).parent
    return iter(sorted(root.glob(f"{PACKAGES[package]}/{folder}/LC_MESSAGES/*.mo")))


def _messages(package: str, language: str) -> Iterator[str]:
    # Where a message was left in English, the message is its own key. English has no catalogue
    # but the keys of another language's.
    folders = {"de"} if language == "en" else FOLDERS.get(language, {language})
    for folder in sorted(folders):
        for path in _catalogues(package, folder):
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            for key, text in catalogue.items():
                source = key if isinstance(key, str) else key[0]
                if language == "en" and package == "django":
                    yield source
                elif source and language != "en" and text != source:
                    yield text


def paragraphs(package: str, language: str) -> list[str]:
    """Return the paragraphs of a language that the package's messages make."""
    sentences = {
        re.sub(r"\s+", " ", _NOT_TEXT.sub("", message)).strip()
        for message in _messages(package, language)
    }
    unspaced = language in {"zh", "ja", "th"}
    # In no order, since messages that stand together say the same again and again.
    text = " ".join(
        s
        for s in sorted(sentences, key=lambda s: hashlib.md5(s.encode()).digest())
        if len(s.split()) >= 4 or (unspaced and len(s) > 12)
    )
    return [text[n : n + LENGTH] for n in range(0, len(text) - LENGTH + 1, LENGTH)]


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    return {
        language: [text for package in PACKAGES for text in paragraphs(package, language)]
        for language in LANGUAGES
    }


def test_paragraphs_of_many_languages_are_known(
    connection: Connection, texts: dict[str, list[str]]
) -> None:
    languages = [language for language, found in texts.items() for _ in found]
    bodies = [body for found in texts.values() for body in found]
    rows = connection.execute(
        """select t.language, d.language
             from unnest(%s::text[], %s::text[]) as t (language, body)
            cross join lateral content.detect_language(t.body) as d""",
        (languages, bodies),
    ).fetchall()
    answers: dict[str, Counter[str]] = defaultdict(Counter)
    for language, answer in rows:
        answers[language][answer] += 1
    report = {
        language: f"{found[language] / found.total():.1%} of {found.total()}: {dict(found)}"
        for language, found in answers.items()
    }
    print(*(f"{language} {line}" for language, line in sorted(report.items())), sep="\n")
    wrong = {
        language: report[language]
        for language, found in answers.items()
        if found[language] < LEAST_RIGHT * found.total()
    }
    assert wrong == {}
    well_measured = [n for n, found in answers.items() if found.total() >= LEAST_PARAGRAPHS]
    assert len(well_measured) >= 24
