"""The command that says how the system is, and its exit codes."""

from __future__ import annotations

import json

import psycopg
from click.testing import CliRunner

from aquascene.cli import main


def health(url: str, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--database", url, *options])
    return result.exit_code, result.output


def record(url: str, status: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "select test.raw(status => 'failed')"
            if status == "warning"
            else "select audit.record_event('t', 'broke', severity => 'critical')"
        )


def test_exit_codes_say_how_it_is(database_url: str) -> None:
    code, text = health(database_url, "--json", "health")
    assert (code, json.loads(text)["status"]) == (0, "ok")
    record(database_url, "warning")
    code, text = health(database_url, "health")
    assert code == 1
    assert text.startswith("warning   content: raw items failed  1: ")
    record(database_url, "critical")
    code, text = health(database_url, "--json", "health")
    assert (code, json.loads(text)["checks"][0]["check_name"]) == (2, "events: open errors")
    assert health(database_url, "health", "--check", "webhooks")[0] == 0
    assert health(database_url, "health", "--check", "no such")[0] == 2


def test_a_database_that_is_not_there_is_critical() -> None:
    code, text = health("postgresql://127.0.0.1:1/x?connect_timeout=2", "--json", "health")
    assert code == 2
    assert json.loads(text.splitlines()[0])["status"] == "critical"
