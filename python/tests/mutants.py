"""Tries the tests: changes one thing in a function's body and expects the function's test to fail.

``make mutants`` runs it over every function of the plan (``FUNCTION=content.approve`` for one) and
lists the changes that no test noticed. A survivor is a place to look, not a verdict: some changes
make no difference (``limit 1`` of a unique look-up), others show a missing assertion.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg

from aquascene.plan import read_plan
from aquascene.server import find_programs, libpq_free
from harness.pgtap import read_tap
from harness.server import ROOT, TestServer, temporary_directory

_CHANGES: list[tuple[str, str]] = [
    (r"\band\b", "or"),
    (r"\bor\b(?! replace)", "and"),
    (r" = ", " <> "),
    (r" <> ", " = "),
    (r" <= ", " < "),
    (r" >= ", " > "),
    (r" < ", " <= "),
    (r" > ", " >= "),
    (r" \+ ", " - "),
    (r" - ", " + "),
    (r"\bis not null\b", "is null"),
    (r"\bis null\b", "is not null"),
    (r"\bis distinct from\b", "is not distinct from"),
    (r"\bif not found\b", "if found"),
    (r"\bif found\b", "if not found"),
    (r"\bnot exists\b", "exists"),
    (r"(?<!not )\bexists\b", "not exists"),
    (r"\bnot in\b", "in"),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"\bgreatest\b", "least"),
    (r"\bleast\b", "greatest"),
    (r"^ *perform [^;]*;", ""),
    (r"^ *order by [^\n;)]*$", ""),
    (r"(?<=[ (])(\d+)(?=[ ,;)])", "7"),
]


@dataclass(frozen=True)
class Mutant:
    """One changed definition of a function, and what was changed in which line of it."""

    function: str
    definition: str
    line: int
    what: str


def mutants(function: str, definition: str) -> Iterator[Mutant]:
    """Yield every single change of a function's body; comments are left alone."""
    start = definition.index("$function$")
    body = re.sub(r"--[^\n]*", lambda match: " " * len(match[0]), definition[start:])
    for pattern, replacement in _CHANGES:
        for match in re.finditer(pattern, body, re.MULTILINE):
            changed = body[: match.start()] + replacement + body[match.end() :]
            yield Mutant(
                function,
                definition[:start] + changed,
                body.count("\n", 0, match.start()) + 1,
                f"{match[0].strip()!r} -> {replacement.strip()!r}",
            )


def survives(server: TestServer, mutant: Mutant, test: Path) -> bool | None:
    """Return whether the test passes with the mutant; None when the mutant is no valid SQL."""
    with server.database() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            try:
                connection.execute(mutant.definition.encode())
            except psycopg.Error:
                return None
        try:
            run = subprocess.run(
                [find_programs()["psql"], "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
                + ["-d", url, "-f", str(test)],
                cwd=ROOT,
                env=libpq_free(),
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
        except subprocess.TimeoutExpired:
            return False
        return run.returncode == 0 and not read_tap(run.stdout).problems


def main() -> int:
    """Run the mutants; returns 0 when every one was noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("functions", nargs="*", help="such as content.approve; all when none")
    wanted = parser.parse_args().functions
    server = TestServer(temporary_directory())
    server.cluster.start()
    try:
        work: list[tuple[Mutant, Path]] = []
        with psycopg.connect(server.cluster.url(server.template("test"))) as connection:
            for change in read_plan(ROOT):
                test = ROOT / f"db/tests/{change.name}.sql"
                if change.kind != "functions" or not test.exists():
                    continue
                script = change.script(ROOT, "deploy").read_text()
                for name in re.findall(r"create or replace function ([\w.]+)\(", script):
                    if wanted and name not in wanted:
                        continue
                    row = connection.execute(
                        "select pg_get_functiondef(%s::regproc)", [name]
                    ).fetchone()
                    if row and "$function$" in row[0]:
                        work += [(mutant, test) for mutant in mutants(name, row[0])]
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda job: survives(server, *job), work))
    finally:
        server.cluster.remove()
    for (mutant, _), survived in zip(work, results, strict=True):
        if survived:
            print(f"{mutant.function}, line {mutant.line} of the body: {mutant.what}")
    noticed, survivors = results.count(False), results.count(True)
    print(f"{noticed} noticed, {survivors} not noticed, {results.count(None)} were no valid SQL")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
