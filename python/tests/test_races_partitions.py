"""Partitions come, are drained and go while others write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from aquascene.database import RetryError, call_value

Connection = psycopg.Connection[Any]

TABLE = "analytics.system_metrics"
SETTLED = 20_000
WRITERS = 3


def fill(url: str, day: str, rows: int = SETTLED) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into analytics.system_metrics (service_name, metric_name, metric_value,"
            " date_bucket) select 'settled', 'n', n, %s::date + n %% 20"
            " from generate_series(1, %s) as n",
            [day, rows],
        )


def write(url: str, number: int, day: str, stop: threading.Event) -> dict[int, int]:
    """Insert, change and delete metrics of one's own until told; return value by identity."""
    service = f"writer-{number}"
    mine: dict[int, int] = {}
    step = 0
    with psycopg.connect(url, autocommit=True) as connection:
        while not stop.is_set():
            step += 1
            connection.execute(
                "insert into analytics.system_metrics (service_name, metric_name, metric_value,"
                " date_bucket) values (%s, %s, %s, %s::date + %s)",
                [service, str(step), step, day, step % 40],
            )
            mine[step] = step
            if step % 3 == 0:
                connection.execute(
                    "update analytics.system_metrics"
                    " set metric_value = -1, date_bucket = date_bucket + 1"
                    " where service_name = %s and metric_name = %s",
                    [service, str(step - 1)],
                )
                mine[step - 1] = -1
            if step % 5 == 0:
                connection.execute(
                    "delete from analytics.system_metrics"
                    " where service_name = %s and metric_name = %s",
                    [service, str(step - 2)],
                )
                del mine[step - 2]
    return mine


def watch(url: str, stop: threading.Event) -> int:
    """Count the settled rows all the time; return how often, each time all of them."""
    times = 0
    with psycopg.connect(url, autocommit=True) as connection:
        while not stop.is_set():
            row = connection.execute(
                "select count(*) from analytics.system_metrics where service_name = 'settled'"
            ).fetchone()
            assert row == (SETTLED,)
            times += 1
    return times


@contextmanager
def busy(url: str, day: str) -> Iterator[None]:
    """Let writers and a reader go on; then compare what is there with what was written."""
    stop = threading.Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        writers: list[Future[dict[int, int]]] = [
            pool.submit(write, url, number, day, stop) for number in range(WRITERS)
        ]
        reader = pool.submit(watch, url, stop)

        try:
            yield
        finally:
            stop.set()
        assert reader.result() > 0
    with psycopg.connect(url) as connection:
        for number, writer in enumerate(writers):
            found = connection.execute(
                "select metric_name::integer, metric_value::integer from analytics.system_metrics"
                " where service_name = %s order by 1",
                [f"writer-{number}"],
            ).fetchall()
            assert writer.result(), "a writer never wrote"
            assert found == sorted(writer.result().items())


def drain(url: str, *, kill_at: set[int]) -> int:
    """Drain to the end, a connection that is killed in the middle of some calls; count the calls.

    Calls that lost a lock are repeated.
    """
    calls = 0
    left = 1
    with psycopg.connect(url, autocommit=True) as killer:
        while left:
            calls += 1
            assert calls < 1000, "the drain does not end"
            with psycopg.connect(url) as connection:
                try:
                    left = call_value(
                        connection, "ops.drain_default", table_name=TABLE, batch_rows=2000
                    )
                except RetryError:
                    left = 1
                    continue
                if calls in kill_at:
                    left = 1
                    killer.execute(
                        "select pg_terminate_backend(%s, 5000)", [connection.info.backend_pid]
                    )
                    with pytest.raises(psycopg.OperationalError):
                        connection.commit()
                    connection.close()
    return calls


def test_strays_are_drained_while_others_write_and_the_drain_is_killed(database_url: str) -> None:
    fill(database_url, "2025-03-01")
    with busy(database_url, "2025-03-01"):
        calls = drain(database_url, kill_at={1, 3, 6, 7, 12})
    assert calls > SETTLED / 2000
    with psycopg.connect(database_url) as connection:
        drain(database_url, kill_at=set())  # what fell into months that came later
        assert call_value(connection, "ops.count_strays", partitioned_table=TABLE) == 0


def test_the_change_of_places_may_be_killed(database_url: str) -> None:
    fill(database_url, "2025-03-01", rows=10)
    with psycopg.connect(database_url) as connection:
        statement = "select ops.drain_default('analytics.system_metrics')"
        for _ in range(2):
            connection.execute(statement)
            connection.commit()
        row = connection.execute(statement).fetchone()
        assert row == (0,)
        connection.rollback()  # as a server that is killed does
        assert call_value(connection, "ops.count_strays", partitioned_table=TABLE) == 10
        assert connection.execute(statement).fetchone() == (0,)
        assert call_value(connection, "ops.count_strays", partitioned_table=TABLE) == 0


def test_a_snapshot_from_before_the_drain_changes_no_row_behind_its_back(database_url: str) -> None:
    fill(database_url, "2025-03-01", rows=10)
    with psycopg.connect(database_url) as other:
        other.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        other.execute("select 1 from ops.settings limit 1")
        with psycopg.connect(database_url) as connection:
            for _ in range(2):
                connection.execute("select ops.drain_default('analytics.system_metrics')")
                connection.commit()
        with pytest.raises(psycopg.errors.SerializationFailure):
            other.execute("delete from analytics.system_metrics")
        other.rollback()
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
            other.execute("select ops.drain_default('analytics.system_metrics')")
