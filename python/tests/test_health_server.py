"""The checks of the server itself, in a cluster of their own: each goes wrong, and well again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from aquascene.plan import build_database
from aquascene.server import Cluster
from backup_drill import backup_folder, give_to_server
from harness.server import ROOT
from stage import rows, wait_until

SETTINGS = {
    "fsync": "off",
    "autovacuum": "off",
    "max_connections": "30",
    "max_prepared_transactions": "2",
    "archive_mode": "on",
}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with backup_folder(in_memory=True) as folder:
        cluster = Cluster(folder, settings=SETTINGS)
        cluster.start()
        cluster.psql("alter system set archive_command = 'true'")
        cluster.psql("select pg_reload_conf()")
        cluster.ensure_database("engine")
        build_database(cluster.url("engine"), ROOT)
        try:
            yield cluster
        finally:
            cluster.stop()


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    """The database, whose settings are again as they were afterwards."""
    url = cluster.url("engine")
    before = rows(url, "select key, value::text from ops.settings where key like 'health.%%'")
    assert ill(url) == {}
    yield url
    for row in before:
        rows(url, "select ops.set_setting(%s, %s::jsonb)", row["key"], row["value"])


def ill(url: str) -> dict[str, str]:
    """Return the checks of the server that are not well, and how they are."""
    found = rows(
        url,
        "select check_name, status from analytics.system_health "
        "where status <> 'ok' and check_name ~ '^server: '",
    )
    return {row["check_name"].removeprefix("server: "): row["status"] for row in found}


def run(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def limit(url: str, name: str, value: str) -> None:
    rows(url, "select ops.set_setting('health.' || %s, %s::jsonb)", name, value)


def test_prepared_transactions(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("begin; create table left_over (); prepare transaction 'left'")
        assert ill(url) == {}
        limit(url, "transaction_age", '"0"')
        assert ill(url)["prepared transactions"] == "critical"
        connection.execute("rollback prepared 'left'")
    assert "prepared transactions" not in ill(url)


def test_sessions_that_stand_still(url: str) -> None:
    with psycopg.connect(url) as idle, psycopg.connect(url) as waiting:
        idle.execute("lock table ops.drains")
        thread = threading.Thread(target=waiting.execute, args=["lock table ops.drains"])
        thread.start()
        wait_until(lambda: rows(url, "select from pg_locks where not granted"))
        assert ill(url) == {}
        limit(url, "idle_age", '"0"')
        told = {"idle in a transaction": "warning", "waiting for a lock": "warning"}
        assert ill(url) == told
        idle.rollback()
        thread.join()
        assert ill(url) == {"idle in a transaction": "warning"}
        waiting.rollback()
        assert ill(url) == {}


def test_connections(url: str) -> None:
    with ExitStack() as stack:
        for _ in range(25):
            stack.enter_context(psycopg.connect(url))
        assert ill(url) == {"connections nearly all used": "warning"}
    wait_until(lambda: ill(url) == {})


def test_archiving(cluster: Cluster, url: str) -> None:
    def archive_by(command: str) -> None:
        cluster.psql(f"alter system set archive_command = '{command}'")
        cluster.psql("select pg_reload_conf()")
        cluster.psql("select pg_switch_wal()")

    archive_by("false")
    rows(url, "select pg_logical_emit_message(true, 'a', 'a')")
    cluster.psql("select pg_switch_wal()")
    wait_until(lambda: ill(url) == {"archiving fails": "critical"})
    archive_by("true")
    wait_until(lambda: ill(url) == {})
    limit(url, "wal_bytes", "-100000000")  # the last segment is always a little behind
    assert ill(url) == {"archiving fails": "critical"}


def test_dead_rows(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table dying as select n from generate_series(1, 1000) as n")
        connection.execute("delete from dying where n <= 600")
        connection.execute("select pg_stat_force_next_flush()")
        assert ill(url) == {}
        limit(url, "dead_rows", "599")
        wait_until(lambda: ill(url) == {"tables with many dead rows": "warning"})
        connection.execute("vacuum dying")
        connection.execute("select pg_stat_force_next_flush()")
        wait_until(lambda: ill(url) == {})
        connection.execute("drop table dying")


def test_slots(cluster: Cluster, url: str) -> None:
    try:
        cluster.psql("select pg_create_physical_replication_slot('left', true)")
        cluster.psql("select pg_switch_wal()")
        assert ill(url) == {}
        limit(url, "wal_bytes", "1000")
        assert ill(url)["replication slots hold WAL"] == "critical"
        limit(url, "wal_bytes", "1000000000")
        assert ill(url) == {}
        cluster.psql("alter system set max_slot_wal_keep_size = 0")
        cluster.psql("select pg_reload_conf()")
        for _ in range(3):
            cluster.psql("select pg_logical_emit_message(true, 'a', 'a')")
            cluster.psql("select pg_switch_wal()")
            cluster.psql("checkpoint")
        assert rows(url, "select wal_status from pg_replication_slots") == [{"wal_status": "lost"}]
        assert ill(url) == {"replication slots hold WAL": "critical"}
    finally:
        cluster.psql("alter system reset max_slot_wal_keep_size")
        cluster.psql("select pg_reload_conf()")
        cluster.psql("select pg_drop_replication_slot('left')")
    assert ill(url) == {}


def test_a_replica(cluster: Cluster, url: str) -> None:
    folder = Path(cluster.directory) / "replica"
    give_to_server(folder)
    standby = Cluster(folder, settings=SETTINGS)
    standby._make_directory()
    standby._make_home()
    copy = standby._run(
        [cluster.programs["pg_basebackup"], "-d", cluster.url(), "-D", str(standby.data)]
        + ["--checkpoint=fast", "--write-recovery-conf"]
    )
    assert copy.returncode == 0, copy.stdout
    standby.start()
    try:
        there = standby.url("engine")
        limit(url, "replica_delay", '"100 ms"')
        wait_until(lambda: ill(url) == {} and ill(there) == {})
        standby.psql("select pg_wal_replay_pause()")

        def is_behind(told: str) -> bool:
            run(url, "select pg_logical_emit_message(true, 'a', 'a')")
            return ill(told) == {"replicas behind": "warning"}

        wait_until(lambda: is_behind(url))
        wait_until(lambda: is_behind(there))
        standby.psql("select pg_wal_replay_resume()")
        wait_until(lambda: ill(url) == {} and ill(there) == {})

        limit(url, "replica_delay", '"1 hour"')  # far behind, if not for long
        wait_until(lambda: ill(there) == {})
        standby.psql("select pg_wal_replay_pause()")
        run(url, "create table more as select n from generate_series(1, 10000) as n")
        assert ill(url) == {}
        limit(url, "wal_bytes", "100000")
        assert ill(url)["replicas behind"] == "warning"
        standby.psql("select pg_wal_replay_resume()")
        wait_until(lambda: "replicas behind" not in ill(url))
    finally:
        standby.stop()
