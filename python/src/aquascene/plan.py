"""Reads sqitch.plan, and builds a database from it by one psql.

Real Sqitch takes about 0.05 s a change; one psql that runs the same deploy scripts in the same
order takes a fraction of it, which is what test templates and scratch databases are built by.
``make roundtrip`` holds both ways equal.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aquascene.server import find_programs, libpq_free

_CHANGE = re.compile(
    r"""^(?P<name>[^\s%@\#:\[]\S*)
        (?:\s+\[(?P<requires>[^\]]*)\])?
        \s+(?P<planned_at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)
        \s+(?P<planner>[^<]*<[^>]*>)
        (?:\s+\#\s*(?P<note>.*))?$""",
    re.VERBOSE,
)


class PlanError(Exception):
    """A plan that cannot be read, or a deploy script that failed: psql's own message."""


@dataclass(frozen=True)
class Change:
    """One change of the plan.

    ``reworked`` is the tag under which Sqitch keeps this instance's files when a later instance
    of the same name exists, else None.
    """

    name: str
    requires: tuple[str, ...]
    note: str
    reworked: str | None = None

    @property
    def domain(self) -> str:
        """The schema that the change belongs to: the first part of its name."""
        return self.name.split("/")[0]

    @property
    def kind(self) -> str:
        """What the change makes: tables, functions, triggers, views, matviews, data, grants."""
        return self.name.split("/")[1]

    def script(self, root: Path, action: str) -> Path:
        """Return the change's script in the project ``root``; action: deploy, revert, verify."""
        if self.reworked:
            return root / "db" / "reworked" / action / f"{self.name}@{self.reworked}.sql"
        return root / "db" / action / f"{self.name}.sql"


def read_plan(root: Path) -> list[Change]:
    """Return the changes of ``root``/sqitch.plan in their order.

    Raises PlanError for a line that is neither a change nor a tag.
    """
    changes: list[Change] = []
    latest: dict[str, int] = {}
    first_tag: dict[int, str] = {}
    for number, line in enumerate((root / "sqitch.plan").read_text().splitlines(), 1):
        if not line.strip() or line.startswith(("%", "#")):
            continue
        if line.startswith("@"):
            for index in range(len(changes)):
                first_tag.setdefault(index, line[1:].split()[0])
            continue
        match = _CHANGE.match(line)
        if not match:
            raise PlanError(f"sqitch.plan, line {number}, is no change: {line}")
        name = match["name"]
        if name in latest:
            index = latest[name]
            earlier = changes[index]
            changes[index] = Change(
                earlier.name, earlier.requires, earlier.note, first_tag.get(index)
            )
        latest[name] = len(changes)
        changes.append(Change(name, tuple((match["requires"] or "").split()), match["note"] or ""))
    return changes


def domains(root: Path) -> list[str]:
    """Return the schemas that the plan makes, in the order of their first change."""
    return list(dict.fromkeys(change.domain for change in read_plan(root)))


def content_hash(paths: Iterable[Path]) -> str:
    """Return 12 hex digits that change whenever a name or the content of these files does."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def run_files(url: str, files: Iterable[Path]) -> None:
    """Run SQL files in order by one psql that stops at the first error.

    url: a libpq connection URI. Raises PlanError with psql's message, which names file and line.
    """
    arguments = [argument for file in files for argument in ("-f", str(file))]
    if not arguments:
        return
    run = subprocess.run(
        [find_programs()["psql"], "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**libpq_free(), "PGOPTIONS": "--client-min-messages=warning"},
        check=False,
    )
    if run.returncode:
        raise PlanError(run.stderr.strip())


def build_database(url: str, root: Path) -> None:
    """Deploy the whole plan into an empty database, without Sqitch and its records.

    url: a libpq connection URI of a private cluster. Raises PlanError when a script fails.
    """
    run_files(url, [change.script(root, "deploy") for change in read_plan(root)])
