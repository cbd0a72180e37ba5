"""Runs scheduled jobs: any number of daemons, each due run once.

What is due, and what becomes of a run, is decided by the database (``ops.claim_run``). A statement
is executed in the transaction that also writes down that it is done; a command is a process of
its own, whose run is held by a lease, and which ends with its daemon. Who is told to stop gives
back what is not done.
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
    BadArgumentError,
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
_STOPPED = "its daemon was stopped"
_LEASH = "AQUASCENE_LEASH"  # number of a pipe that nobody writes to; it ends with the daemon
_SESSION = {
    "client_connection_check_interval": "5s",  # a dead daemon's statement does not go on for long
    "idle_in_transaction_session_timeout": "1min",  # nor does one hold the job that is cut off
}

Say = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """What became of a run: status is succeeded, failed, timed_out, returned or lost."""

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
        _prepare(connection)
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


def _prepare(connection: Connection) -> None:
    for name, value in _SESSION.items():
        with contextlib.suppress(BadArgumentError), translated():  # not every system can do it
            connection.execute("select set_config(%s, %s, false)", [name, value])


def serve(
    url: str, worker: str, *, slots: int, stop: threading.Event, say: Say = lambda line: None
) -> None:
    """Run what is due whenever it is, until ``stop`` is set; ``slots`` at the same time.

    Waits for the next due time, or to be told (the channel ``aquascene_jobs``). Raises
    UnavailableError when the database cannot be reached at the beginning; later it waits for it.
    What nobody foresaw ends it, so that who looks after it starts it again.
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
        except BaseException:
            stop.set()  # a daemon without its slots would look as if it worked
            _tell(wake)
            raise
        with wake:
            if not stop.is_set():
                wake.wait(_LONGEST_WAIT)


def _run(connection: Connection, url: str, claimed: Row, stop: threading.Event) -> Run:
    began = time.monotonic()
    do = _execute if claimed["kind"] == "sql" else _spawn
    try:
        error, is_timed_out = do(connection, url, claimed, stop)
        if error == _STOPPED:
            call(connection, "ops.return_run", run_id=claimed["run_id"])
            return Run(claimed["name"], "returned", time.monotonic() - began, error)
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
            if connection.closed:
                raise
            return f"{error.sqlstate}: {error.message}", error.sqlstate == _CANCELED
        if is_more and stop.is_set():
            return _STOPPED, False
    return None, False


def _spawn(
    connection: Connection, url: str, claimed: Row, stop: threading.Event
) -> tuple[str | None, bool]:
    """Run a command of ours as a process; return an error, and whether of time."""
    until = time.monotonic() + claimed["timeout"].total_seconds()
    beat = time.monotonic() + _HEARTBEAT
    with contextlib.ExitStack() as stack:
        try:
            output = stack.enter_context(tempfile.TemporaryFile())
            process = stack.enter_context(_process(claimed["command"], url, output))
        except (OSError, ValueError) as error:  # no memory, no room; a quotation that never ends
            return f"it cannot be started: {error}", False
        while process.poll() is None:
            now = time.monotonic()
            if now >= until:
                return "it took too long", True
            if stop.is_set():
                return _STOPPED, False
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
    words = shlex.split(command)
    held, kept = os.pipe()
    try:
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", "aquascene", *words],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[held],
                env={**os.environ, "AQUASCENE_DATABASE_URL": url, _LEASH: str(held)},
            )
        finally:
            os.close(held)
        try:
            yield process
        finally:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    if process.poll() is None:
                        os.killpg(process.pid, sign)
                        process.wait(_GRACE)
    finally:
        os.close(kept)


def end_with_daemon() -> None:
    """End this process, and its group, when the daemon that started it ends, however it does.

    Its run's lease is longer than that takes, so nobody else has begun the command by then. Does
    nothing in a process that no daemon started.
    """
    held = os.environ.pop(_LEASH, "")
    if held.isdecimal():
        threading.Thread(target=_watch, args=[int(held)], daemon=True).start()


def _watch(held: int) -> None:
    with contextlib.suppress(OSError):
        os.read(held, 1)  # returns when the other end is closed
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
        os.killpg(0, signal.SIGKILL)


def _line(run: Run) -> str:
    return f"{run.name}: {run.status} in {run.seconds:.1f} s{': ' if run.error else ''}{run.error}"
