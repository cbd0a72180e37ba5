"""``aquascene cluster`` and ``make``'s front door, as a person types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from aquascene import server
from harness.server import ROOT, temporary_directory


@pytest.fixture
def project() -> Iterator[Path]:
    """A folder that looks like the project, for a cluster of its own."""
    folder = temporary_directory()
    (folder / "sqitch.plan").touch()
    (folder / "db").mkdir()
    yield folder
    server.Cluster(folder / ".aquascene").remove()
    server.Cluster(folder).remove()


def aquascene(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the project, with libpq variables that would lead astray."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("aquascene")), *arguments],
        cwd=project,
        env={**server.libpq_free(), "PGSERVICE": "nowhere", "PGHOST": "db.example.org"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_url_is_all_that_is_printed_and_works(project: Path) -> None:
    run = aquascene(project, "cluster", "url")
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("\n") == 1
    with psycopg.connect(run.stdout.strip()) as connection:
        assert connection.info.dbname == "aquascene"
    assert aquascene(project, "cluster", "url").stdout == run.stdout


def test_status_says_whether_it_runs(project: Path) -> None:
    stopped = aquascene(project, "--json", "cluster", "status")
    assert (stopped.returncode, json.loads(stopped.stdout)["running"]) == (3, False)
    aquascene(project, "cluster", "start")
    running = aquascene(project, "--json", "cluster", "status")
    assert (running.returncode, json.loads(running.stdout)["running"]) == (0, True)
    assert aquascene(project, "cluster", "stop").returncode == 0
    assert aquascene(project, "cluster", "status").returncode == 3


def test_psql_takes_its_own_options(project: Path) -> None:
    run = aquascene(project, "cluster", "psql", "-X", "-A", "-t", "-c", "select current_database()")
    assert run.stdout == "aquascene\n"


def test_errors_come_with_the_mend(project: Path) -> None:
    (project / ".aquascene").write_text("in the way")
    run = aquascene(project, "cluster", "start")
    assert run.returncode == 1
    assert "cannot be used" in run.stderr
    assert "Make it writable" in run.stderr
    assert "Traceback" not in run.stderr
    (project / ".aquascene").unlink()


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make as a person does, also when this test was itself started by make."""
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        ["make", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_help_lists_every_target() -> None:
    targets = {
        line.split(":")[0]
        for line in (ROOT / "Makefile").read_text().splitlines()
        if line[:1].isalpha() and ":" in line and ":=" not in line and "?=" not in line
    }
    listed = {line.split()[1] for line in make("help").stdout.splitlines()}
    assert listed == targets
    assert {"demo", "test", "check", "clean", "url", "psql", "drift", "bench"} <= listed


@pytest.mark.parametrize("target", ["deploy", "revert", "verify", "status", "drift"])
def test_make_asks_where_to(target: str) -> None:
    run = make("--assume-old=setup", target)
    assert run.returncode == 2
    assert f"make {target} TARGET=" in run.stderr
