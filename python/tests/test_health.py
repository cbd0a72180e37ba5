"""The command that says how the system is, and its exit codes."""

from __future__ import annotations

import json
import re

import psycopg
from click.testing import CliRunner

from aquascene.cli import main
from harness.server import ROOT
from stage import rows


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
    first, second, *_ = text.splitlines()
    assert first == "warning   content: raw items failed: 1"
    assert second.startswith("          raw items without tries left")
    assert re.search(r"^ok        webhooks: events given up$", text, re.M)
    assert re.fullmatch(r"\d+ ok, 1 warning", text.splitlines()[-1])
    code, text = health(database_url, "health", "--problems")
    assert (code, text.count(": ")) == (1, 2)
    record(database_url, "critical")
    code, text = health(database_url, "--json", "health")
    assert (code, json.loads(text)["checks"][0]["check_name"]) == (2, "events: open errors")
    assert health(database_url, "health", "--check", "webhooks")[0] == 0
    assert health(database_url, "health", "--check", "no such")[0] == 2


def test_a_role_without_statistics(database_url: str) -> None:
    url = psycopg.conninfo.make_conninfo(database_url, options="-c role=aquascene_reader")
    code, text = health(url, "health", "--check", "server: long")
    assert (code, text.splitlines()[0]) == (
        0, "unknown   server: long transactions: the role needs pg_read_all_stats",
    )  # fmt: skip
    assert health(url, "health", "--check", "server: long", "--problems")[1] == "1 unknown\n"


def test_a_database_that_does_not_answer_is_critical(database_url: str) -> None:
    with psycopg.connect(database_url) as holder:
        holder.execute("lock table ops.settings in access exclusive mode")
        code, text = health(database_url, "--json", "health", "--timeout", "0.2")
        assert (code, json.loads(text.splitlines()[0])["status"]) == (2, "critical")
        holder.rollback()
    assert health(database_url, "health")[0] == 0


def test_the_guide_tells_of_each_check(database_url: str) -> None:
    told = re.findall(r"^### (\w+: .+)$", (ROOT / "docs/guide/health.md").read_text(), re.M)
    known = rows(database_url, "select check_name from analytics.system_health")
    assert sorted(told) == sorted(row["check_name"] for row in known)


def test_the_guide_tells_of_each_setting(database_url: str) -> None:
    told = re.findall(r"^\| `(health\.\w+)`", (ROOT / "docs/guide/health.md").read_text(), re.M)
    known = rows(database_url, "select key from ops.settings where key like 'health.%%'")
    assert sorted(told) == sorted(row["key"] for row in known)


def test_a_database_that_is_not_there_is_critical() -> None:
    code, text = health("postgresql://127.0.0.1:1/x?connect_timeout=2", "--json", "health")
    assert code == 2
    assert json.loads(text.splitlines()[0])["status"] == "critical"
