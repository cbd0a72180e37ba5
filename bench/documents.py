"""Made-up documents for benches: English function words between words of no language."""

from __future__ import annotations

import random

WORDS = 300
_COMMON = (
    "the of and to in is that it for was on are as with his they at be this have from or had by not "
    "but what all were when we there can an your which their said if do will each about how up out"
).split()


def documents(count: int, *, seed: int) -> list[str]:
    """Return ``count`` texts of 300 words in sentences and paragraphs, the same for a seed."""
    chance = random.Random(seed)  # noqa: S311
    vocabulary = [
        "".join(chance.choices("aeioubcdfglmnprstv", k=chance.randint(4, 9))) for _ in range(20_000)
    ]
    texts = []
    for _ in range(count):
        words = [
            chance.choice(_COMMON)
            if chance.random() < 0.45
            else vocabulary[int(len(vocabulary) * chance.random() ** 2)]
            for _ in range(WORDS)
        ]
        for place in range(14, WORDS, 15):
            words[place] += ".\n\n" if place % 75 == 74 else "."
        texts.append(" ".join(words))
    return texts
