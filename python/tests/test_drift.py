"""Drift: what differs is found, what the engine makes at run time is not, nothing is written."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from click.testing import CliRunner

from aquascene import sqitch
from aquascene.cli.schema import group
from aquascene.drift import find_drift
from aquascene.plan import build_database, read_plan
from aquascene.server import Cluster, ServerError
from harness.catalog import picture
from harness.server import ROOT


def drift(url: str) -> tuple[int, str]:
    """Run ``aquascene schema drift`` and return exit code and output."""
    result = CliRunner().invoke(group, ["drift", "--target", url])
    return result.exit_code, result.output


def change(url: str, sql: str) -> None:
    """Change a database by hand."""
    with psycopg.connect(url) as connection:
        connection.execute(sql)


def test_none_after_a_deploy(new_database: Callable[..., str]) -> None:
    assert drift(new_database("plan")) == (0, "no difference\n")


def test_partitions_made_at_run_time_are_none(new_database: Callable[..., str]) -> None:
    url = new_database("plan")
    change(url, "select ops.create_monthly_partition('content_metrics', '2031-02-01')")
    assert drift(url) == (0, "no difference\n")


def test_objects_of_others_are_none(new_database: Callable[..., str]) -> None:
    url = new_database("plan")
    change(url, "create schema theirs; create table theirs.notes (id int)")
    assert drift(url)[0] == 0


def test_added_column_is_printed_with_sql(new_database: Callable[..., str]) -> None:
    url = new_database("plan")
    change(url, "alter table audience.subscribers add column shoe_size int")
    change(url, "select ops.create_monthly_partition('content_metrics', '2031-02-01')")
    before = picture(url)
    code, output = drift(url)
    assert code == 1
    assert 'alter table "audience"."subscribers" drop column "shoe_size"' in output
    assert "-    shoe_size integer" in output
    assert "2031_02" not in output
    assert picture(url) == before


BY_HAND = {
    "comment on table ops.settings is 'x'": "-COMMENT ON TABLE ops.settings IS 'x';",
    "grant insert on ops.settings to aquascene_app": (
        "-GRANT INSERT ON TABLE ops.settings TO aquascene_app;"
    ),
    "alter table ops.outbox owner to postgres": "-ALTER TABLE ops.outbox OWNER TO postgres;",
    "alter function ops.now() volatile": "+    LANGUAGE sql STABLE PARALLEL SAFE",
    "grant execute on function ops.set_setting to public": (
        "+REVOKE ALL ON FUNCTION ops.set_setting(key text, value jsonb) FROM PUBLIC;"
    ),
    "alter default privileges in schema ops grant select on tables to public": "GRANT SELECT ON",
    "alter default privileges for role aquascene_owner grant select on tables to public": (
        "--- default privileges of aquascene_owner: r select to public;"
    ),
    "grant aquascene_editor to aquascene_app": "-grant aquascene_editor to aquascene_app;",
}


def test_what_the_proposal_misses_is_in_the_diff(own_cluster: Cluster) -> None:
    own_cluster.ensure_database("target")
    url = own_cluster.url("target")
    build_database(url, ROOT)
    change(url, "; ".join([*BY_HAND, "alter database target reset search_path"]))
    found = find_drift(url, ROOT)
    assert [line for line in BY_HAND.values() if line not in found.difference] == []
    assert "+-- database: set search_path=public, ops" in found.difference


def test_changes_that_are_not_deployed_yet_are_counted(own_cluster: Cluster) -> None:
    own_cluster.ensure_database("target")
    url = own_cluster.url("target")
    sqitch.run_sqitch(
        [*sqitch.deploy_arguments(url), "--to-change", "ops/functions/now"], private=True
    )
    assert find_drift(url, ROOT).pending == len(read_plan(ROOT)) - 5


def test_targets_by_name_and_uri() -> None:
    assert sqitch.libpq_of("db:pg://me@/there?host=/s") == "postgresql://me@/there?host=/s"
    assert sqitch.libpq_of("db:pg:there") == "postgresql:///there"
    assert sqitch.libpq_of("postgresql://me@/there") == "postgresql://me@/there"
    assert sqitch.target_of("postgresql://me@/there") == "db:pg://me@/there"
    assert sqitch.target_of("production") == "production"
    with pytest.raises(ServerError, match="no PostgreSQL target"):
        sqitch.libpq_of("db:sqlite:x")
    with pytest.raises(ServerError, match="there is no Sqitch target nowhere"):
        sqitch.libpq_of("nowhere")
