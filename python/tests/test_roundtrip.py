"""Real Sqitch there and back: what a deploy makes, a revert takes away, and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from aquascene import sqitch
from aquascene.dump import dump_schema
from aquascene.plan import PlanError, run_files
from aquascene.server import Cluster
from harness.catalog import picture
from harness.server import ROOT

EXTENSIONS = ("uuid-ossp", "pgcrypto", "pg_trgm", "unaccent", "pg_stat_statements")


def prepare(cluster: Cluster, dbname: str) -> str:
    """Do what a DBA does: a database with the extensions, owned by who may create roles.

    Returns the owner's URI.
    """
    if not cluster.psql("select 1 from pg_roles where rolname = 'deployer'"):
        cluster.psql("create role deployer login createrole")
    cluster.psql(f"create database {dbname} owner deployer")
    cluster.psql("".join(f'create extension "{name}";' for name in EXTENSIONS), dbname)
    return cluster.url(dbname, user="deployer")


def assert_golden(url: str) -> None:
    """Hold a database's schema against db/schema.sql."""
    golden = ROOT / "db/schema.sql"
    assert golden.exists(), "db/schema.sql is missing: make dump"
    difference = list(
        difflib.unified_diff(
            golden.read_text().splitlines(),
            dump_schema(url, ROOT).splitlines(),
            "db/schema.sql",
            "database",
            lineterm="",
            n=2,
        )
    )
    if difference:
        lines = ["db/schema.sql is not what is deployed: make dump", *difference[:40]]
        pytest.fail("\n".join(lines), pytrace=False)


def test_owner_goes_there_and_back(own_cluster: Cluster) -> None:
    url = prepare(own_cluster, "there")
    before = picture(url)
    sqitch.deploy(url, private=True)
    sqitch.verify(url, private=True)
    assert_golden(url)
    sqitch.revert(url, private=True, lose_data=True)
    assert picture(url) == before
    sqitch.deploy(url, private=True)
    assert_golden(url)


def test_superuser_needs_no_preparation(own_cluster: Cluster) -> None:
    own_cluster.ensure_database("empty")
    url = own_cluster.url("empty")
    report = sqitch.deploy(url, private=True)
    assert "not ok" not in report
    assert_golden(url)
    assert "Nothing to deploy" in sqitch.deploy(url, private=True)


def test_two_databases_in_one_cluster(own_cluster: Cluster) -> None:
    roles = "select count(*) from pg_roles where rolname ~ '^aquascene_'"
    urls = [prepare(own_cluster, "one"), prepare(own_cluster, "two")]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda url: sqitch.deploy(url, private=True), urls))
    sqitch.revert(urls[0], private=True, lose_data=True)
    assert own_cluster.psql(roles) == "6"
    sqitch.verify(urls[1], private=True)
    sqitch.revert(urls[1], private=True, lose_data=True)
    assert own_cluster.psql(roles) == "0"


def test_revert_refuses_to_lose_rows(database_url: str) -> None:
    revert = ROOT / "db/revert/audience/tables/subscribers.sql"
    with psycopg.connect(database_url) as connection:
        connection.execute("insert into audience.subscribers (email) values ('a@example.org')")
    with pytest.raises(PlanError, match="would lose"):
        run_files(database_url, [revert])


def test_one_psql_builds_the_same(new_database: Callable[..., str]) -> None:
    assert_golden(new_database("plan"))
