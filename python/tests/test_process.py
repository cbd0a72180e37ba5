"""The processing worker."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from aquascene.database import Connection, Row
from aquascene.workers.process import Draft, GenerationError, extract, run_queue
from stage import rows, worker_pool

BODY = (
    "Moss grows on wood. Moss needs little light. Wood holds moss well in any tank. "
    "The weather was fine that day.\n\n"
    "Trim\n\n"
    "Trim moss each month. Trimmed moss grows dense. Scissors help."
)


def make_raw(url: str, *bodies: str, **metadata: Any) -> None:
    with psycopg.connect(url) as connection:
        for number, body in enumerate(bodies):
            connection.execute(
                "select content.ingest_raw(%s, 'article', 'Moss on wood', %s, metadata => %s)",
                [f"https://example.com/{number}", body, psycopg.types.json.Jsonb(metadata)],
            )


def test_extractive_drafts(database_url: str) -> None:
    make_raw(database_url, BODY, keywords=["moss"], description="How moss grows.")
    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w")
        assert run_queue(pool, "w").drafts == []
    (draft,) = rows(database_url, "table content.generated_content")
    (raw,) = rows(database_url, "table content.raw_content")
    assert result.drafts == [draft["id"]]
    assert result.failed == 0
    assert (draft["title"], draft["status"]) == ("Moss on wood", "draft")
    assert draft["tags"] == ["moss"]
    assert draft["excerpt"] == "How moss grows."
    assert draft["source_materials"] == [str(raw["id"])]
    sentences = draft["content"].split("\n\n")
    assert sentences[1] == "Trim"
    assert "weather" not in sentences[0]
    assert all(s.strip(".") in BODY for s in draft["summary"].split(". "))
    assert draft["quality_score"] > 0
    assert raw["processing_status"] == "completed"


def test_a_failing_item_is_given_back_and_the_others_go_on(database_url: str) -> None:
    make_raw(database_url, "Bad words here.", "Good words here.")

    def generate(connection: Connection, item: Row) -> list[Draft]:
        if item["content"].startswith("Bad"):
            raise GenerationError("cannot be used")
        return extract(connection, item)

    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w", generator=generate, batch_size=1)
    assert (len(result.drafts), result.failed) == (1, 1)
    (left,) = rows(database_url, "select * from content.raw_content where not processed")
    assert (left["processing_status"], left["processing_error"]) == ("pending", "cannot be used")


def test_a_draft_that_the_database_refuses_fails_its_item(database_url: str) -> None:
    make_raw(database_url, "Some words here.")
    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w", generator=lambda connection, item: [{"title": "only"}])
    assert result.failed == 1
    (left,) = rows(database_url, "table content.raw_content")
    assert "draft 1 lacks" in left["processing_error"]


def test_a_lease_that_ran_out_changes_nothing(database_url: str) -> None:
    make_raw(database_url, "Some words here.")

    def slow(connection: Connection, item: Row) -> list[Draft]:
        with psycopg.connect(database_url) as other:
            other.execute("update content.raw_content set claimed_by = 'another'")
        return extract(connection, item)

    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w", generator=slow)
    assert (result.drafts, result.failed) == ([], 1)
    assert rows(database_url, "table content.generated_content") == []
    (left,) = rows(database_url, "table content.raw_content")
    assert (left["processing_status"], left["claimed_by"]) == ("processing", "another")


@pytest.mark.parametrize("body", ["word " * 100, "x" * 400])
def test_excerpts_are_short(database_url: str, body: str) -> None:
    make_raw(database_url, body)
    with worker_pool(database_url) as pool:
        run_queue(pool, "w")
    (draft,) = rows(database_url, "table content.generated_content")
    assert len(draft["excerpt"]) <= 160
    assert draft["excerpt"].endswith("…")
