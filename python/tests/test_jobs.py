"""Scheduled jobs: each due run once, whoever dies; with pg_cron, too."""

from __future__ import annotations

import functools
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from croniter import croniter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aquascene.database import call, call_value
from aquascene.plan import build_database
from aquascene.server import Cluster, find_programs
from aquascene.workers import jobs
from aquascene.workers.jobs import run_due, serve
from harness.server import ROOT, TestServer, temporary_directory
from stage import rows, wait_until

COMMAND = Path(sys.executable).with_name("aquascene")
JOURNAL = """
create table public.journal (job text, due_at timestamptz, worker integer);
grant all on public.journal to public;
create function public.note(seconds double precision default 0) returns void language sql as $$
    insert into public.journal values (
        current_setting('aquascene.job'), current_setting('aquascene.due_at')::timestamptz,
        pg_backend_pid());
    select pg_sleep(seconds);
$$;
delete from ops.scheduled_jobs;
"""


@pytest.fixture
def journal(database_url: str) -> str:
    """A database with a journal that jobs write to, and no jobs."""
    with psycopg.connect(database_url) as connection:
        connection.execute(JOURNAL)
    return database_url


def add(url: str, name: str, command: str, *, due: str = "1 minute", **how: object) -> None:
    """Add a job that has been due for so long."""
    with psycopg.connect(url) as connection:
        call(connection, "ops.set_job", name=name, schedule="0 0 * * *", command=command,
             description="A job.", **how)  # fmt: skip
        connection.execute(
            "update ops.job_states set next_due_at = now() - %s::interval where job_name = %s",
            [due, name],
        )


def runs(url: str, job: str) -> list[tuple[str, int]]:
    found = rows(url, "select * from ops.job_runs where job_name = %s order by started_at", job)
    return [(row["status"], row["attempt"]) for row in found]


# --- schedules ------------------------------------------------------------------------------------


def field(lowest: int, highest: int, *, is_day: bool = False) -> st.SearchStrategy[str]:
    """Return a strategy of what a field of a cron expression may be.

    Of days no */2: for croniter that restricts them, for Vixie's cron and ours a star does not.
    """
    value = st.integers(lowest, highest)
    ends = st.lists(value, min_size=2, max_size=2, unique=True)  # croniter takes 0-0 for *
    span = ends.map(lambda pair: f"{min(pair)}-{max(pair)}")
    step = st.integers(1, 20)
    part = st.one_of(
        value.map(str), span, st.tuples(span, step).map(lambda parts: f"{parts[0]}/{parts[1]}")
    )
    some = st.lists(part, min_size=1, max_size=3).map(",".join)
    steps = st.nothing() if is_day else step.map(lambda number: f"*/{number}")
    return st.one_of(st.just("*"), steps, some)


@given(
    fields=st.tuples(
        field(0, 59),
        field(0, 23),
        field(1, 28, is_day=True),
        field(1, 12),
        field(0, 6, is_day=True),
    ),
    after=st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1)),
)
@settings(max_examples=300, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
def test_schedules_are_those_of_cron(
    connection: psycopg.Connection, fields: tuple[str, ...], after: datetime
) -> None:
    schedule = " ".join(fields)
    expected = croniter(schedule, after.replace(tzinfo=UTC)).get_next(datetime)
    found = call_value(connection, "ops.next_due", schedule=schedule,
                       after=after.replace(tzinfo=UTC))  # fmt: skip
    assert found == expected, schedule


ZONES = ("UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
         "Africa/Cairo", "Asia/Kathmandu", "Pacific/Apia")  # fmt: skip


def shown(instant: datetime, zone: ZoneInfo) -> tuple[int, int, int, int, int]:
    local = instant.astimezone(zone)
    return local.minute, local.hour, local.day, local.month, local.isoweekday() % 7


def fits(schedule: tuple[str, ...], at: tuple[int, int, int, int, int]) -> bool:
    """Return whether a time fits a schedule of stars, numbers and steps of stars."""

    def one(field: str, value: int) -> bool:
        return field == "*" or (
            value % int(field[2:]) == 0 if field[0] == "*" else value == int(field)
        )  # fmt: skip

    minute, hour, day, month, weekday = map(one, schedule, at)
    is_either = schedule[2] != "*" and schedule[4] != "*"
    return minute and hour and month and (day or weekday if is_either else day and weekday)


@given(
    schedule=st.tuples(
        st.one_of(st.integers(0, 59).map(str), st.integers(5, 30).map("*/{}".format)),
        st.one_of(st.just("*"), st.integers(0, 23).map(str)),
        st.just("*"), st.just("*"),
        st.one_of(st.just("*"), st.integers(0, 6).map(str)),
    ),
    zone=st.sampled_from(ZONES),
    change=st.integers(0, 60),
    before=st.timedeltas(timedelta(0), timedelta(hours=30)),
)  # fmt: skip
@settings(max_examples=150, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
def test_schedules_when_clocks_change(
    connection: psycopg.Connection, schedule: tuple[str, ...], zone: str, change: int,
    before: timedelta,
) -> None:  # fmt: skip
    """Each minute of the days around a change is looked at, as somebody with a watch would."""
    place = ZoneInfo(zone)
    found = changes(zone)
    after = (found[change % len(found)] if found else datetime(2016, 3, 1, tzinfo=UTC)) - before
    due = call_value(connection, "ops.next_due", schedule=" ".join(schedule), time_zone=zone,
                     after=after)  # fmt: skip
    start = after.replace(second=0, microsecond=0) + timedelta(minutes=1)
    minutes = [start + timedelta(minutes=number) for number in range(9 * 1440)]
    if schedule[1] == "*":  # each real hour
        expected = next(at for at in minutes if fits(schedule, shown(at, place)))
    else:  # each day's time by the clock: once, the second time; or as much later as it jumps
        first = after.astimezone(place).replace(tzinfo=None, second=0, microsecond=0)
        times = [first + timedelta(minutes=number - 1440) for number in range(11 * 1440)]
        expected = min(
            at for time in times
            if fits(schedule, (time.minute, time.hour, time.day, time.month,
                               time.isoweekday() % 7))
            and (at := instant(time, place)) > after
        )  # fmt: skip
    assert due == expected, (schedule, zone, after)


def instant(time: datetime, zone: ZoneInfo) -> datetime:
    """Return when a clock shows a time: the second time, or after a jump as much later."""
    early, late = (time.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(early, late)


@functools.cache
def changes(zone: str) -> list[datetime]:
    """Return the hours from 2009 to 2024 in which a zone's clocks changed."""
    hours = [datetime(2009, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(15 * 8766)]
    offsets = [at.astimezone(ZoneInfo(zone)).utcoffset() for at in hours]
    return [hours[n] for n in range(1, len(hours)) if offsets[n] != offsets[n - 1]]


# --- runs -----------------------------------------------------------------------------------------


def test_the_jobs_of_the_engine_run(server: TestServer, database_url: str) -> None:
    """Each, by a role that has no more than aquascene_worker."""
    with psycopg.connect(database_url) as connection:
        connection.execute("update ops.job_states set next_due_at = now()")
        names = {name for (name,) in connection.execute(
            "select name from ops.scheduled_jobs where kind = 'sql' and is_enabled")}  # fmt: skip
    worker = psycopg.conninfo.make_conninfo(database_url, options="-c role=aquascene_worker")
    done = run_due(worker, "w")
    assert {run.name: run.status for run in done} == dict.fromkeys(names, "succeeded"), done


def test_a_statement_and_its_note_are_one(journal: str) -> None:
    add(journal, "good", "select public.note()")
    add(journal, "bad", "select public.note()::text, 1 / 0", due="2 minutes")
    assert [(run.name, run.status) for run in run_due(journal, "w")] == [
        ("bad", "failed"),
        ("good", "succeeded"),
    ]
    assert [row["job"] for row in rows(journal, "select job from public.journal")] == ["good"]
    (row,) = rows(journal, "select error from ops.job_runs where job_name = 'bad'")
    assert row["error"].startswith("22012: division by zero")
    assert run_due(journal, "w") == []


def test_a_statement_that_takes_too_long(journal: str) -> None:
    add(journal, "slow", "select public.note(60)", timeout=timedelta(seconds=1), max_attempts=1)
    (run,) = run_due(journal, "w")
    assert (run.status, run.seconds < 30) == ("timed_out", True)
    assert rows(journal, "select from public.journal") == []
    (event,) = rows(journal, "select * from audit.system_events where event_name = 'job_failed'")
    assert (event["severity"], event["event_data"]["status"]) == ("error", "timed_out")


def test_work_is_called_for_while_it_is_left(journal: str) -> None:
    with psycopg.connect(journal) as connection:
        connection.execute(
            """create table public.work as select generate_series(1, 5) as id;
               create function public.do_some() returns bigint language sql as $$
                   with done as (delete from public.work
                                  where id in (select id from public.work limit 2) returning id),
                        noted as (insert into public.journal
                                  select current_setting('aquascene.job'), now(), 1)
                   select count(*) from done $$"""
        )
    add(journal, "work", "select public.do_some()", is_repeated=True)
    assert [run.status for run in run_due(journal, "w")] == ["succeeded"]
    noted = rows(journal, "select distinct due_at from public.journal")
    assert len(noted) == 4, "each call should have been a transaction of its own"


def test_commands(journal: str) -> None:
    add(journal, "fine", "docs --help", kind="worker", due="3 minutes")
    add(journal, "wrong", "no-such-command 'a b'", kind="worker", due="2 minutes")
    add(journal, "endless", "jobs daemon", kind="worker", timeout=timedelta(seconds=2))
    done = {run.name: run for run in run_due(journal, "w")}
    assert {name: run.status for name, run in done.items()} == {
        "fine": "succeeded",
        "wrong": "failed",
        "endless": "timed_out",
    }
    assert "exit code 2" in done["wrong"].error
    assert "no-such-command" in done["wrong"].error


@pytest.mark.parametrize("kind", ["sql", "worker"])
def test_who_is_told_to_stop_gives_back(journal: str, kind: str) -> None:
    """Nobody is told of a failure, and the next one's is still the first try."""
    work = "select 1 from public.note(0.2)" if kind == "sql" else "jobs daemon"
    add(journal, "endless", work, kind=kind, is_repeated=kind == "sql", max_attempts=1)
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(run_due, journal, "w", stop=stop)
        wait_until(lambda: runs(journal, "endless") == [("running", 1)])
        stop.set()
        (run,) = ended.result(timeout=30)
    assert (run.status, run.error) == ("returned", "its daemon was stopped")
    assert rows(journal, "select from audit.system_events where event_name = 'job_failed'") == []
    assert runs(journal, "endless") == [("returned", 1)]
    with psycopg.connect(journal) as connection:
        (again,) = call(connection, "ops.claim_run", worker="other")
        assert again["attempt"] == 1


@pytest.mark.parametrize("kind", ["sql", "worker"])
def test_whose_daemon_died(journal: str, kind: str) -> None:
    add(journal, "job", "select public.note(60)" if kind == "sql" else "jobs daemon", kind=kind)
    with daemons(journal, 1) as (process,):
        wait_until(lambda: runs(journal, "job") == [("running", 1)])
        process.kill()
        process.wait()
    with psycopg.connect(journal) as connection:
        connection.execute("update ops.scheduled_jobs set command = %s", [
            "select public.note()" if kind == "sql" else "docs --help"])  # fmt: skip
        if kind == "worker":  # nobody can know but by its silence
            assert run_due(journal, "other") == []
            connection.execute("update ops.job_states set expires_at = now()")
    if kind == "sql":  # the server process notices that its client is gone
        wait_until(lambda: run_due(journal, "other"))
    else:
        assert [run.status for run in run_due(journal, "other")] == ["succeeded"]
    assert runs(journal, "job") == [("lost", 1), ("succeeded", 2)]


def test_a_command_ends_with_its_daemon(journal: str) -> None:
    """Also when that is killed and can tell nobody: the command must not run twice at a time."""
    add(journal, "job", "jobs daemon", kind="worker")
    with daemons(journal, 1) as (process,):
        wait_until(lambda: offspring(process.pid))
        (command,) = offspring(process.pid)
        process.kill()
        process.wait()
    wait_until(lambda: not Path(f"/proc/{command}").exists())


def offspring(parent: int) -> list[int]:
    """Return the processes that one has started."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def test_a_command_that_cannot_be_started(journal: str) -> None:
    """That is its failure, and the daemon goes on."""
    add(journal, "good", "select public.note()")
    add(journal, "wrong", "docs 'never closed", kind="worker", due="2 minutes")
    assert [(run.name, run.status) for run in run_due(journal, "w")] == [
        ("wrong", "failed"),
        ("good", "succeeded"),
    ]
    assert runs(journal, "wrong") == [("failed", 1)]


def test_a_daemon_does_not_go_on_without_slots(
    journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(jobs, "run_due", broken)
    with pytest.raises(RuntimeError, match="foresaw"):
        serve(journal, "w", slots=2, stop=threading.Event())


@pytest.mark.parametrize("sqlstate", ["08001", "57P03"])
def test_a_failure_that_looks_like_a_lost_server(journal: str, sqlstate: str) -> None:
    """A statement that asks another server, which is away, is tried again after a while."""
    with psycopg.connect(journal) as connection:
        connection.execute(
            """create function public.ask(state text) returns void language plpgsql as $$
               begin raise exception using errcode = state, message = 'away'; end $$"""
        )
    add(journal, "job", f"select public.ask('{sqlstate}')")
    assert [run.status for run in run_due(journal, "w", limit=2)] == ["failed"]
    assert runs(journal, "job") == [("failed", 1)]


def test_how_long_a_statement_took(journal: str) -> None:
    add(journal, "job", "select public.note(0.3)")
    run_due(journal, "w")
    (row,) = rows(journal, "select last_duration from ops.job_report where name = 'job'")
    assert timedelta(seconds=0.3) <= row["last_duration"] < timedelta(seconds=30)


def test_who_claimed_may_be_younger_than_the_list_of_sessions(journal: str) -> None:
    """The list is as old as the transaction's first look at it; who is not in it is not dead."""
    add(journal, "job", "select public.note()")
    with psycopg.connect(journal) as early:
        early.execute("select count(*) from pg_stat_activity")
        with psycopg.connect(journal) as late:
            assert call(late, "ops.claim_run", worker="late")
            late.commit()
            assert call(early, "ops.claim_run", worker="early") == []
            early.commit()
    assert runs(journal, "job") == [("running", 1)]


def test_a_session_with_the_number_of_a_dead_one(journal: str) -> None:
    """It is not stopped for what that one did."""
    add(journal, "job", "select public.note()")
    with psycopg.connect(journal) as dead:
        call(dead, "ops.claim_run", worker="dead")
    with (
        psycopg.connect(journal, autocommit=True) as asleep,
        psycopg.connect(journal, autocommit=True) as connection,
        ThreadPoolExecutor(1) as pool,
    ):
        connection.execute(
            """update ops.job_states
                  set backend_pid = %s, run_started_at = run_started_at - interval '1 hour'""",
            [asleep.info.backend_pid],
        )
        sleeping = pool.submit(asleep.execute, "select pg_sleep(1)")
        wait_until(
            lambda: rows(
                journal,
                "select from pg_stat_activity"
                " where query = 'select pg_sleep(1)' and state = 'active'",
            )
        )
        assert call_value(connection, "ops.cancel_overdue_runs") == 0
        sleeping.result(timeout=30)


def test_one_that_was_given_up_cannot_end(journal: str) -> None:
    """Who was thought dead and is not finds its work undone, which somebody else did."""
    add(journal, "job", "select public.note()")
    with psycopg.connect(journal) as connection:
        (claimed,) = call(connection, "ops.claim_run", worker="slow")
        connection.commit()
        connection.execute("update ops.job_states set expires_at = now()")
        connection.commit()
        assert [run.status for run in run_due(journal, "other")] == ["succeeded"]
        with pytest.raises(Exception, match="not in progress"):
            call(connection, "ops.execute_run", run_id=claimed["run_id"])
    assert len(rows(journal, "select from public.journal")) == 1


def test_what_pg_cron_calls(journal: str) -> None:
    """Each due run is committed by itself, a failure is written down, and time is kept."""
    add(journal, "job", "select public.note()", due="3 days", misfire_policy="run_all")
    add(journal, "bad", "select 1 / 0")
    add(journal, "slow", "select public.note(600)", timeout=timedelta(seconds=1), max_attempts=1)
    with psycopg.connect(journal, autocommit=True) as connection, ThreadPoolExecutor(1) as pool:
        for name in ("job", "bad"):
            connection.execute("call ops.run_due_job(%s)", [name])
        slow = psycopg.connect(journal, autocommit=True)
        with slow:
            called = pool.submit(slow.execute, "call ops.run_due_job('slow')")
            wait_until(lambda: call_value(connection, "ops.cancel_overdue_runs"))
            called.result(timeout=30)
    assert [status for status, _ in runs(journal, "job")] == ["succeeded"] * 4
    assert len(rows(journal, "select distinct due_at from public.journal")) == 4
    assert runs(journal, "bad") == [("failed", 1)]
    assert runs(journal, "slow") == [("timed_out", 1)]


def test_two_claim_at_once(journal: str) -> None:
    for number in range(20):
        add(journal, f"job {number}", "select public.note(0.01)")
    with ThreadPoolExecutor(6) as pool:
        done = [run for some in pool.map(lambda n: run_due(journal, f"w{n}"), range(6))
                for run in some]  # fmt: skip
    assert len(done) == 20
    found = rows(journal, "select job, count(*) as times from public.journal group by job")
    assert {row["job"]: row["times"] for row in found} == {f"job {n}": 1 for n in range(20)}


def test_a_daemon_is_told(journal: str) -> None:
    """A job that is added is run when it is due, without waiting for the next look."""
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        served = pool.submit(serve, journal, "w", slots=2, stop=stop)
        try:
            with psycopg.connect(journal) as connection:
                waits = (
                    "select from pg_stat_activity where datname = current_database()"
                    " and query ~ 'next_run_in' and pid <> pg_backend_pid()"
                )
                wait_until(lambda: rows(journal, waits))
                connection.execute(
                    """insert into ops.scheduled_jobs (name, description, schedule, kind, command)
                       values ('new', 'd', '@yearly', 'sql', 'select public.note()');
                       update ops.job_states set next_due_at = now() where job_name = 'new'"""
                )
            wait_until(lambda: rows(journal, "select from public.journal"), 20)
        finally:
            stop.set()
        served.result(timeout=30)


# --- the command ----------------------------------------------------------------------------------


def aquascene(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "--database", url, *arguments], capture_output=True, text=True, check=False
    )


def test_the_command(journal: str) -> None:
    add(journal, "good", "select public.note()")
    add(journal, "bad", "select 1 / 0")
    assert aquascene(journal, "jobs", "disable", "good").returncode == 0
    done = aquascene(journal, "--json", "jobs", "run", "good")
    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "succeeded")
    failed = aquascene(journal, "jobs", "run", "bad")
    assert (failed.returncode, "division by zero" in failed.stdout) == (1, True)
    unknown = aquascene(journal, "jobs", "run", "none")
    assert (unknown.returncode, "no job 'none'" in unknown.stderr) == (11, True)
    listed = aquascene(journal, "jobs", "list").stdout
    assert "good" in listed
    assert "off" in listed
    assert [row["status"] for row in json.loads(aquascene(journal, "--json", "jobs", "runs").stdout)
            ] == ["failed", "succeeded"]  # fmt: skip
    assert "division by zero" in aquascene(journal, "jobs", "runs", "bad").stdout
    assert aquascene(journal, "jobs", "enable", "good").returncode == 0
    once = aquascene(journal, "jobs", "daemon", "--once")
    assert once.returncode == 0
    assert aquascene(journal, "jobs", "sync-pg-cron").returncode == 13


# --- everything at once ---------------------------------------------------------------------------


@contextmanager
def daemons(url: str, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start daemons, which do not outlive the block."""
    started = [start(url) for _ in range(count)]
    try:
        yield started
    finally:
        for process in started:
            process.kill()
            process.wait()


def start(url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [COMMAND, "--database", url, "jobs", "daemon", "--slots", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ,
    )  # fmt: skip


@pytest.fixture
def cron_url() -> Iterator[str]:
    """A database in a cluster that has pg_cron, with a journal."""
    share = Path(find_programs()["pg_config"]).parent.parent
    if not any(share.glob("**/pg_cron.so")):
        pytest.skip("pg_cron is not installed: apt-get install postgresql-15-cron")
    directory = temporary_directory()
    cluster = Cluster(
        directory,
        settings={
            "fsync": "off", "max_worker_processes": "40",
            "shared_preload_libraries": "pg_stat_statements,pg_cron",
            "cron.database_name": "engine", "cron.use_background_workers": "on",
        },
    )  # fmt: skip
    try:
        cluster.start()
        cluster.ensure_database("engine")
        url = cluster.url("engine")
        build_database(url, ROOT)
        with psycopg.connect(url) as connection:
            connection.execute("create extension pg_cron")
            connection.execute(JOURNAL)
        yield url
    finally:
        cluster.remove()


def test_daemons_that_die_and_pg_cron(cron_url: str) -> None:
    """A thousand due runs by three daemons that are killed all the time, and pg_cron: each once.

    The work takes 25 seconds at least, and the full minute, when pg_cron comes, is in their middle.
    """
    wait_until(lambda: 45 <= time.time() % 60 < 50, seconds=90)
    with psycopg.connect(cron_url) as connection:
        for number in range(20):
            call(connection, "ops.set_job", name=f"job {number}", schedule="0 * * * *",
                 command="select public.note(0.3)", description="d", misfire_policy="run_all",
                 max_attempts=100)  # fmt: skip
        connection.execute(
            "update ops.job_states"
            "   set next_due_at = date_trunc('hour', now()) - interval '49 hours'"
        )
        assert call_value(connection, "ops.sync_pg_cron") == 21
        connection.execute("delete from cron.job where jobname = 'aquascene: job 3'")
        assert call_value(connection, "ops.sync_pg_cron") == 21
    begun = rows(cron_url, "select job_name, next_due_at from ops.job_states")

    chance = random.Random(7)
    kills = 0

    def is_done() -> bool:
        left = "select from ops.job_states where next_due_at <= now() or run_id is not null"
        return not rows(cron_url, left)

    with daemons(cron_url, 3) as processes:
        pause = threading.Event()
        while not is_done():
            pause.wait(chance.uniform(1.0, 2.5))
            number = chance.randrange(3)
            processes[number].kill()
            processes[number].wait()
            processes[number] = start(cron_url)
            kills += 1
    done = rows(cron_url, "select job, due_at, count(*) as times from public.journal group by 1, 2")
    assert {row["times"] for row in done} == {1}
    (ended,) = rows(cron_url, """select count(*) filter (where status = 'succeeded') as succeeded,
              count(*) filter (where worker = 'pg_cron' and status = 'succeeded') as by_pg_cron,
              count(*) filter (where status = 'lost') as lost
         from ops.job_runs""")  # fmt: skip
    expected = {
        (row["job_name"], row["next_due_at"] + timedelta(hours=hour))
        for row in begun
        for hour in range(50)
    }
    assert {(row["job"], row["due_at"]) for row in done} >= expected
    assert len(expected) == 1000
    assert ended["succeeded"] == len(done)
    assert ended["by_pg_cron"] > 0
    print(f"{kills} kills, {ended}")
