"""House rules over the Sqitch plan and its scripts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from aquascene.plan import Change, read_plan
from harness.server import ROOT

PLAN = read_plan(ROOT)
KINDS = ("tables", "functions", "triggers", "views", "matviews", "data", "grants", "alter")
UNTESTED_KINDS = ("data", "grants")
WRITES_DOWN_EVERY_ERROR = ROOT / "db/deploy/ops/functions/run_due_job.sql"
ACTIONS = {"deploy": "to", "revert": "from", "verify": "on"}
SCRIPTS = [(change, action) for change in PLAN for action in ACTIONS]
SQL = sorted(
    path
    for folder in (*ACTIONS, "tests", "reworked")
    for path in ROOT.glob(f"db/{folder}/**/*.sql")
)


def each(failures: list[str]) -> None:
    """Fail with all lines at once."""
    if failures:
        pytest.fail("\n".join(failures), pytrace=False)


def statements(path: Path) -> list[str]:
    """Return the lines of a script that are neither empty nor a comment."""
    lines = (line.rstrip() for line in path.read_text().splitlines())
    return [line for line in lines if line and not line.startswith("--")]


def without_transaction(path: Path) -> bool:
    """Tell whether a script says why it is not in a transaction."""
    return bool(re.search(r"^-- no transaction: \S", path.read_text(), re.MULTILINE))


def name_of(path: Path) -> str:
    """Return a path as a person writes it."""
    return str(path.relative_to(ROOT))


def test_names_say_domain_kind_and_object() -> None:
    each(
        [
            f"{change.name}: not <domain>/<kind>/<object> with a kind of {', '.join(KINDS)}"
            for change in PLAN
            if not re.fullmatch(rf"[a-z]+/({'|'.join(KINDS)})/[a-z][a-z0-9_]*", change.name)
        ]
    )


def test_every_change_has_its_three_scripts() -> None:
    each(
        [
            f"{name_of(change.script(ROOT, action))} is missing"
            for change, action in SCRIPTS
            if not change.script(ROOT, action).exists()
        ]
    )


def test_every_script_belongs_to_a_change() -> None:
    known = {change.script(ROOT, action) for change, action in SCRIPTS}
    files = {
        path
        for folder in (*ACTIONS, "reworked")
        for path in ROOT.glob(f"db/{folder}/**/*")
        if path.is_file()
    }
    each([f"{name_of(path)} belongs to no change of the plan" for path in sorted(files - known)])


def test_every_change_that_behaves_has_a_test() -> None:
    each(
        [
            f"db/tests/{change.name}.sql is missing"
            for change in PLAN
            if change.kind not in UNTESTED_KINDS
            and not (ROOT / f"db/tests/{change.name}.sql").exists()
        ]
    )


def test_every_pgtap_file_belongs_to_a_change() -> None:
    names = {change.name for change in PLAN}
    tests = ROOT / "db/tests"
    each(
        [
            f"{name_of(path)} tests no change; rules over the catalog are in db/tests/house"
            for path in sorted(tests.rglob("*.sql"))
            if path.relative_to(tests).parts[0] not in ("house", "lib")
            and str(path.relative_to(tests).with_suffix("")) not in names
        ]
    )


def test_first_line_names_the_change() -> None:
    failures = []
    for change, action in SCRIPTS:
        path = change.script(ROOT, action)
        wanted = f"-- {action.capitalize()} aquascene:{change.name} {ACTIONS[action]} pg"
        if path.exists() and path.read_text().split("\n", 1)[0] != wanted:
            failures.append(f"{name_of(path)}: the first line is not: {wanted}")
    each(failures)


def test_required_changes_are_those_of_the_plan() -> None:
    failures = []
    for change in PLAN:
        path = change.script(ROOT, "deploy")
        if not path.exists():
            continue
        said = set(re.findall(r"^-- requires: (\S+)$", path.read_text(), re.MULTILINE))
        if said != set(change.requires):
            both = sorted(said ^ set(change.requires))
            failures.append(f"{name_of(path)}: '-- requires:' and the plan differ in {both}")
    each(failures)


def test_required_changes_come_before() -> None:
    seen: set[str] = set()
    failures = []
    for change in PLAN:
        failures += [
            f"{change.name} requires {name}, which does not come before it"
            for name in change.requires
            if name.split("@")[0] not in seen
        ]
        seen.add(change.name)
    each(failures)


def test_scripts_are_transactions() -> None:
    failures = []
    for change, action in SCRIPTS:
        path = change.script(ROOT, action)
        if not path.exists() or without_transaction(path):
            continue
        lines = statements(path)
        end = "rollback;" if action == "verify" else "commit;"
        if not lines or lines[0] != "begin;" or lines[-1] != end:
            failures.append(f"{name_of(path)}: is not begin; … {end}")
    each(failures)


def test_scripts_act_as_the_owner() -> None:
    # The changes up to the roles are made by who deploys.
    names = [change.name for change in PLAN]
    first = names.index("ops/grants/roles") + 1
    failures = []
    for change in PLAN[first:]:
        for action in ("deploy", "revert"):
            path = change.script(ROOT, action)
            if not path.exists():
                continue
            lines = statements(path)
            wanted = "set role aquascene_owner;"
            place = 0
            if not without_transaction(path):
                wanted = "set local role aquascene_owner;"
                place = 1
            if lines[place : place + 1] != [wanted]:
                failures.append(f"{name_of(path)}: does not begin with {wanted}")
    each(failures)


def test_lines_are_short_and_clean() -> None:
    failures = []
    for path in SQL:
        text = path.read_text()
        for number, line in enumerate(text.splitlines(), 1):
            where = f"{name_of(path)}:{number}"
            if len(line) > 100:
                failures.append(f"{where}: {len(line)} columns")
            if line != line.rstrip():
                failures.append(f"{where}: space at the end")
            if "\t" in line:
                failures.append(f"{where}: a tab")
        if not text.endswith("\n") or text.endswith("\n\n"):
            failures.append(f"{name_of(path)}: does not end with one newline")
    each(failures)


@pytest.mark.parametrize("pattern", [r"\bwhen\s+others\b", r"\braise\s+(notice|info|debug)\b"])
def test_what_no_deploy_script_says(pattern: str) -> None:
    each(
        [
            f"{name_of(path)}: {match[0]}"
            for path in SQL
            if "tests" not in path.relative_to(ROOT / "db").parts
            and path != WRITES_DOWN_EVERY_ERROR
            and (match := re.search(pattern, re.sub(r"--.*", "", path.read_text()), re.IGNORECASE))
        ]
    )


def git(*arguments: str) -> str:
    """Return what git prints, or nothing when it fails."""
    run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout if run.returncode == 0 else ""


def test_released_files_are_frozen(tmp_path: Path) -> None:
    tags = git("tag", "--merged", "HEAD", "--list", "v*").split()
    if not tags:
        pytest.skip("no release tag yet, so nothing is frozen")
    now: dict[str, list[Change]] = {}
    for change in PLAN:
        now.setdefault(change.name, []).append(change)
    failures = []
    for tag in tags:
        (tmp_path / "sqitch.plan").write_text(git("show", f"{tag}:sqitch.plan"))
        seen: dict[str, int] = {}
        for released in read_plan(tmp_path):
            instance = seen.get(released.name, 0)
            seen[released.name] = instance + 1
            current = now.get(released.name, [])[instance : instance + 1]
            if not current:
                failures.append(f"{released.name} was released in {tag} and is not in the plan")
                continue
            for action in ACTIONS:
                path = current[0].script(ROOT, action)
                old = git("show", f"{tag}:{released.script(Path(), action)}")
                if not path.exists() or path.read_text() != old:
                    failures.append(f"{name_of(path)} was released in {tag} and has changed since")
    each(failures)
