"""What Prometheus is told, and that systemd can start what is shipped."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
import uvicorn
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

from aquascene.cli import main
from aquascene.database import SMALL_POOL, Pool, open_pool
from aquascene.web import listen
from aquascene.web.metrics import ALLOWED, create_metrics_app
from harness.server import ROOT
from stage import roll_up, rows, wait_until

COMMAND = Path(sys.executable).with_name("aquascene")
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))


@contextmanager
def served(pool: Pool, allowed: float = ALLOWED) -> Iterator[httpx.Client]:
    """Serve /metrics over real HTTP, and yield a client of it."""
    server = uvicorn.Server(uvicorn.Config(create_metrics_app(pool, allowed), log_level="critical"))
    with listen("127.0.0.1", 0) as socket:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        host, port = socket.getsockname()[:2]
        try:
            wait_until(lambda: server.started)
            with httpx.Client(base_url=f"http://{host}:{port}") as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


def test_prometheus_can_read_it(database_url: str) -> None:
    roll_up(database_url)
    url = psycopg.conninfo.make_conninfo(database_url, options="-c role=aquascene_reader")
    with open_pool(url, SMALL_POOL) as pool, served(pool) as client:
        answer = client.get("/metrics")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
        families = {family.name: family for family in text_string_to_metric_families(answer.text)}
        counters = {name for name, family in families.items() if family.type == "counter"}
        assert counters == {"aquascene_rolled_up_events", "aquascene_blocks_read",
                            "aquascene_blocks_hit"}  # fmt: skip
        assert all(family.documentation for family in families.values())
        told = {sample.labels["check"]: sample.value
                for sample in families["aquascene_health"].samples}  # fmt: skip
        known = rows(database_url, "select check_name, value from analytics.system_health")
        assert told.keys() == {row["check_name"] for row in known if row["value"] is not None}
        assert len(families["aquascene_job_due_seconds"].samples) > 10
        # Asked again at once, it is the same answer, and the database is not asked.
        with psycopg.connect(database_url) as connection:
            connection.execute("delete from ops.scheduled_jobs")
        assert client.get("/metrics").text == answer.text
        assert client.get("/").status_code == 404


def test_without_a_database(database_url: str) -> None:
    with open_pool(database_url, SMALL_POOL) as pool, served(pool) as client:
        pool.close()
        assert client.get("/metrics").status_code in (500, 503)


def test_a_database_that_does_not_answer(database_url: str) -> None:
    with (
        psycopg.connect(database_url) as holder,
        open_pool(database_url, SMALL_POOL) as pool,
        served(pool, allowed=0.2) as client,
    ):
        holder.execute("lock table ops.settings in access exclusive mode")
        answer = client.get("/metrics")
        assert (answer.status_code, "timeout" in answer.text) == (503, True)
        holder.rollback()
        assert client.get("/metrics").status_code in (200, 503)


def test_the_command(database_url: str) -> None:
    with subprocess.Popen(
        [COMMAND, "--database", database_url, "web", "metrics", "--port", "0"],
        stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        found = re.search(r"http://\S+/metrics", process.stdout.readline())
        assert found
        assert "aquascene_health_status{" in httpx.get(found[0]).text
        process.terminate()
        process.wait(30)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_start_what_is_there(unit: Path) -> None:
    (line,) = re.findall(r"^ExecStart=/usr/local/bin/aquascene (.*)$", unit.read_text(), re.M)
    words = shlex.split(line)
    names = [word for word in words if not word.startswith("--")]
    helped = CliRunner().invoke(main, [*names[:2], "--help"])
    assert helped.exit_code == 0, helped.output
    for option in (word for word in words if word.startswith("--")):
        assert option in helped.output


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.M)
        (tmp_path / unit.name).write_text(text)
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = [line for line in run.stderr.splitlines() if str(tmp_path) in line]
    assert not told
