"""Months that go while others write; archives that come back."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from aquascene.cli import main
from aquascene.database import call
from aquascene.workers.archive import ArchiveError, archive_months, read_manifest, restore
from stage import rows, wait_until

OLD = 10_000


@pytest.fixture
def old_month(database_url: str) -> str:
    """A database with a month of system events that is over, and this month's partition."""
    with psycopg.connect(database_url) as connection:
        call(connection, "ops.ensure_partitions")
        call(connection, "ops.create_monthly_partition", table_name="audit.system_events",
             start_date="2020-05-17")  # fmt: skip
        connection.execute(
            """insert into audit.system_events (event_type, event_name, event_data, occurred_at)
               select 't', e'odd, \"name\"\n', jsonb_build_object('n', n, 'null', null),
                      '2020-05-01Z'::timestamptz + n * interval '1 minute'
                 from generate_series(1, %s) as n""",
            [OLD],
        )
    return database_url


def retain(url: str) -> list[tuple[str, str]]:
    steps = []
    with psycopg.connect(url, autocommit=True) as connection:
        while found := call(connection, "ops.apply_retention", only_table="audit.system_events"):
            steps += [(step["step"], step["partition_name"]) for step in found]
    return steps


def test_months_go_while_others_write(old_month: str) -> None:
    """Nobody who writes fails or loses a row, and nobody is kept waiting for a reader."""
    is_over = threading.Event()
    written = [0] * 4

    def write(number: int) -> None:
        with psycopg.connect(old_month, autocommit=True) as connection:
            while not is_over.is_set():
                call(connection, "audit.record_event", event_type="t", event_name="now")
                written[number] += 1

    with ThreadPoolExecutor(5) as pool, psycopg.connect(old_month) as reader:
        writers = [pool.submit(write, number) for number in range(4)]
        reader.execute("select count(*) from audit.system_events")  # holds a lock on the parent
        retained = pool.submit(retain, old_month)
        before = sum(written)
        wait_until(lambda: sum(written) > before + 100)  # writers go on though retention waits
        reader.rollback()
        try:
            assert retained.result(timeout=60) == [("dropped", "audit.system_events_2020_05")]
        finally:
            is_over.set()
        for writer in writers:
            writer.result()
    (held,) = rows(old_month, "select count(*) as rows from audit.system_events")
    assert held["rows"] == sum(written)


def test_two_retain_at_once(old_month: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        steps = [step for some in pool.map(lambda _: retain(old_month), range(4))
                 for step in some]  # fmt: skip
    assert steps.count(("dropped", "audit.system_events_2020_05")) == 1


def test_archive_and_restore(old_month: str, tmp_path: Path) -> None:
    before = rows(old_month, "select * from audit.system_events_2020_05 order by id")
    with psycopg.connect(old_month) as connection:
        connection.execute("update ops.partition_policies set is_archived = true")
    assert retain(old_month) == [("detached", "audit.system_events_2020_05")]
    (manifest,) = archive_months(old_month, tmp_path / "new")
    assert (manifest.row_count, manifest.starts_at) == (OLD, "2020-05-01T00:00:00+00:00")
    assert rows(old_month, "select to_regclass('audit.system_events_2020_05') as t")[0]["t"] is None
    (known,) = rows(old_month, "select * from ops.archives")
    assert (known["row_count"], known["checksum"]) == (OLD, manifest.checksum)
    assert known["location"] == str(tmp_path / "new")
    assert archive_months(old_month, tmp_path / "new") == []
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "audit.system_events_2020_05.csv.gz", "audit.system_events_2020_05.json",
    ]  # fmt: skip

    file = tmp_path / "new/audit.system_events_2020_05.json"
    assert read_manifest(file) == manifest
    assert restore(old_month, file) == "audit.system_events_2020_05_restored"
    assert rows(old_month, "select * from audit.system_events_2020_05_restored order by id") == (
        before
    )
    command = CliRunner().invoke(
        main, ["--database", old_month, "partitions", "restore", str(file)]
    )
    assert command.exit_code != 0  # there already


def test_a_damaged_archive(old_month: str, tmp_path: Path) -> None:
    with psycopg.connect(old_month) as connection:
        connection.execute("update ops.partition_policies set is_archived = true")
    retain(old_month)
    archive_months(old_month, tmp_path)
    packed = tmp_path / "audit.system_events_2020_05.csv.gz"
    packed.write_bytes(packed.read_bytes()[:-1])
    manifest = tmp_path / "audit.system_events_2020_05.json"
    with pytest.raises(ArchiveError, match="damaged"):
        restore(old_month, manifest)
    manifest.write_text("{}")
    with pytest.raises(ArchiveError, match="no manifest"):
        restore(old_month, manifest)
    there = rows(old_month, "select to_regclass('audit.system_events_2020_05_restored') as t")
    assert there[0]["t"] is None


def test_nothing_is_dropped_when_it_cannot_be_written(old_month: str, tmp_path: Path) -> None:
    with psycopg.connect(old_month) as connection:
        connection.execute("update ops.partition_policies set is_archived = true")
    retain(old_month)
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be written"):
        archive_months(old_month, tmp_path / "file")

    def fail(name: str, count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive_months(old_month, tmp_path, fail)
    assert not list(tmp_path.glob("*.csv.gz*"))
    (held,) = rows(old_month, "select count(*) as rows from audit.system_events_2020_05")
    assert held["rows"] == OLD
    assert len(archive_months(old_month, tmp_path)) == 1


def test_the_commands(old_month: str, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(main, ["--database", old_month, "partitions", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    assert "audit.system_events_2020_05" in run("list")
    assert "months are missing" in run("list")
    assert "made" in run("ensure", "--months-ahead", "4")
    with psycopg.connect(old_month) as connection:
        connection.execute("update ops.partition_policies set is_archived = true")
    assert "detached" in run("retain", "--table", "audit.system_events")
    assert "10,000 rows" in run("archive", str(tmp_path))
    assert "nothing waits" in run("archive", str(tmp_path))
    assert "_restored" in run("restore", str(tmp_path / "audit.system_events_2020_05.json"))


def test_the_command_that_drains(database_url: str) -> None:
    table = "analytics.system_metrics"

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(
            main, ["--database", database_url, "--json", "partitions", "drain", table, *arguments]
        )

    with psycopg.connect(database_url) as connection:
        connection.execute(
            "insert into analytics.system_metrics (service_name, metric_name, metric_value,"
            " date_bucket) select 's', 'n', n, '2024-05-01' from generate_series(1, 300) as n"
        )
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("select ops.drain_default(%s)", [table])
        assert json.loads(run("--cancel").stdout) == {"cancelled": table}
    assert run("--cancel").exit_code != 0
    assert json.loads(run("--batch-rows", "100").stdout)["calls"] >= 3
    places = rows(
        database_url,
        "select distinct tableoid::regclass::text as place from analytics.system_metrics"
        " where service_name = 's'",
    )
    assert places == [{"place": "system_metrics_2024_05"}]
    assert run().exit_code == 0
    assert run("--batch-rows", "0").exit_code == 2
