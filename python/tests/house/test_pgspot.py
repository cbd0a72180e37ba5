"""pgspot looks at every deploy script for names that somebody else could make to mean something."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from aquascene.plan import read_plan
from harness.server import ROOT

# A procedure that commits cannot have settings of its own; it names every schema.
WITHOUT_SEARCH_PATH = "ops.run_due_job(job_name text)"

ATOMIC = re.compile(r"^begin atomic\b[^\n]*\n(.*?)^end;$", re.MULTILINE | re.DOTALL)
COMPOSITE = re.compile(r"^(    _\w+\s+)(?:constant )?[a-z]+\.[a-z_]+(;| :=)", re.MULTILINE)
FUNCTION = re.compile(r"^create or replace (?:function|procedure) \w+\.(\w+)", re.MULTILINE)
UNSAFE = """
create function ops.unsafe() returns bigint language sql security definer
as $$ select count(*) from settings $$;
"""


def readable(sql: str) -> str:
    """Return a script as pgspot 0.9.4 can read it, of the same meaning as far as it looks.

    It fails on bodies in SQL's own syntax, whose names are resolved when they are deployed; on
    variables of a table's type; on names qualified by their function that are assigned to; and on
    a parameter whose name has to be quoted.
    """
    sql = ATOMIC.sub(r"set search_path = pg_catalog, pg_temp as $atomic$\n\1$atomic$;", sql)
    sql = COMPOSITE.sub(r"\1record\2", sql)
    for name in set(FUNCTION.findall(sql)):
        sql = re.sub(rf"(?<![\w.]){name}\.(?=\w)", "", sql)
    return sql.replace('"time"', "at_time")


def check(scripts: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run pgspot over scripts in their order, as if they were one."""
    paths = []
    for name, script in scripts.items():
        path = folder / name.replace("/", ".")
        path.write_text(script)
        paths.append(str(path))
    command = [sys.executable, "-m", "pgspot", "--append"]
    return subprocess.run(
        [*command, "--proc-without-search-path", WITHOUT_SEARCH_PATH, *paths],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def scripts() -> dict[str, str]:
    return {
        change.name: readable((ROOT / f"db/deploy/{change.name}.sql").read_text())
        for change in read_plan(ROOT)
    }


def test_pgspot_has_nothing_to_say(scripts: dict[str, str], tmp_path: Path) -> None:
    done = check(scripts, tmp_path)
    said = [
        text
        for text in re.split(rf"^{re.escape(str(tmp_path))}/", done.stdout, flags=re.MULTILINE)
        if not re.fullmatch(r"\S+: \s*Errors: 0 Warnings: 0 Unknown: 0\s*", text)
    ]
    assert done.returncode == 0, "".join(said) + done.stderr


def test_pgspot_would_say_something(scripts: dict[str, str], tmp_path: Path) -> None:
    done = check({**scripts, "unsafe": UNSAFE}, tmp_path)
    assert done.returncode == 1
    assert "PS003" in done.stdout
    assert "Unqualified object reference: settings" in done.stdout
