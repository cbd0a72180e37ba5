"""Calls of stored functions, pools, and errors by SQLSTATE."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import class_row

from aquascene import database
from aquascene.database import (
    SMALL_POOL,
    DatabaseError,
    Jsonb,
    PoolSettings,
    call,
    call_as,
    call_row,
    call_value,
    open_pool,
    read,
)

Connection = psycopg.Connection


def test_call_by_name_leaves_defaults_out(connection: Connection) -> None:
    (row,) = call(
        connection,
        "content.ingest_raw",
        title="Moss",
        content="Moss grows on wood.",
        content_type="article",
        source_url="https://example.com/moss",
    )
    assert row["outcome"] == "new"
    (stored,) = read(connection, "content.raw_content", "title", "language", "id")
    assert stored["title"] == "Moss"
    assert stored["id"] == row["raw_content_id"]


def test_dict_is_jsonb_list_is_array_unless_said(connection: Connection) -> None:
    raw = call_row(
        connection,
        "content.ingest_raw",
        source_url="https://example.com/a",
        content_type="article",
        title=None,
        content="Some words about stones.",
        images=Jsonb([{"url": "https://example.com/a.png", "alt": "a"}]),
        metadata={"author": "Ada"},
    )
    assert raw is not None
    (row,) = read(connection, "content.raw_content", id=raw["raw_content_id"])
    assert row["images"] == [{"url": "https://example.com/a.png", "alt": "a"}]
    assert row["metadata"] == {"author": "Ada"}
    added = call_value(connection, "audience.create_segment", name="s")
    ids = [uuid4(), uuid4()]
    added_now = call_value(
        connection, "audience.add_to_segment", segment_id=added, subscriber_ids=ids
    )
    assert added_now == 0
    target = call_row(
        connection,
        "scraping.add_target",
        name="t",
        base_url="https://example.com/",
        domains=["example.com", "www.example.com"],
        scraping_rules={"selectors": {"content": "article"}},
    )
    assert target is not None
    assert target["domains"] == ["example.com", "www.example.com"]


def test_typed_rows(connection: Connection) -> None:
    class Outcome:
        def __init__(self, outcome: str, row_count: int) -> None:
            self.outcome, self.row_count = outcome, row_count

    found = call_as(
        connection,
        "audience.import_subscribers",
        class_row(Outcome),
        subscribers=Jsonb([{"email": "ada@example.com", "gdpr_consent": True}, {"email": "none"}]),
        source="test",
    )
    assert [(o.outcome, o.row_count) for o in found] == [("added", 1), ("invalid", 1)]


def test_nothing_found_is_none(connection: Connection) -> None:
    assert call_row(connection, "content.published_article", content_id=uuid4()) is None


def test_the_caller_owns_the_transaction(database_url: str, connection: Connection) -> None:
    call(connection, "audience.create_segment", name="mine")
    connection.rollback()
    assert read(connection, "audience.subscriber_segments", name="mine") == []
    with open_pool(database_url, SMALL_POOL) as pool:

        def lose() -> None:
            with pool.connection() as lent:
                call(lent, "audience.create_segment", name="lost")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            lose()
        with pool.connection() as lent:
            call(lent, "audience.create_segment", name="kept")
    names = [row["name"] for row in read(connection, "audience.subscriber_segments", "name")]
    assert names == ["kept"]


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("22023", database.BadArgumentError),
        ("23514", database.BadArgumentError),
        ("P0002", database.NotFoundError),
        ("55000", database.WrongStateError),
        ("42501", database.NotAllowedError),
        ("28000", database.NotSignedInError),
        ("28P01", database.NotSignedInError),
        ("23505", database.AlreadyThereError),
        ("53400", database.OverLimitError),
        ("40001", database.RetryError),
        ("40P01", database.RetryError),
        ("57P03", database.UnavailableError),
        ("XX000", DatabaseError),
    ],
)
def test_errors_by_sqlstate(connection: Connection, state: str, kind: type) -> None:
    connection.execute(
        """
        create function test.refuse(state text) returns void language plpgsql as $$
        begin
            raise exception using errcode = refuse.state, message = 'no ' || refuse.state,
                                  detail = 'the row', hint = 'the mend';
        end $$
        """
    )
    with pytest.raises(DatabaseError) as caught:
        call(connection, "test.refuse", state=state)
    error = caught.value
    assert type(error) is kind
    assert (error.message, error.detail, error.hint) == (f"no {state}", "the row", "the mend")
    assert error.sqlstate == state
    assert str(error) == f"no {state}"


def test_error_at_commit_is_translated(database_url: str, connection: Connection) -> None:
    connection.execute(
        """
        create table test.parent (id int primary key);
        create table test.child (id int references test.parent deferrable initially deferred);
        create function test.orphan() returns void language sql as
            'insert into test.child values (1)';
        """
    )
    connection.commit()
    with open_pool(database_url, SMALL_POOL) as pool:
        with pytest.raises(database.BadArgumentError) as caught, pool.connection() as lent:
            call(lent, "test.orphan")
        assert caught.value.sqlstate == "23503"


def test_names_cannot_inject(connection: Connection) -> None:
    with pytest.raises(ValueError, match="schema"):
        call(connection, "now")
    with pytest.raises(DatabaseError) as caught:
        call(connection, 'ops.now"() ; select "')
    assert caught.value.sqlstate == "42883"
    connection.rollback()
    with pytest.raises(DatabaseError) as caught:
        call(connection, "ops.setting", **{'key" => 1 --': "x"})
    assert caught.value.sqlstate == "42883"


def test_pool_takes_on_a_role(database_url: str) -> None:
    with open_pool(database_url, SMALL_POOL, role="aquascene_app") as pool:
        with pool.connection() as lent:
            assert lent.execute("select current_user").fetchone() == ("aquascene_app",)
            assert isinstance(call_value(lent, "ops.now"), datetime)
        with pytest.raises(database.NotAllowedError), pool.connection() as lent:
            call(lent, "content.submit", content_id=uuid4())
        with pytest.raises(database.NotAllowedError), pool.connection() as lent:
            read(lent, "analytics.subscriber_journey")


def test_pool_settings_are_the_seeds(database_url: str) -> None:
    with open_pool(database_url) as pool:
        assert (pool.min_size, pool.max_size) == (10, 40)
        assert (pool.timeout, pool.max_lifetime) == (30.0, 3600.0)


def test_pool_that_is_used_up(database_url: str) -> None:
    settings = PoolSettings(smallest=1, largest=1, overflow=0, timeout=0.2)
    with (
        open_pool(database_url, settings) as pool,
        pool.connection(),
        pytest.raises(database.UnavailableError, match="no connection"),
        pool.connection(),
    ):
        pass


def test_no_database_there() -> None:
    with pytest.raises(database.UnavailableError):
        open_pool("postgresql:///none?host=/nowhere", PoolSettings(1, 1, 0, timeout=5))


def test_times_come_back_as_instants(connection: Connection) -> None:
    at = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    connection.execute("select test.travel_to(%s)", [at])
    assert call_value(connection, "ops.now") == at


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_text_that_cannot_be_is_a_bad_argument(connection: Connection, text: str) -> None:
    with pytest.raises(database.BadArgumentError):
        call(connection, "ops.setting", key=text)
