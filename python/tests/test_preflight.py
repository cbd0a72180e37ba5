"""What cannot work is refused with a clear message, and nothing is changed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import psycopg
import pytest

from aquascene import sqitch
from aquascene.plan import domains
from aquascene.server import Cluster, find_programs, libpq_free
from harness.catalog import picture
from harness.server import ROOT, TestServer
from test_roundtrip import EXTENSIONS, prepare

PREFLIGHT = ROOT / "db/deploy/ops/data/preflight.sql"


def assert_refused(url: str, *words: str) -> None:
    """Deploy by Sqitch, expect these words in its report, and everything as it was."""
    before = picture(url)
    with pytest.raises(sqitch.SqitchError) as caught:
        sqitch.deploy(url, private=True)
    for word in words:
        assert word in caught.value.output
    assert "HINT:" in caught.value.output
    assert picture(url) == before


def run_preflight(url: str, replaced: str, by: str) -> str:
    """Run the check with one of its questions answered otherwise; return psql's complaint."""
    script = PREFLIGHT.read_text()
    assert replaced in script
    run = subprocess.run(
        [find_programs()["psql"], "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", "-"],
        input=script.replace(replaced, by),
        env=libpq_free(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 3
    return run.stderr


def test_no_createrole(own_cluster: Cluster) -> None:
    url = prepare(own_cluster, "there")
    own_cluster.psql("alter role deployer nocreaterole")
    assert_refused(url, "role deployer may not create roles", "alter role deployer createrole")


def test_not_the_owner(own_cluster: Cluster) -> None:
    url = prepare(own_cluster, "there")
    own_cluster.psql(
        "alter database there owner to postgres; grant create on database there to deployer"
    )
    assert_refused(url, "role deployer does not own database there")


def test_extension_that_only_a_superuser_makes(own_cluster: Cluster) -> None:
    url = prepare(own_cluster, "there")
    own_cluster.psql("drop extension pg_stat_statements", "there")
    assert_refused(url, "pg_stat_statements", "create extension pg_stat_statements")


@pytest.mark.parametrize("schema", domains(ROOT))
def test_schema_that_is_there(new_database: Callable[..., str], schema: str) -> None:
    url = new_database(None)
    with psycopg.connect(url) as connection:
        connection.execute(f"create schema {schema}")
    assert_refused(url, f"already has schema {schema}")


def test_extension_in_another_schema(new_database: Callable[..., str]) -> None:
    url = new_database(None)
    with psycopg.connect(url) as connection:
        connection.execute("create schema ext; create extension pgcrypto schema ext")
    assert_refused(url, "extension outside schema public", "pgcrypto")


def test_other_encoding(server: TestServer) -> None:
    server.cluster.psql("create database latin encoding 'LATIN1' locale 'C' template template0")
    try:
        assert_refused(server.cluster.url("latin"), "has encoding LATIN1")
    finally:
        server.cluster.psql("drop database latin")


def test_old_server(new_database: Callable[..., str]) -> None:
    said = run_preflight(new_database(None), "current_setting('server_version_num')::int", "140011")
    assert "is too old: AquaScene needs 15 or later" in said
    assert "HINT:" in said


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_extension_that_the_server_lacks(new_database: Callable[..., str], extension: str) -> None:
    said = run_preflight(
        new_database(None),
        "pg_catalog.pg_available_extensions",
        f"(select * from pg_catalog.pg_available_extensions where name <> '{extension}')",  # noqa: S608
    )
    assert "the server lacks the extension" in said
    assert extension in said
    assert "HINT:" in said


def test_preflight_is_the_first_change() -> None:
    assert (ROOT / "sqitch.plan").read_text().split("\n\n", 1)[1].startswith("ops/data/preflight ")
