"""Upgrade a database of the last release that holds data, and see that nothing is lost.

``make upgrade-test`` runs it: the released plan is deployed by Sqitch and the released package
runs its demo there; then this plan is deployed. Every row must still be there, the schema must be
what a fresh deploy makes, and the released package must go on working: its demo runs again, and
each of its calls of a stored function must fit. test_upgrade.py runs the same with a release of
its own.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from aquascene import sqitch
from aquascene.dump import dump_schema
from aquascene.plan import domains
from aquascene.server import Cluster
from harness.server import ROOT, temporary_directory

_CALLS = {"call", "call_row", "call_value", "read", "stream", "value"}
_DEMO = """
import sys
from pathlib import Path
from aquascene.demo.run import run_demo
run_demo(sys.argv[1], say=lambda line: print("    " + line), output=Path(sys.argv[2]),
         deploys=False)
"""


class UpgradeError(Exception):
    """The upgrade lost something, or the released package does not work any more."""


@dataclass(frozen=True)
class Table:
    """What a table held: its columns, and how often each row occurs, as text."""

    columns: tuple[str, ...]
    rows: Counter[str]


def last_release(root: Path = ROOT) -> str | None:
    """Return the newest release tag that this commit comes after."""
    run = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return run.stdout.strip() or None


@contextlib.contextmanager
def checked_out(revision: str, root: Path = ROOT) -> Iterator[Path]:
    """Lay the files of a revision out in a folder that goes away."""
    archive = subprocess.run(
        ["git", "archive", revision], cwd=root, capture_output=True, check=True
    ).stdout
    with tempfile.TemporaryDirectory(prefix="aquascene-release-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)


def rows_of(url: str, columns: dict[str, Table] | None = None) -> dict[str, Table]:
    """Return what the tables of the engine hold, a partitioned table as one.

    columns: tables read before, of which the same columns are read again.
    """
    tables: dict[str, Table] = {}
    with psycopg.connect(url) as connection:
        connection.execute("set time zone 'UTC'")
        found = connection.execute(
            """select format('%%s.%%s', n.nspname, c.relname), n.nspname, c.relname,
                      array_agg(a.attname::text order by a.attnum)
                 from pg_class as c
                 join pg_namespace as n on n.oid = c.relnamespace
                 join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
                                       and not a.attisdropped
                where n.nspname = any (%s) and c.relkind in ('r', 'p') and not c.relispartition
                group by 1, 2, 3 order by 1""",
            [domains(ROOT)],
        ).fetchall()
        for name, schema, table, present in found:
            wanted = columns[name].columns if columns and name in columns else tuple(present)
            if missing := set(wanted) - set(present):
                raise UpgradeError(f"{name} lost its column {', '.join(sorted(missing))}")
            statement = sql.SQL("select row({})::text from {}").format(
                sql.SQL(", ").join(map(sql.Identifier, wanted)), sql.Identifier(schema, table)
            )
            tables[name] = Table(
                wanted, Counter(row for (row,) in connection.execute(statement).fetchall())
            )
    return tables


def assert_kept(before: dict[str, Table], after: dict[str, Table]) -> int:
    """Hold that every row is still there; return how many there were."""
    faults = [f"table {name} is gone" for name in before.keys() - after.keys()]
    for name in before.keys() & after.keys():
        lost = before[name].rows - after[name].rows
        if lost:
            first = next(iter(lost))
            faults.append(f"{name} lost or changed {lost.total()} rows, such as {first:.200}")
    if faults:
        raise UpgradeError("\n".join(sorted(faults)))
    return sum(table.rows.total() for table in before.values())


def assert_same_schema(upgraded: str, fresh: str, root: Path = ROOT) -> None:
    """Hold that a database that was upgraded is as one that was deployed in one go."""
    difference = list(
        difflib.unified_diff(
            dump_schema(fresh, root).splitlines(), dump_schema(upgraded, root).splitlines(),
            "deployed", "upgraded", lineterm="", n=2,
        )
    )  # fmt: skip
    if difference:
        raise UpgradeError("\n".join(["an upgrade makes another schema", *difference[:40]]))


def calls_of(package: Path) -> Iterator[tuple[str, int, str, set[str]]]:
    """Yield a package's calls of stored functions: file, line, function, names of arguments."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            called = called.id if isinstance(called, ast.Name) else called
            if called not in _CALLS:
                continue
            for argument in node.args[:2]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    names = {keyword.arg for keyword in node.keywords if keyword.arg}
                    yield path.name, node.lineno, argument.value, names


def assert_calls_fit(package: Path, url: str) -> int:
    """Hold that the functions and views that a package names are there; return how many calls."""
    with psycopg.connect(url) as connection:
        known: dict[str, list[set[str]]] = {}
        for name, arguments in connection.execute(
            """select format('%s.%s', n.nspname, p.proname), coalesce(p.proargnames, '{}')
                 from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace"""
        ):
            known.setdefault(name, []).append(set(arguments))
        relations = {
            name
            for (name,) in connection.execute(
                """select format('%s.%s', n.nspname, c.relname)
                     from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"""
            )
        }
    ours = {f"{schema}." for schema in domains(ROOT)}
    count = 0
    faults = []
    for file, line, name, arguments in calls_of(package):
        if not name.startswith(tuple(ours)) or " " in name:
            continue
        count += 1
        fits = any(arguments <= parameters for parameters in known.get(name, []))
        if not fits and name not in relations:
            faults.append(f"{file}:{line}: {name}({', '.join(sorted(arguments))}) is gone")
    if faults:
        raise UpgradeError("\n".join(faults))
    return count


def run_released_demo(release: Path, url: str) -> None:
    """Run the main job with the released package against a database; it checks its own counts."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [sys.executable, "-c", _DEMO, url, str(Path(folder) / "report.html")],
            env={"PYTHONPATH": str(release / "python/src"), "PATH": "/usr/bin:/bin"},
            cwd=release, check=False,
        )  # fmt: skip
    if run.returncode:
        raise UpgradeError(f"the demo of the release failed ({run.returncode})")


def main() -> None:
    """Upgrade from the last release, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="release", help="A revision in place of the last release.")
    release = parser.parse_args().release or last_release()
    if release is None:
        sys.exit("There is no release to upgrade from: no tag v*. Name a revision: FROM=…")
    directory = temporary_directory()
    cluster = Cluster(directory)
    try:
        cluster.start()
        for name in ("upgraded", "fresh"):
            cluster.ensure_database(name)
        upgraded, fresh = cluster.url("upgraded"), cluster.url("fresh")
        with checked_out(release) as folder:
            print(f"deploying {release}, and running its demo", flush=True)
            sqitch.deploy(upgraded, root=folder, private=True)
            run_released_demo(folder, upgraded)
            before = rows_of(upgraded)
            print("upgrading", flush=True)
            report = sqitch.deploy(upgraded, private=True)
            sqitch.verify(upgraded, private=True)
            changes = report.count(" .. ok") or "no"
            print(
                f"{assert_kept(before, rows_of(upgraded, before)):,} rows kept, {changes} changes"
            )
            sqitch.deploy(fresh, private=True)
            assert_same_schema(upgraded, fresh)
            print("the schema is that of a fresh deploy")
            count = assert_calls_fit(folder / "python/src/aquascene", upgraded)
            print(f"{count} calls of the released package fit; running its demo again", flush=True)
            run_released_demo(folder, upgraded)
    except UpgradeError as error:
        sys.exit(str(error))
    finally:
        cluster.remove()
    print(f"{release} can be upgraded")


if __name__ == "__main__":
    main()
