"""``make change``: what the templates of db/templates write can be deployed and obeys the house."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from aquascene.cli.schema import group
from aquascene.plan import build_database, read_plan, run_files
from harness.catalog import picture
from harness.server import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's schema, and the working directory in it."""
    shutil.copytree(ROOT / "db", tmp_path / "db")
    for name in ("sqitch.plan", "sqitch.conf"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(*arguments: str) -> str:
    """Run ``aquascene schema change`` and return what it said."""
    result = CliRunner().invoke(group, ["change", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("kind", ["functions", "tables", "views", "matviews"])
def test_templates_deploy_verify_and_revert(
    project: Path, new_database: Callable[..., str], kind: str
) -> None:
    add(f"content/{kind}/fresh_thing", "--requires", "content/grants/schema", "--note", "New")
    change = read_plan(project)[-1]
    assert (change.name, change.requires) == (
        f"content/{kind}/fresh_thing",
        ("content/grants/schema",),
    )
    assert (project / f"db/tests/{change.name}.sql").exists()
    url = new_database("plan")
    before = picture(url)
    run_files(url, [change.script(project, "deploy"), change.script(project, "verify")])
    assert picture(url) != before
    run_files(url, [change.script(project, "revert")])
    assert picture(url) == before


@pytest.mark.parametrize("kind", ["triggers", "data", "grants", "alter"])
def test_templates_to_be_filled_in(project: Path, kind: str) -> None:
    add(f"content/{kind}/fresh_thing")
    change = read_plan(project)[-1]
    for action, word in (("deploy", "to"), ("revert", "from"), ("verify", "on")):
        text = change.script(project, action).read_text()
        assert text.startswith(f"-- {action.capitalize()} aquascene:{change.name} {word} pg\n")
        assert "[%" not in text
    assert (project / f"db/tests/{change.name}.sql").exists() == (kind in ("triggers", "alter"))


def test_rework_keeps_the_released_scripts(project: Path, new_database: Callable[..., str]) -> None:
    name = "ops/functions/now"
    deploy = project / f"db/deploy/{name}.sql"
    released = deploy.read_text()
    result = CliRunner().invoke(group, ["rework", name, "--note", "Later"])
    assert result.exit_code == 0, result.output
    deploy.write_text(released.replace("pg_catalog.now()", "clock_timestamp()"))
    plan = read_plan(project)
    before, after = (change for change in plan if change.name == name)
    assert before.script(project, "deploy").read_text() == released
    assert (before.reworked, after.reworked) == ("v0.1.0", None)
    revert = after.script(project, "revert")
    assert revert.read_text().startswith(f"-- Revert aquascene:{name} from pg\n")
    url = new_database(None)
    build_database(url, project)
    run_files(url, [revert])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["thing"], "is no name for a change"),
        (["content/functions/x", "--template", "novel"], "there is no template novel"),
        (["content/novels/x"], "there is no template novels"),
    ],
)
def test_wrong_names_are_refused(project: Path, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(group, ["change", *arguments])
    assert result.exit_code == 1
    assert said in result.output
    assert (project / "sqitch.plan").read_text() == (ROOT / "sqitch.plan").read_text()
