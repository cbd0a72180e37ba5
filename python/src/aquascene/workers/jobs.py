"""Runs scheduled jobs: any number of daemons, each due run once.

What is due, and what becomes of a run, is decided by the database (``ops.claim_run``). A statement
is executed in the transaction that also writes down that it is done; a command is a process of
its own, whose run is held by a lease.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import IO

from aquascene.database import (
    Connection,
    DatabaseError,
    Row,
    UnavailableError,
    call,
    call_row,
    call_value,
    connect,
    translated,
)

LEASE = timedelta(minutes=1)
"""A command that is not heard of for so long is lost."""

_LONGEST_WAIT = 60.0  # seconds; then it is asked again, whatever was or was not heard
_HEARTBEAT = 15.0
_LAST_WORDS = 4000  # bytes of what a failing command printed
_GRACE = 10.0  # seconds from SIGTERM to SIGKILL
_CANCELED = "57014"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """What became of a run: status is succeeded, failed, timed_out or lost."""

    name: str
    status: str
    seconds: float
    error: str = ""


def run_due(
    url: str,
    worker: str,
    *,
    say: Say = lambda line: None,
    job: str | None = None,
    is_forced: bool = False,
    stop: threading.Event | None = None,
    limit: int | None = None,
) -> list[Run]:
    """Run what is due, one after the other, until nothing is; return what became of them.

    url: libpq URI. worker: a name that no other has. job: only this one; is_forced: now, though it
    is not due. limit: at most so many. stop: ends it, a command with it. Raises DatabaseError.
    """
    runs: list[Run] = []
    with connect(url) as connection:
        while not (stop and stop.is_set()) and (limit is None or len(runs) < limit):
            claimed = call_row(
                connection, "ops.claim_run", worker=worker, lease=LEASE, job_name=job,
                is_forced=is_forced,
            )  # fmt: skip
            if claimed is None:
                break
            runs.append(_run(connection, url, claimed, stop or threading.Event()))
            say(_line(runs[-1]))
            if is_forced:
                break
    return runs


def serve(
    url: str, worker: str, *, slots: int, stop: threading.Event, say: Say = lambda line: None
) -> None:
    """Run what is due whenever it is, until ``stop`` is set; ``slots`` at the same time.

    Waits for the next due time, or to be told (the channel ``aquascene_jobs``). Raises
    UnavailableError when the database cannot be reached at the beginning; later it waits for it.
    """
    wake = threading.Condition()
    is_first = True
    with ThreadPoolExecutor(slots, thread_name_prefix="job") as pool:
        workers = [
            pool.submit(_slot, url, f"{worker}-{number}", wake, stop, say)
            for number in range(slots)
        ]
        try:
            while not stop.is_set():
                try:
                    _listen(url, wake, stop)
                except UnavailableError as error:
                    if is_first:
                        raise
                    say(f"the database cannot be reached: {error.message}")
                    stop.wait(1)
                is_first = False
        finally:
            stop.set()
            _tell(wake)
        for slot in workers:
            slot.result()


def _listen(url: str, wake: threading.Condition, stop: threading.Event) -> None:
    """Wake the slots whenever something is due or has changed."""
    with connect(url) as connection, translated():
        connection.execute("listen aquascene_jobs")
        while not stop.is_set():
            _tell(wake)
            due_in: timedelta | None = call_value(connection, "ops.next_run_in")
            wait = _LONGEST_WAIT if due_in is None else min(due_in.total_seconds(), _LONGEST_WAIT)
            until = time.monotonic() + max(wait, 0.5)  # others may be at what is due already
            while not stop.is_set() and (rest := until - time.monotonic()) > 0:
                if any(True for _ in connection.notifies(timeout=min(rest, 0.5), stop_after=1)):
                    break


def _tell(wake: threading.Condition) -> None:
    with wake:
        wake.notify_all()


def _slot(
    url: str, worker: str, wake: threading.Condition, stop: threading.Event, say: Say
) -> None:
    while not stop.is_set():
        try:
            run_due(url, worker, say=say, stop=stop)
        except DatabaseError as error:
            say(f"{worker}: {error.message}")
        with wake:
            if not stop.is_set():
                wake.wait(_LONGEST_WAIT)


def _run(connection: Connection, url: str, claimed: Row, stop: threading.Event) -> Run:
    began = time.monotonic()
    do = _execute if claimed["kind"] == "sql" else _spawn
    try:
        error, is_timed_out = do(connection, url, claimed, stop)
        if error is not None:
            call(
                connection, "ops.fail_run", run_id=claimed["run_id"], error=error,
                is_timed_out=is_timed_out,
            )  # fmt: skip
        status = "succeeded" if error is None else "timed_out" if is_timed_out else "failed"
    except DatabaseError as lost:  # the run is somebody else's, or the server is gone
        error, status = lost.message, "lost"
    return Run(claimed["name"], status, time.monotonic() - began, error or "")


def _execute(
    connection: Connection, url: str, claimed: Row, stop: threading.Event
) -> tuple[str | None, bool]:
    """Execute a statement until nothing is left to do; return an error, and whether of time."""
    until = time.monotonic() + claimed["timeout"].total_seconds()
    is_more = True
    while is_more:
        rest = int((until - time.monotonic()) * 1000)
        if rest <= 0:
            return "there was work left when its time was over", True
        try:
            with translated(), connection.transaction():
                connection.execute("select set_config('statement_timeout', %s, true)", [str(rest)])
                is_more = call_value(connection, "ops.execute_run", run_id=claimed["run_id"])
        except DatabaseError as error:
            if isinstance(error, UnavailableError) and error.sqlstate != _CANCELED:
                raise
            return f"{error.sqlstate}: {error.message}", error.sqlstate == _CANCELED
        if is_more and stop.is_set():
            return "its daemon was stopped", False
    return None, False


def _spawn(
    connection: Connection, url: str, claimed: Row, stop: threading.Event
) -> tuple[str | None, bool]:
    """Run a command of ours as a process; return an error, and whether of time."""
    until = time.monotonic() + claimed["timeout"].total_seconds()
    beat = time.monotonic() + _HEARTBEAT
    with tempfile.TemporaryFile() as output, _process(claimed["command"], url, output) as process:
        while process.poll() is None:
            now = time.monotonic()
            if now >= until:
                return "it took too long", True
            if stop.is_set():
                return "its daemon was stopped", False
            if now >= beat:
                call(connection, "ops.extend_run", run_id=claimed["run_id"], lease=LEASE)
                beat = now + _HEARTBEAT
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(min(0.2, until - now))
        if process.returncode:
            output.seek(max(0, output.seek(0, os.SEEK_END) - _LAST_WORDS))
            words = output.read().decode(errors="replace").replace("\0", " ").strip()
            return f"exit code {process.returncode}\n{words}".strip(), False
    call(connection, "ops.finish_run", run_id=claimed["run_id"])
    return None, False


@contextlib.contextmanager
def _process(command: str, url: str, output: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command in a process group of its own, which does not outlive the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "aquascene", *shlex.split(command)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        env={**os.environ, "AQUASCENE_DATABASE_URL": url},
    )
    try:
        yield process
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                if process.poll() is None:
                    os.killpg(process.pid, sign)
                    process.wait(_GRACE)


def _line(run: Run) -> str:
    return f"{run.name}: {run.status} in {run.seconds:.1f} s{': ' if run.error else ''}{run.error}"
