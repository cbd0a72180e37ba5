"""The processing worker: makes drafts of raw content.

``content.claim_raw`` leases items, a generator writes drafts, ``content.complete_raw`` takes and
scores them. The built-in generator is extractive: the database picks the sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aquascene.database import (
    Connection,
    DatabaseError,
    Jsonb,
    Pool,
    Row,
    WrongStateError,
    call,
    call_value,
)

Draft = dict[str, Any]
"""A draft as content.complete_raw takes it: content_type, title, content, summary …"""

Generator = Callable[[Connection, Row], list[Draft]]
"""Makes drafts of a row of content.raw_content."""

Progress = Callable[[int, int], None]
"""Called with the number of items claimed, and of items done, since the last call."""

_SUMMARY_SENTENCES = 2
_PARAGRAPH_SENTENCES = 3
_EXCERPT_LENGTH = 160


class GenerationError(Exception):
    """A generator could make nothing of an item; the text is kept as its error."""


@dataclass
class QueueResult:
    """Ids of the drafts made, and how many items failed this time."""

    drafts: list[UUID] = field(default_factory=list)
    failed: int = 0


def run_queue(
    pool: Pool,
    worker: str,
    *,
    generator: Generator | None = None,
    batch_size: int = 10,
    progress: Progress = lambda claimed, done: None,
) -> QueueResult:
    """Make drafts of all raw content that waits, and return when none is left.

    worker: a name that no other worker has. An item whose generator raises GenerationError or
    DatabaseError is given back with the error; the database decides when it is tried again.
    """
    generate = generator or extract
    result = QueueResult()
    while True:
        with pool.connection() as connection:
            items = call(connection, "content.claim_raw", worker=worker, batch_size=batch_size)
        if not items:
            return result
        progress(len(items), 0)
        for item in items:
            try:
                with pool.connection() as connection:
                    made = call(
                        connection,
                        "content.complete_raw",
                        raw_content_id=item["id"],
                        worker=worker,
                        drafts=Jsonb(generate(connection, item)),
                    )
                result.drafts.extend(row["complete_raw"] for row in made)
            except (GenerationError, DatabaseError) as error:
                result.failed += 1
                _give_back(pool, worker, item, error)
            progress(0, 1)


def _give_back(pool: Pool, worker: str, item: Row, error: Exception) -> None:
    try:
        with pool.connection() as connection:
            call_value(
                connection,
                "content.fail_raw",
                raw_content_id=item["id"],
                worker=worker,
                error=str(error),
            )
    except WrongStateError:
        pass  # the lease ran out, and another worker has it


def extract(connection: Connection, item: Row) -> list[Draft]:
    """Make one draft of a raw item: each paragraph's central sentences, and a summary.

    The sentences are ranked by content.summarize, in the item's language.
    """
    language = item["language"]
    body: str = item["content"] or ""

    def central(text: str, sentences: int) -> str:
        found = call_value(
            connection, "content.summarize", body=text, sentences=sentences, language=language
        )
        return found or ""

    paragraphs = [central(part, _PARAGRAPH_SENTENCES) for part in body.split("\n\n")]
    kept = [paragraph for paragraph in paragraphs if paragraph]
    if not kept:
        raise GenerationError("there is no sentence in it")
    summary = central(body, _SUMMARY_SENTENCES)
    metadata = item["metadata"]
    return [
        {
            "content_type": "newsletter_article",
            "title": item["title"] or _shortened(kept[0]),
            "content": "\n\n".join(kept),
            "summary": summary,
            "excerpt": _shortened(metadata.get("description") or kept[0]),
            "template_used": "extractive",
            "tags": metadata.get("keywords") or [],
            "language": language,
        }
    ]


def _shortened(text: str) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= _EXCERPT_LENGTH:
        return text
    return text[: _EXCERPT_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
