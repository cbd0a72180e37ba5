"""Every db/tests/**/*.sql is one pytest item: run by psql in its own database, its TAP read."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aquascene.server import find_programs, libpq_free
from harness.server import ROOT, test_server

_PLAN = re.compile(r"^1\.\.(\d+)(?:\s*#\s*skip\S*\s*(.*))?$", re.IGNORECASE)
_TEST = re.compile(
    r"^(?P<not>not )?ok\b(?:\s+(?P<number>\d+))?(?:\s+-)?\s*(?P<name>.*?)"
    r"(?:\s*#\s*(?P<directive>todo|skip)\b.*)?$",
    re.IGNORECASE,
)


@dataclass
class Tap:
    """What a TAP stream says: ``problems`` is empty when it passes."""

    problems: list[str] = field(default_factory=list)
    passed: int = 0
    skip_all: str | None = None


def read_tap(output: str) -> Tap:
    """Read a TAP stream strictly.

    A failed test that is not TODO, a missing or second plan, a count or a number that does not
    fit, a bail-out and a stream without tests are problems; pgTAP's diagnostics come with them.
    """
    tap = Tap()
    plan: int | None = None
    count = 0
    failing = False
    for line in output.splitlines():
        if match := _PLAN.match(line):
            if plan is not None:
                tap.problems.append("a second plan: " + line)
            plan = int(match[1])
            if plan == 0 and match[2] is not None:
                tap.skip_all = match[2] or "no reason given"
        elif match := _TEST.match(line):
            count += 1
            if match["number"] and int(match["number"]) != count:
                tap.problems.append(f"test {match['number']} where {count} was due")
            todo = (match["directive"] or "").lower() == "todo"
            failing = bool(match["not"]) and not todo
            if failing:
                tap.problems.append(line)
            else:
                tap.passed += 1
        elif line.startswith("Bail out!"):
            tap.problems.append(line)
        elif line.startswith("#") and failing:
            tap.problems.append(line)
    if plan is None:
        tap.problems.append("no plan: select plan(n), and at the end select * from finish()")
    elif plan != count:
        tap.problems.append(f"planned {plan} tests, ran {count}")
    elif count == 0 and tap.skip_all is None:
        tap.problems.append("no tests")
    return tap


class PgTapError(Exception):
    """A pgTAP file did not pass; the text is what to show."""


class PgTapItem(pytest.Item):
    """One pgTAP file."""

    def runtest(self) -> None:
        """Run the file by psql in a database of its own; raises PgTapError when it fails."""
        with test_server(self.config).database() as url:
            run = subprocess.run(
                [find_programs()["psql"], "-X", "-q", "-A", "-t", "-P", "pager=off"]
                + ["-v", "ON_ERROR_STOP=1", "-d", url, "-f", str(self.path)],
                cwd=ROOT,
                env={**libpq_free(), "PGOPTIONS": "--client-min-messages=warning"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        tap = read_tap(run.stdout)
        problems = ["\n".join(tap.problems)] if tap.problems else []
        if run.returncode:
            problems.append(f"psql ended with {run.returncode}")
        if problems:
            raise PgTapError("\n".join([*problems, run.stderr.strip()]).strip())
        if tap.skip_all is not None:
            pytest.skip(tap.skip_all)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """Return pgTAP's own diagnostics for a failed file, a traceback for all else."""
        if isinstance(excinfo.value, PgTapError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return how the item is called in reports."""
        return self.path, None, str(self.path.relative_to(ROOT))


class PgTapFile(pytest.File):
    """The collector of one file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the file's one item."""
        yield PgTapItem.from_parent(self, name="pgtap")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PgTapFile | None:
    """Take the SQL files of db/tests, but not the helpers in db/tests/lib."""
    tests = ROOT / "db/tests"
    if file_path.suffix != ".sql" or not file_path.is_relative_to(tests):
        return None
    if file_path.is_relative_to(tests / "lib"):
        return None
    return PgTapFile.from_parent(parent, path=file_path)
