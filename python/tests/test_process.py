"""The processing worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
import pytest

from aquascene.database import Row
from aquascene.generators import Draft, EndpointError, GenerationError, SetupError
from aquascene.generators.extractive import Extractive
from aquascene.workers.process import run_queue
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

    with worker_pool(database_url) as pool:
        extract = Extractive(pool)

        def generate(items: Sequence[Row]) -> list[Draft]:
            if items[0]["content"].startswith("Bad"):
                raise GenerationError("cannot be used")
            return extract(items)

        result = run_queue(pool, "w", generator=generate, batch_size=1)
    assert (len(result.drafts), result.failed) == (1, 1)
    (left,) = rows(database_url, "select * from content.raw_content where not processed")
    assert (left["processing_status"], left["processing_error"]) == ("pending", "cannot be used")


def test_a_draft_that_the_database_refuses_fails_its_item(database_url: str) -> None:
    make_raw(database_url, "Some words here.")
    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w", generator=lambda items: [{"title": "only"}])
    assert result.failed == 1
    (left,) = rows(database_url, "table content.raw_content")
    assert "draft 1 lacks" in left["processing_error"]


def test_a_lease_that_ran_out_changes_nothing(database_url: str) -> None:
    make_raw(database_url, "Some words here.")

    with worker_pool(database_url) as pool:

        def slow(items: Sequence[Row]) -> list[Draft]:
            with psycopg.connect(database_url) as other:
                other.execute("update content.raw_content set claimed_by = 'another'")
            return Extractive(pool)(items)

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


def test_no_transaction_is_open_while_a_generator_works(database_url: str) -> None:
    make_raw(database_url, "Some words here.", "More words there.")
    open_ones: list[int] = []

    def generate(items: Sequence[Row]) -> list[Draft]:
        (row,) = rows(
            database_url,
            "select count(*) as open from pg_stat_activity "
            "where datname = current_database() and state like 'idle in transaction%%'",
        )
        open_ones.append(row["open"])
        return []

    with worker_pool(database_url) as pool:
        run_queue(pool, "w", generator=generate)
    assert open_ones == [0, 0]


def test_a_digest_names_all_its_items(database_url: str) -> None:
    make_raw(database_url, BODY, "Fish swim in clear water all day long.")
    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w", digest=True)
        assert run_queue(pool, "w", digest=True).drafts == []
    (draft,) = rows(database_url, "table content.generated_content")
    raw = rows(database_url, "table content.raw_content")
    assert result.drafts == [draft["id"]]
    assert sorted(draft["source_materials"]) == sorted(str(row["id"]) for row in raw)
    assert {row["processing_status"] for row in raw} == {"completed"}
    assert draft["content_type"] == "digest"
    assert draft["content"].count("## ") == 2
    assert "Fish swim in clear water all day long. (example.com)" in draft["content"]
    assert draft["metadata"]["generator"] == "extractive"


def test_what_cannot_be_made_a_digest_is_given_back_whole(database_url: str) -> None:
    make_raw(database_url, "Some words here.", "More words there.")

    def generate(items: Sequence[Row]) -> list[Draft]:
        raise GenerationError("cannot be used")

    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w", generator=generate, digest=True)
    assert (result.drafts, result.failed) == ([], 2)
    left = rows(database_url, "table content.raw_content")
    assert {row["processing_error"] for row in left} == {"cannot be used"}
    assert {row["processing_status"] for row in left} == {"pending"}


@pytest.mark.parametrize(("error", "tried"), [(SetupError, 1), (EndpointError, 3)])
def test_a_worker_that_cannot_go_on_ends_and_holds_nothing(
    database_url: str, error: type[Exception], tried: int
) -> None:
    make_raw(database_url, *(f"Words of the text {n}." for n in range(5)))
    asked = []

    def generate(items: Sequence[Row]) -> list[Draft]:
        asked.append(items)
        raise error("nobody is there")

    with worker_pool(database_url) as pool, pytest.raises(error):
        run_queue(pool, "w", generator=generate)
    assert len(asked) == tried
    left = rows(database_url, "table content.raw_content")
    assert {row["processing_status"] for row in left} == {"pending"}
    assert {row["claimed_by"] for row in left} == {None}


def test_an_endpoint_may_fail_now_and_then(database_url: str) -> None:
    make_raw(database_url, *(f"Words of the text {n}." for n in range(5)))
    asked: list[int] = []

    def generate(items: Sequence[Row]) -> list[Draft]:
        asked.append(1)
        if len(asked) in (1, 2, 4, 5):
            raise EndpointError("not now")
        return []

    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w", generator=generate)
    assert (len(asked), result.failed) == (5, 4)


@pytest.mark.parametrize("digest", [False, True])
@pytest.mark.parametrize(
    ("metadata", "tags"),
    [
        ({"keywords": "moss, wood", "description": ["x"]}, []),
        ({"keywords": ["moss", 1, None, {"a": []}, " ", "moss"], "description": 5}, ["moss"]),
        ({"keywords": ["word"] * 1000, "description": {}}, ["word"]),
        ({"keywords": {"a": 1}, "description": False}, []),
    ],
)
def test_pages_may_say_anything_of_themselves(
    database_url: str, digest: bool, metadata: dict[str, Any], tags: list[str]
) -> None:
    make_raw(database_url, "Moss grows on wood.", **metadata)
    with worker_pool(database_url) as pool:
        result = run_queue(pool, "w", digest=digest)
    assert (len(result.drafts), result.failed) == (1, 0)
    (draft,) = rows(database_url, "table content.generated_content")
    assert (sorted(set(draft["tags"])), draft["excerpt"][:10]) == (tags, "Moss grows")
    assert len(draft["tags"]) <= 30
