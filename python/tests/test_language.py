"""How often content.detect_language is right, over texts that were not written for it.

The texts are the translations that Django ships for its own messages, joined and cut into
paragraphs of 200 characters: messages of a web framework, in some hundred languages.
"""

from __future__ import annotations

import gettext
import importlib.util
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from aquascene.database import Connection

LANGUAGES = (
    "ar bg ca cs da de el en es et fa fi fr ga he hu hy id is it ja ka ko lt lv nl pl pt ro ru sk sq"
    " sv th tr uk vi zh"
).split()
FOLDERS = {"zh": "zh_Hans"}
LENGTH = 200
LEAST_RIGHT = 0.97

_NOT_TEXT = re.compile(r"%\(\w+\)[.\d]*[sdf]|%[sd]|\{\w*\}|<[^>]+>|&\w+;|https?\S+")


def _messages(language: str) -> Iterator[str]:
    spec = importlib.util.find_spec("django")
    assert spec is not None
    assert spec.origin is not None
    folder = FOLDERS.get(language, language)
    for path in sorted(Path(spec.origin).parent.glob(f"**/locale/{folder}/LC_MESSAGES/django.po")):
        if language == "en":  # whose catalogues are empty: the messages are the keys
            source = path.read_text(encoding="utf-8")
            for block in re.findall(r'(?m)^msgid ((?:".*"\n?)+)', source)[1:]:
                yield "".join(re.findall(r'"(.*)"', block)).replace("\\n", " ").replace('\\"', '"')
            continue
        with path.with_suffix(".mo").open("rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        yield from (
            text
            for key, text in sorted(catalogue.items(), key=str)
            if key and text != (key if isinstance(key, str) else key[0])  # not left in English
        )


def paragraphs(language: str) -> list[str]:
    """Return the paragraphs of a language."""
    sentences = (_NOT_TEXT.sub("", message) for message in _messages(language))
    unspaced = language in {"zh", "ja", "th"}
    text = re.sub(
        r"\s+",
        " ",
        " ".join(s for s in sentences if len(s.split()) >= 4 or (unspaced and len(s) > 12)),
    )
    return [text[n : n + LENGTH] for n in range(0, len(text) - LENGTH + 1, LENGTH)]


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    return {language: paragraphs(language) for language in LANGUAGES}


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
    print(*(f"{language} {line}" for language, line in sorted(report.items())), sep="\n")  # noqa: T201
    assert len(answers) >= 24
    assert min(found.total() for found in answers.values()) >= 15
    wrong = {
        language: report[language]
        for language, found in answers.items()
        if found[language] < LEAST_RIGHT * found.total()
    }
    assert wrong == {}
