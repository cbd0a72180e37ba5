"""What the upgrade test would notice; ``make upgrade-test`` runs it over a release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from harness.server import ROOT
from upgrade import (
    UpgradeError,
    assert_calls_fit,
    assert_kept,
    assert_same_schema,
    calls_of,
    checked_out,
    rows_of,
)

PACKAGE = ROOT / "python/src/aquascene"


def change(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement)


@pytest.fixture
def filled(database_url: str) -> str:
    change(database_url, "select test.content('published'), test.subscriber('a@example.com')")
    return database_url


@pytest.mark.parametrize(
    "statement",
    [
        "alter table audience.subscribers add column shoe_size integer not null default 0",
        "insert into audience.subscribers (email) values ('b@example.com')",
        "create table audience.more (id integer)",
        "select ops.ensure_partitions(6)",
    ],
)
def test_what_an_upgrade_may_do(filled: str, statement: str) -> None:
    before = rows_of(filled)
    change(filled, statement)
    assert assert_kept(before, rows_of(filled, before)) > 100


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("delete from audience.subscribers", "audience.subscribers lost or changed 1 rows"),
        ("update audience.subscribers set first_name = 'x'", "audience.subscribers lost"),
        ("alter table ops.epochs drop column note", "ops.epochs lost its column note"),
        ("drop table ops.epochs", "table ops.epochs is gone"),
        ("delete from ops.settings where key = 'site.public_url'", "ops.settings lost"),
    ],
)
def test_what_an_upgrade_may_not_do(filled: str, statement: str, said: str) -> None:
    before = rows_of(filled)
    change(filled, statement)
    with pytest.raises(UpgradeError, match=said):
        assert_kept(before, rows_of(filled, before))


def test_schemas_are_compared(new_database: Callable[..., str]) -> None:
    upgraded, fresh = new_database("plan"), new_database("plan")
    assert_same_schema(upgraded, fresh)
    change(upgraded, "comment on schema ops is 'else'")
    with pytest.raises(UpgradeError, match="another schema"):
        assert_same_schema(upgraded, fresh)


def test_calls_of_the_package_fit(database_url: str) -> None:
    assert assert_calls_fit(PACKAGE, database_url) > 80
    change(database_url, "drop function content.publish_due; drop view analytics.issue_report")
    change(database_url, "alter function audience.confirm(text, inet) rename to confirm_now")
    with pytest.raises(UpgradeError, match=r"audience\.confirm\(ip_address, token\) is gone"):
        assert_calls_fit(PACKAGE, database_url)


def test_calls_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        'call(connection, "a.b", c=1)\nsite.value("d.e", f=2)\nprint("g.h")\n'
    )
    assert list(calls_of(tmp_path)) == [("a.py", 1, "a.b", {"c"}), ("a.py", 2, "d.e", {"f"})]


def test_a_release_is_laid_out() -> None:
    with checked_out("HEAD") as folder:
        assert (folder / "sqitch.plan").exists()
    assert not folder.exists()
