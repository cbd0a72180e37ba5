"""What happens when many do it at once: tags, categories, pictures, revisions."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest

from aquascene.database import call
from stage import rows
from test_races_newsletter import second_while_first_is_open

Connection = psycopg.Connection[Any]

RECOUNT = """
select t.name, t.usage_count, count(u.name) as uses
  from content.content_tags as t
  full join (select unnest(g.tags) as name from content.generated_content as g) as u
    on u.name = t.name
 group by t.name, t.usage_count
"""


def execute(url: str, statement: str, *arguments: object) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement, arguments)


def in_turn(*actions: Callable[[Connection], object]) -> Callable[[Connection], object]:
    """Return what does the first action when first called, then the second."""
    left = iter(actions)
    return lambda connection: next(left)(connection)


def draft(*tags: str) -> Callable[[Connection], object]:
    """Return what writes a draft with tags."""
    return lambda connection: connection.execute(
        "insert into content.generated_content (content_type, title, content, tags)"
        " values ('guide', 'Title', 'Text', %s)",
        [list(tags)],
    )


def as_editor(function: str, /, **arguments: Any) -> Callable[[Connection], object]:
    """Return what calls a function as an editor."""

    def action(connection: Connection) -> object:
        connection.execute("select test.act_as('editor')")
        return call(connection, function, **arguments)

    return action


def counts(url: str) -> dict[str, int]:
    """Return how often each tag is used; a recount must find the same."""
    found = rows(url, RECOUNT)
    assert [row for row in found if row["usage_count"] != row["uses"]] == []
    return {row["name"]: row["usage_count"] for row in found}


def sqlstate(error: BaseException | None) -> str | None:
    return getattr(error, "sqlstate", None)


# Tags


def test_two_who_bring_a_tag_at_once_spell_it_alike(database_url: str) -> None:
    _, second = second_while_first_is_open(
        database_url, in_turn(draft("Moss"), draft("a", "moss", "z")), first_commits=True
    )
    assert second.exception() is None
    assert counts(database_url) == {"Moss": 2, "a": 1, "z": 1}
    stored = rows(database_url, "select tags from content.generated_content order by tags")
    assert [row["tags"] for row in stored] == [["Moss"], ["a", "Moss", "z"]]


def test_who_waited_makes_the_tag_when_the_first_gives_up(database_url: str) -> None:
    _, second = second_while_first_is_open(
        database_url, in_turn(draft("Moss"), draft("moss")), first_commits=False
    )
    assert second.exception() is None
    assert counts(database_url) == {"moss": 1}


def test_two_new_tags_of_one_slug_get_a_slug_each(database_url: str) -> None:
    _, second = second_while_first_is_open(
        database_url, in_turn(draft("C++"), draft("C#")), first_commits=True
    )
    assert second.exception() is None
    assert counts(database_url) == {"C++": 1, "C#": 1}


def test_two_who_use_tags_in_opposite_order_do_not_deadlock(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        draft("a", "b")(connection)
    _, second = second_while_first_is_open(
        database_url, in_turn(draft("a", "b", "c"), draft("c", "b", "a")), first_commits=True
    )
    assert second.exception() is None
    assert counts(database_url) == {"a": 3, "b": 3, "c": 2}


def test_counts_are_exact_after_four_did_what_they_liked(database_url: str) -> None:
    barrier = threading.Barrier(4)

    def work(number: int) -> None:
        dice = random.Random(number)
        names = [f"tag {n}" for n in range(12)] + [f"TAG {n}" for n in range(12)]

        def some() -> list[str]:
            return dice.sample(names, dice.randint(0, 8))

        with psycopg.connect(database_url, autocommit=True) as connection:
            barrier.wait(30)
            for turn in range(40):
                with connection.transaction(force_rollback=turn % 7 == 0):
                    connection.execute(
                        "insert into content.generated_content"
                        " (content_type, title, content, tags, tone)"
                        " values ('guide', 'a', 'b', %s, %s), ('guide', 'a', 'b', %s, %s)",
                        [some(), str(number), some(), str(number)],
                    )
                with connection.transaction():
                    connection.execute(
                        "update content.generated_content set tags = %s"
                        " where tone = %s and random() < 0.2",
                        [some(), str(number)],
                    )
                with connection.transaction():
                    connection.execute(
                        "delete from content.generated_content where tone = %s and random() < 0.1",
                        [str(number)],
                    )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert sum(counts(database_url).values()) > 100


def test_a_tag_is_renamed_in_a_draft_that_is_being_written(database_url: str) -> None:
    execute(database_url, "insert into content.content_tags (name, slug) values ('moss', 'moss')")
    rename = as_editor("content.rename_tag", name="moss", new_name="Mosses")
    _, second = second_while_first_is_open(
        database_url, in_turn(draft("moss"), rename), first_commits=True
    )
    assert second.exception() is None
    assert counts(database_url) == {"Mosses": 1}


def test_who_writes_while_a_tag_is_renamed_makes_the_old_name_anew(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        draft("moss")(connection)
    rename = as_editor("content.rename_tag", name="moss", new_name="Mosses")
    _, second = second_while_first_is_open(
        database_url, in_turn(rename, draft("Moss")), first_commits=True
    )
    assert second.exception() is None
    assert counts(database_url) == {"Mosses": 1, "Moss": 1}


def test_tags_are_merged_in_a_draft_that_is_being_changed(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        draft("fern")(connection)
        draft("moss", "mosses")(connection)
    merge = as_editor("content.merge_tags", from_names=["moss", "mosses"], into_name="fern")

    def change(connection: Connection) -> None:
        connection.execute("update content.generated_content set tags = tags || '{moss}'")

    _, second = second_while_first_is_open(database_url, in_turn(change, merge), first_commits=True)
    assert second.result() == [{"merge_tags": 2}]
    assert counts(database_url) == {"fern": 2}


# Categories


@pytest.fixture
def two_categories(database_url: str) -> None:
    """Categories a and b, both at the top."""
    execute(
        database_url,
        "insert into content.content_categories (name, slug) values ('A', 'a'), ('B', 'b')",
    )


@pytest.mark.usefixtures("two_categories")
def test_of_two_who_put_categories_below_each_other_one_is_refused(database_url: str) -> None:
    _, second = second_while_first_is_open(
        database_url,
        in_turn(
            as_editor("content.save_category", slug="a", name="A", parent="b"),
            as_editor("content.save_category", slug="b", name="B", parent="a"),
        ),
        first_commits=True,
    )
    assert sqlstate(second.exception()) == "55000"
    tree = rows(database_url, "select breadcrumb from content.category_tree order by sort_key")
    assert [row["breadcrumb"] for row in tree] == ["B", "B › A"]


@pytest.mark.usefixtures("two_categories")
def test_who_waited_moves_the_category_when_the_first_gives_up(database_url: str) -> None:
    _, second = second_while_first_is_open(
        database_url,
        in_turn(
            as_editor("content.save_category", slug="a", name="A", parent="b"),
            as_editor("content.save_category", slug="b", name="B", parent="a"),
        ),
        first_commits=False,
    )
    assert second.exception() is None
    tree = rows(database_url, "select breadcrumb from content.category_tree order by sort_key")
    assert [row["breadcrumb"] for row in tree] == ["A", "A › B"]


@pytest.mark.usefixtures("two_categories")
def test_a_transaction_with_an_old_view_of_the_tree_is_refused(database_url: str) -> None:
    with psycopg.connect(database_url) as old:
        old.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        old.execute("select from content.content_categories")
        with psycopg.connect(database_url) as connection:
            as_editor("content.save_category", slug="a", name="A", parent="b")(connection)
        with pytest.raises(psycopg.errors.SerializationFailure):
            old.execute(
                "update content.content_categories as c set parent_id = p.id"
                "  from content.content_categories as p where c.slug = 'b' and p.slug = 'a'"
            )


# Pictures


@pytest.fixture
def picture(database_url: str) -> dict[str, UUID]:
    """An approved and a published content, a picture without alt text and one with."""
    (row,) = rows(
        database_url,
        "select test.content('approved') as approved, test.content('published') as published,"
        " test.asset() as bare, test.asset('Moss') as said",
    )
    return row


def publish(content_id: UUID) -> Callable[[Connection], object]:
    """Return what locks the row, looks for missing alt texts, and publishes when none is."""

    def action(connection: Connection) -> int:
        connection.execute(
            "select from content.generated_content where id = %s for update", [content_id]
        )
        missing = connection.execute(
            "select from content._missing_alt_text(%s)", [content_id]
        ).rowcount
        if not missing:
            connection.execute(
                "update content.generated_content set status = 'published' where id = %s",
                [content_id],
            )
        return missing

    return action


def attach(content_id: UUID, asset_id: UUID) -> Callable[[Connection], object]:
    return as_editor("content.attach_asset", content_id=content_id, asset_id=asset_id)


def test_who_publishes_sees_the_picture_that_is_being_attached(
    database_url: str, picture: dict[str, UUID]
) -> None:
    _, second = second_while_first_is_open(
        database_url,
        in_turn(attach(picture["approved"], picture["bare"]), publish(picture["approved"])),
        first_commits=True,
    )
    assert second.result() == 1


def test_who_attaches_sees_that_the_content_is_being_published(
    database_url: str, picture: dict[str, UUID]
) -> None:
    missing, second = second_while_first_is_open(
        database_url,
        in_turn(publish(picture["approved"]), attach(picture["approved"], picture["bare"])),
        first_commits=True,
    )
    assert missing == 0
    assert sqlstate(second.exception()) == "55000"


def test_an_alt_text_is_not_taken_from_a_picture_that_is_being_attached(
    database_url: str, picture: dict[str, UUID]
) -> None:
    _, second = second_while_first_is_open(
        database_url,
        in_turn(
            attach(picture["published"], picture["said"]),
            as_editor("content.set_alt_text", asset_id=picture["said"], alt_text=None),
        ),
        first_commits=True,
    )
    assert sqlstate(second.exception()) == "55000"


def test_a_picture_that_is_losing_its_alt_text_is_not_attached(
    database_url: str, picture: dict[str, UUID]
) -> None:
    _, second = second_while_first_is_open(
        database_url,
        in_turn(
            as_editor("content.set_alt_text", asset_id=picture["said"], alt_text=None),
            attach(picture["published"], picture["said"]),
        ),
        first_commits=True,
    )
    assert sqlstate(second.exception()) == "55000"


def test_an_alt_text_is_not_taken_while_its_content_is_being_published(
    database_url: str, picture: dict[str, UUID]
) -> None:
    with psycopg.connect(database_url) as connection:
        attach(picture["approved"], picture["said"])(connection)
    missing, second = second_while_first_is_open(
        database_url,
        in_turn(
            publish(picture["approved"]),
            as_editor("content.set_alt_text", asset_id=picture["said"], alt_text=" "),
        ),
        first_commits=True,
    )
    assert missing == 0
    assert sqlstate(second.exception()) == "55000"


# Revisions


def test_two_edits_at_once_are_two_revisions(database_url: str) -> None:
    (row,) = rows(database_url, "select test.content(title => 'First') as id")

    def edit(title: str) -> Callable[[Connection], object]:
        return lambda connection: connection.execute(
            "update content.generated_content set title = %s where id = %s", [title, row["id"]]
        )

    _, second = second_while_first_is_open(
        database_url, in_turn(edit("Second"), edit("Third")), first_commits=True
    )
    assert second.exception() is None
    kept = rows(
        database_url, "select revision, title from content.content_revisions order by revision"
    )
    assert [(r["revision"], r["title"]) for r in kept] == [(1, "First"), (2, "Second")]


def test_a_restoration_keeps_the_edit_it_waited_for(database_url: str) -> None:
    (row,) = rows(database_url, "select test.content(title => 'First') as id")
    content_id = row["id"]
    execute(database_url, "update content.generated_content set title = 'Second'")

    def edit(connection: Connection) -> object:
        return connection.execute("update content.generated_content set title = 'Third'")

    _, second = second_while_first_is_open(
        database_url,
        in_turn(edit, as_editor("content.restore", content_id=content_id, revision=1)),
        first_commits=True,
    )
    assert second.exception() is None
    with psycopg.connect(database_url) as connection:
        versions = call(connection, "content.revisions", content_id=content_id)
        assert [v["title"] for v in versions] == ["First", "Second", "Third", "First"]
