"""``aquascene jobs``: what runs when, and the daemon that runs it."""

from __future__ import annotations

import json
import signal
import threading
from types import FrameType
from typing import Any

import click

from aquascene.cli import Options, worker_name
from aquascene.database import Row, call, call_value, read
from aquascene.workers.jobs import run_due, serve

_FAILED = 1


@click.group()
def group() -> None:
    """What runs when (ops.scheduled_jobs), by a daemon or by pg_cron."""


@group.command("list")
@click.pass_obj
def list_(options: Options) -> None:
    """List the jobs: when each is due, how it last went."""
    with options.pool() as pool, pool.connection() as connection:
        rows = read(connection, "ops.job_report")
    if options.as_json:
        click.echo(json.dumps(rows, default=str))
        return
    _table(
        ("job", "schedule", "next due", "last run", "status"),
        [
            (
                row["name"],
                f"{row['schedule']} {row['time_zone']}",
                _when(row["retry_at"] or row["next_due_at"]) if row["is_enabled"] else "off",
                _when(row["last_started_at"]),
                "running" if row["is_running"] else row["last_status"] or "",
            )
            for row in rows
        ],
    )


@group.command()
@click.argument("name", required=False)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.pass_obj
def runs(options: Options, name: str | None, limit: int) -> None:
    """List the latest runs, of one job or of all, the newest first."""
    with options.pool() as pool, pool.connection() as connection:
        rows = call(connection, "ops.latest_runs", job_name=name, row_limit=limit)
    if options.as_json:
        click.echo(json.dumps(rows, default=str))
        return
    _table(
        ("job", "due", "started", "seconds", "try", "status", "error"),
        [
            (
                row["job_name"],
                _when(row["due_at"]),
                _when(row["started_at"]),
                _seconds(row),
                str(row["attempt"]),
                row["status"],
                (row["error"] or "").split("\n")[0][:60],
            )
            for row in rows
        ],
    )


@group.command()
@click.argument("name")
@click.pass_obj
def run(options: Options, name: str) -> None:
    """Run a job now, beside its schedule, also one that is off. Exits with 1 when it fails."""
    ended = run_due(options.url(), worker_name(), job=name, is_forced=True)
    if not ended:
        raise click.ClickException(f"{name} is running just now")
    done = ended[0]
    options.show({"job": done.name, "status": done.status, "seconds": round(done.seconds, 1),
                  **({"error": done.error} if done.error else {})})  # fmt: skip
    if done.status != "succeeded":
        raise SystemExit(_FAILED)


@group.command()
@click.option("--slots", type=click.IntRange(1, 64), default=2, show_default=True,
              help="So many jobs at the same time.")  # fmt: skip
@click.option("--once", is_flag=True, help="Run what is due now, and end.")
@click.pass_obj
def daemon(options: Options, slots: int, once: bool) -> None:
    """Run jobs when they are due, until Ctrl-C or SIGTERM.

    Any number of daemons may run, on any machines, beside pg_cron: each due run is taken once. A
    statement and the note that it is done are one transaction, so whatever dies, it is done once.
    A command (kind worker) whose daemon died is started again: at least once. Statements run with
    the rights of the role that the daemon signs in with: give it aquascene_worker.
    """
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    if once:
        run_due(options.url(), worker_name(), say=click.echo, stop=stop)
        return
    click.echo(f"running jobs, {slots} at the same time (Ctrl-C ends it)")
    serve(options.url(), worker_name(), slots=slots, stop=stop, say=click.echo)


@group.command()
@click.argument("name")
@click.pass_obj
def enable(options: Options, name: str) -> None:
    """Switch a job on, from its next due time."""
    _switch(options, name, is_enabled=True)


@group.command()
@click.argument("name")
@click.pass_obj
def disable(options: Options, name: str) -> None:
    """Switch a job off; a run in progress goes on."""
    _switch(options, name, is_enabled=False)


@group.command("sync-pg-cron")
@click.pass_obj
def sync_pg_cron(options: Options) -> None:
    """Hand the jobs that are statements to pg_cron; again after jobs were changed."""
    with options.pool() as pool, pool.connection() as connection:
        options.show({"handed over": call_value(connection, "ops.sync_pg_cron")})


def _switch(options: Options, name: str, *, is_enabled: bool) -> None:
    with options.pool() as pool, pool.connection() as connection:
        call(connection, "ops.enable_job", name=name, is_enabled=is_enabled)
        (row,) = read(connection, "ops.job_report", "name", "is_enabled", "next_due_at", name=name)
    options.show(row)


def _when(instant: Any) -> str:
    return "" if instant is None else f"{instant:%Y-%m-%d %H:%M:%S%z}"


def _seconds(row: Row) -> str:
    if row["finished_at"] is None:
        return ""
    return f"{(row['finished_at'] - row['started_at']).total_seconds():.1f}"


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    for line in (header, *rows):
        click.echo("  ".join(map(str.ljust, line, widths)).rstrip())
