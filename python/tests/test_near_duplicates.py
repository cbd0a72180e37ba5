"""Near-duplicates: what is alike is found, what is not alike is not linked."""

from __future__ import annotations

import json
import random

from aquascene.database import Connection

PAIRS = 2000
WORDS = 120
BATCH = 500


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


def _jaccard(first: list[str], second: list[str]) -> float:
    one, other = _shingles(first), _shingles(second)
    return len(one & other) / len(one | other)


def _pairs() -> list[tuple[list[str], list[str], float]]:
    """Return pairs of texts: one, the same with words changed, and their true Jaccard index."""
    chance = random.Random(3)  # noqa: S311
    vocabulary = ["".join(chance.choices("abcdefghijklmnop", k=6)) for _ in range(20_000)]
    pairs = []
    for number in range(PAIRS):
        text = chance.choices(vocabulary, k=WORDS)
        edited = list(text)
        # few changes in half of the pairs, many in the other
        for _ in range(chance.randint(1, 5) if number % 2 else chance.randint(20, 60)):
            edited[chance.randrange(WORDS)] = chance.choice(vocabulary)
        pairs.append((text, edited, _jaccard(text, edited)))
    return pairs


def _ingest(connection: Connection, texts: list[list[str]], folder: str) -> list[tuple[str, int]]:
    """Take texts in; return for each the outcome and the number of the text it repeats, or -1."""
    found: list[tuple[str, int]] = []
    for begin in range(0, len(texts), BATCH):
        items = [
            {
                "source_url": f"https://example.com/{folder}/{number}",
                "content_type": "article",
                "language": "en",
                "content": " ".join(words),
            }
            for number, words in enumerate(texts[begin : begin + BATCH], begin)
        ]
        rows = connection.execute(
            """select i.outcome,
                      coalesce(substring(r.source_url from '[0-9]+$')::integer, -1)
                 from content.ingest_raw_many(%s) as i
                 left join content.raw_content as r on r.id = i.duplicate_of
                order by i.item""",
            (json.dumps(items),),
        ).fetchall()
        found += [(row[0], row[1]) for row in rows]
    return found


def test_near_duplicates_of_made_pairs(connection: Connection) -> None:
    pairs = _pairs()
    firsts = _ingest(connection, [first for first, _, _ in pairs], "first")
    assert {outcome for outcome, _ in firsts} == {"new"}
    seconds = _ingest(connection, [second for _, second, _ in pairs], "second")
    alike = [
        (number, outcome)
        for number, ((_, _, jaccard), outcome) in enumerate(zip(pairs, seconds, strict=True))
        if jaccard >= 0.8
    ]
    apart = [
        outcome for (_, _, jaccard), outcome in zip(pairs, seconds, strict=True) if jaccard < 0.4
    ]
    assert len(alike) > 500
    assert len(apart) > 500
    right = sum(outcome == ("near_duplicate", number) for number, outcome in alike)
    print(f"recall {right / len(alike):.2%} of {len(alike)}; {len(apart)} apart")  # noqa: T201
    assert right >= 0.95 * len(alike)
    assert {outcome for outcome, _ in apart} == {"new"}
