"""Runs the real Sqitch.

With PostgreSQL's own psql first on PATH (Debian's wrapper in Perl takes three times as long a
change), a locale that keeps Perl quiet, and a name to sign with where the machine has none.
"""

from __future__ import annotations

import os
import pwd
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from aquascene.server import ServerError, find_programs, libpq_free, project_directory


class SqitchError(Exception):
    """Sqitch ended with an error; ``output`` is all that it said, ``code`` its exit code."""

    def __init__(self, command: Sequence[str], code: int, output: str) -> None:
        super().__init__(f"{' '.join(command)} failed ({code}):\n{output.strip()}")
        self.code = code
        self.output = output


def target_of(database: str) -> str:
    """Return what Sqitch takes as a target: a libpq URI becomes ``db:pg:``, all else stays."""
    return re.sub(r"^postgres(ql)?://", "db:pg://", database)


def libpq_of(target: str, root: Path | None = None) -> str:
    """Return the libpq URI of a Sqitch target: of a ``db:`` URI, or of a name in its files."""
    if target.startswith(("postgresql://", "postgres://")):
        return target
    if not target.startswith("db:"):
        run = run_sqitch(["config", "--get", f"target.{target}.uri"], root=root, check=False)
        uri = run.strip()
        if not uri.startswith("db:"):
            raise ServerError(
                f"there is no Sqitch target {target}",
                "Name it: sqitch target add NAME URI, or give a URI: "
                "db:pg://user@host/database or postgresql://user@host/database",
            )
        target = uri
    match = re.fullmatch(r"db:(?:pg|postgres|postgresql|pgsql):(.*)", target)
    if not match:
        raise ServerError(
            f"{target} is no PostgreSQL target", "Give one such as db:pg://user@host/database"
        )
    rest = match[1]
    return "postgresql:" + rest if rest.startswith("//") else f"postgresql:///{rest}"


def environment(*, private: bool) -> dict[str, str]:
    """Return the environment for Sqitch and psql.

    private: for a private cluster, so that the libpq variables of the person who types do not
    leak in; for other targets they stay (PGPASSFILE, PGSSLMODE …).
    """
    clean = libpq_free() if private else {**os.environ, "LC_ALL": "C.UTF-8"}
    clean["PATH"] = f"{find_programs().folder}{os.pathsep}{clean.get('PATH', os.defpath)}"
    if not (Path(clean.get("HOME", "/")) / ".sqitch" / "sqitch.conf").exists():
        clean.setdefault("SQITCH_FULLNAME", _ascii_name())
        clean.setdefault("SQITCH_EMAIL", "aquascene@example.org")
    return clean


def _ascii_name() -> str:
    """Return the user's name for Sqitch's records; a uid without an entry has none."""
    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:
        return "AquaScene"
    name = entry.pw_gecos.split(",")[0] or entry.pw_name
    return name if name.isascii() else "AquaScene"


def run_sqitch(
    arguments: Sequence[str],
    *,
    root: Path | None = None,
    private: bool = False,
    check: bool = True,
    echo: bool = False,
    lose_data: bool = False,
    on_line: Callable[[str], None] = lambda line: None,
) -> str:
    """Run ``sqitch ARGUMENTS`` in the project and return what it printed, errors included.

    echo: print it as it comes instead, and return nothing. lose_data: let reverts drop tables
    that hold rows, which they refuse otherwise. on_line: called with each line as it comes.
    Raises SqitchError when it fails and ``check`` is true, ServerError when there is no Sqitch.
    """
    command = ["sqitch", *arguments]
    variables = environment(private=private)
    if lose_data:
        options = f"{variables.get('PGOPTIONS', '')} -c aquascene.allow_data_loss=on"
        variables["PGOPTIONS"] = options.strip()
    try:
        process = subprocess.Popen(
            command,
            cwd=root or project_directory(),
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=None if echo else subprocess.PIPE,
            stderr=None if echo else subprocess.STDOUT,
            text=True,
        )
    except FileNotFoundError:
        raise ServerError("Sqitch is not installed", "Install it: bin/setup") from None
    lines: list[str] = []
    with process:
        for line in process.stdout or ():
            lines.append(line)
            on_line(line)
    if process.returncode and check:
        raise SqitchError(command, process.returncode, "".join(lines))
    return "".join(lines)


def deploy(
    target: str,
    *,
    root: Path | None = None,
    private: bool = False,
    on_line: Callable[[str], None] = lambda line: None,
) -> str:
    """Deploy all that is not deployed yet, each change verified; return Sqitch's report.

    A failing change is undone by its own transaction; those before it stay. on_line: called with
    each line of the report as it comes, most of them a change.
    """
    return run_sqitch(deploy_arguments(target), root=root, private=private, on_line=on_line)


def revert(
    target: str, *, lose_data: bool = False, root: Path | None = None, private: bool = False
) -> str:
    """Revert all changes; return Sqitch's report. lose_data: also tables that hold rows."""
    return run_sqitch(revert_arguments(target), root=root, private=private, lose_data=lose_data)


def verify(target: str, *, root: Path | None = None, private: bool = False) -> str:
    """Run all verify scripts; return Sqitch's report."""
    return run_sqitch(["verify", target_of(target)], root=root, private=private)


def deploy_arguments(target: str) -> list[str]:
    """Return the arguments of a verified deploy that keeps the good changes when one fails."""
    return ["deploy", "--verify", "--mode", "change", target_of(target)]


def revert_arguments(target: str, to: str | None = None) -> list[str]:
    """Return the arguments of a revert of everything, or of what comes after ``to``."""
    return ["revert", "-y", *(["--to-change", to] if to else []), target_of(target)]
