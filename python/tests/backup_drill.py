"""Lose a cluster under write load, and get it back from its backups.

``make backup-drill`` does it with 1 GB; test_backup_drill.py with little. Clients write through the
engine and keep a journal of their own of what was committed and when. A full and an incremental
backup are made meanwhile. At a moment that nobody chose the server is killed and its data directory
removed. Then the backups are restored to the last there is, and to chosen seconds, and each row is
compared with the journal. A restored database must not send before somebody confirms it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pwd
import random
import shutil
import signal
import string
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from aquascene.backup import Backups, Restored
from aquascene.backup_configuration import (
    LOCAL,
    Configuration,
    Repository,
    write_configuration,
)
from aquascene.plan import build_database, run_files
from aquascene.server import Cluster
from harness.server import temporary_directory
from stage import sending_issue, wait_until

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 4
PATIENCE = 900.0
"""Seconds after which a drill gives up waiting."""
_FILLER_ROWS = 250_000

_JOURNAL = """
create schema drill;
create table drill.journal (
    number bigint not null generated always as identity primary key,
    client integer not null,
    body   text    not null,
    email  text    not null
);
create table drill.filler (like newsletter.email_events including all);
"""


@dataclass(frozen=True)
class Entry:
    """A row of the journal that was committed, and when, by the server's clock."""

    number: int
    client: int
    body: str
    email: str
    committed_at: datetime


@dataclass
class Outcome:
    """What a drill found; sizes in bytes, times in seconds."""

    database_bytes: int = 0
    committed: int = 0
    lost: int = 0
    rpo: float = 0.0
    rto: float = 0.0
    restore: float = 0.0
    full: float = 0.0
    incremental: float = 0.0
    full_bytes: int = 0
    seconds_compared: list[datetime] = field(default_factory=list)
    at_the_border: int = 0


# --- the scene -----------------------------------------------------------------------------------


@contextlib.contextmanager
def backup_folder(*, in_memory: bool = False) -> Iterator[Path]:
    """Make a folder that the server's user may enter; all in it is removed at the end."""
    if in_memory:
        folder = temporary_directory()
    else:
        folder = Path(tempfile.mkdtemp(prefix="aquascene-backup-"))
        folder.chmod(0o711)
    try:
        yield folder
    finally:
        _end_pushes(folder)
        Cluster(folder).remove()  # and the folder


def give_to_server(path: Path) -> Path:
    """Make a folder of the server's user."""
    path.mkdir(mode=0o750)
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(path, user.pw_uid, user.pw_gid)
    return path


@contextlib.contextmanager
def backed_up_cluster(
    folder: Path,
    *,
    archive_timeout: int = 30,
    others: tuple[Repository, ...] = (),
    cipher_pass: str = "",
    push_timeout: int = 1,
    io_timeout: int = 1,
    max_connections: int = 100,
) -> Iterator[tuple[Cluster, Backups]]:
    """Start a cluster that archives to ``folder/repository``, ready for its first backup."""
    data = Cluster(folder).data
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    configuration = Configuration(
        data=data,
        socket=folder / "cluster/socket",
        repositories=(
            Repository(LOCAL, str(give_to_server(folder / "repository")), 30),
            *others,
        ),
        archive_timeout=archive_timeout,
        work=give_to_server(folder / "work"),
        cipher_pass=cipher_pass,
        push_timeout=push_timeout,
        io_timeout=io_timeout,
    )
    write_configuration(
        configuration, folder / "etc", (owner.pw_uid, owner.pw_gid) if owner else None
    )
    cluster = Cluster(
        folder,
        settings={
            **configuration.settings(folder / "etc"),
            "track_commit_timestamp": "on",
            "max_connections": str(max_connections),
            "shared_buffers": "256MB",
            "max_wal_size": "2GB",
        },
    )
    try:
        cluster.start()
        backups = Backups(folder / "etc")
        backups.create_stanza()
        yield cluster, backups
    finally:
        cluster.stop()


@contextlib.contextmanager
def running(backups: Backups, restored: Restored) -> Iterator[Restored]:
    """Start a restored cluster, and stop it at the end."""
    backups.start(restored, PATIENCE)
    try:
        yield restored
    finally:
        backups.stop(restored)


def lose(cluster: Cluster, folder: Path) -> datetime:
    """Kill the server and what it started, remove its data; return when it was killed."""
    postmaster = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
    children = [
        int(pid)
        for pid in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    ]
    lost_at = datetime.now(UTC)
    for pid in (postmaster, *children):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    _end_pushes(folder)
    shutil.rmtree(cluster.data)
    wait_until(lambda: not Path(f"/proc/{postmaster}/stat").exists() or _is_dead(postmaster))
    return lost_at


def _is_dead(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


def _end_pushes(folder: Path) -> None:
    """Kill the processes that copy WAL for the cluster of this folder, told by its name in them."""
    mark = f"--config-path={folder}/etc".encode()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if mark in path.read_bytes().split(b"\0"):
                os.kill(int(path.parent.name), signal.SIGKILL)


# --- the load ------------------------------------------------------------------------------------


class Load:
    """Clients that write through the engine and keep a journal of what was committed."""

    def __init__(self, url: str, seed: int) -> None:
        self.pause = 0.0
        """Seconds between two commits of a client."""
        self._url = url
        self._seed = seed
        self._stop = threading.Event()
        self._journal: list[Entry] = []
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._write, args=(client,), daemon=True)
            for client in range(CLIENTS)
        ]
        for thread in self._threads:
            thread.start()

    def entries(self) -> list[Entry]:
        with self._lock:
            return sorted(self._journal, key=lambda entry: entry.number)

    def end(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _write(self, client: int) -> None:
        chance = random.Random(self._seed * 100 + client)
        with (
            contextlib.suppress(psycopg.OperationalError),  # the server is gone
            psycopg.connect(self._url, autocommit=True) as connection,
        ):
            for turn in range(10**9):
                if self._stop.wait(self.pause):
                    return
                self._commit(connection, client, turn, chance)

    def _commit(
        self, connection: psycopg.Connection, client: int, turn: int, chance: random.Random
    ) -> None:
        email = f"c{client}-{turn}@example.com"
        body = "".join(chance.choices(string.ascii_letters, k=200))
        with connection.transaction():
            connection.execute(
                "select audience.import_subscribers("
                "   jsonb_build_array(jsonb_build_object('email', %s::text,"
                "                                        'gdpr_consent', true)), 'drill')",
                [email],
            )
            connection.execute(
                "insert into newsletter.email_events (subscriber_id, issue_id, event_type)"
                " select id, id, 'open' from audience.subscribers where email = %s",
                [email],
            )
            row = connection.execute(
                "insert into drill.journal (client, body, email) values (%s, %s, %s)"
                " returning number, pg_current_xact_id()::xid",
                [client, body, email],
            ).fetchone()
            assert row is not None
        when = connection.execute("select pg_xact_commit_timestamp(%s::xid)", [row[1]]).fetchone()
        assert when is not None
        with self._lock:
            self._journal.append(Entry(row[0], client, body, email, when[0]))


def fill(url: str, size: int) -> int:
    """Make the database so large, in bytes, with events and their indexes; return its size."""
    with psycopg.connect(url, autocommit=True) as connection:
        while True:
            row = connection.execute("select pg_database_size(current_database())").fetchone()
            assert row is not None
            if row[0] >= size:
                return int(row[0])
            connection.execute(
                "insert into drill.filler (subscriber_id, issue_id, event_type, client)"
                " select gen_random_uuid(), gen_random_uuid(), 'open', md5(n::text)"
                "   from generate_series(1, %s) as n",
                [_FILLER_ROWS],
            )


# --- comparing -----------------------------------------------------------------------------------


def restored_entries(url: str) -> dict[int, tuple[int, str, str]]:
    """Return the journal of a restored database, as far as the engine's own rows are there, too."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select j.number, j.client, j.body, s.email"
            "  from drill.journal as j"
            "  join audience.subscribers as s on s.email = j.email"
            "  join newsletter.email_events as e on e.subscriber_id = s.id"
            "                                   and e.issue_id = s.id"
        ).fetchall()
        totals = connection.execute(
            "select (select count(*) from drill.journal),"
            "       (select count(*) from audience.subscribers where email like 'c%@example.com'),"
            "       (select count(*) from newsletter.email_events)"
        ).fetchone()
    assert totals == (len(found),) * 3, f"a transaction is there in part: {totals}, {len(found)}"
    return {number: (client, body, email) for number, client, body, email in found}


def compare(committed: list[Entry], found: dict[int, tuple[int, str, str]], until: datetime) -> int:
    """Compare a restored journal with what was committed until an instant, row by row.

    Commits are stamped just before they are written, so that of two in the same moment the later
    stamp may be the earlier in the WAL: at most one a client may be missing, at the very border.
    Returns how many were. Rows that nobody was told of, since the server died first, may be there.
    """
    known = {entry.number for entry in committed}
    due = {entry.number: entry for entry in committed if entry.committed_at <= until}
    for number, (client, body, email) in found.items():
        if number in known:
            assert number in due, f"{number} was committed after {until}"
            entry = due[number]
            assert (client, body, email) == (entry.client, entry.body, entry.email)
    assert len(found.keys() - known) <= CLIENTS, "rows that nobody wrote"
    missing = [entry for number, entry in due.items() if number not in found]
    assert len(missing) < CLIENTS, f"{len(missing)} of {len(due)} are missing at {until}"
    for entry in missing:
        assert until - entry.committed_at < timedelta(milliseconds=100), entry
    return len(missing)


def must_not_send(url: str, confirm: Callable[[str], None]) -> None:
    """See that a restored database hands out nobody until it is confirmed."""
    for statement in ("select newsletter.claim_batch('drill')", "select newsletter.advance()"):
        with (
            psycopg.connect(url) as connection,
            pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="was restored"),
        ):
            connection.execute(statement)
    confirm(url)
    with psycopg.connect(url) as connection:
        rows = connection.execute("select newsletter.claim_batch('drill')").fetchall()
        assert rows, "a confirmed database hands out nobody"


# --- the drill -----------------------------------------------------------------------------------


def drill(
    size: int,
    archive_timeout: int,
    seed: int,
    confirm: Callable[[str], None],
    say: Callable[[str], None] = lambda line: None,
    *,
    in_memory: bool = False,
) -> Outcome:
    """Lose a database of so many bytes and get it back; what must hold is asserted."""
    chance = random.Random(seed)
    outcome = Outcome()
    with (
        backup_folder(in_memory=in_memory) as folder,
        backed_up_cluster(folder, archive_timeout=archive_timeout) as (cluster, backups),
    ):
        cluster.ensure_database("drill")
        url = cluster.url("drill")
        build_database(url, ROOT)
        run_files(url, sorted((ROOT / "db/tests/lib").glob("*.sql")))
        sending_issue(url, ["first@example.com", "second@example.com"])
        with psycopg.connect(url) as connection:
            connection.execute(_JOURNAL)
            row = connection.execute("select count(*) from newsletter.email_events").fetchone()
            assert row == (0,)
        fill(url, size * 9 // 10)
        say(f"{size / 1e6:,.0f} MB of events are there; {CLIENTS} clients write")
        load = Load(url, seed)
        try:
            begin = time.monotonic()
            full = backups.make("full", LOCAL)
            outcome.full, outcome.full_bytes = time.monotonic() - begin, full.repository_bytes
            early = _whole_second_after(full.finished_at)
            wait_until(lambda: _now() > early + timedelta(seconds=1))
            outcome.database_bytes = fill(url, size)
            begin = time.monotonic()
            incremental = backups.make("incr", LOCAL)
            outcome.incremental = time.monotonic() - begin
            assert incremental.label.startswith(full.label), "not based on the full backup"
            say("a full and an incremental backup are made")
            load.pause = 0.1  # so little that only archive_timeout sends it away
            late = _whole_second_after(incremental.finished_at)
            doom = late + timedelta(seconds=archive_timeout * chance.uniform(1.3, 2.3))
            wait_until(lambda: _now() > doom, PATIENCE)
            lost_at = lose(cluster, folder)
        finally:
            load.end()
        committed = load.entries()
        outcome.committed = len(committed)
        say(f"the server is killed and its data gone; {len(committed):,} commits until then")

        begin = time.monotonic()
        restored = backups.restore(folder / "latest", None)
        outcome.restore = time.monotonic() - begin
        with running(backups, restored):
            outcome.rto = time.monotonic() - begin
            _check_latest(outcome, restored.url("drill"), committed, lost_at)
            must_not_send(restored.url("drill"), confirm)
        shutil.rmtree(restored.data)
        for instant in (early, late):
            restored = backups.restore(folder / "second", instant)
            with running(backups, restored):
                found = restored_entries(restored.url("drill"))
                assert found
                outcome.at_the_border += compare(committed, found, instant)
                outcome.seconds_compared.append(instant)
            say(f"restored to {instant:%H:%M:%S}: {len(found):,} rows, as they were")
            shutil.rmtree(restored.data)
    return outcome


def _check_latest(outcome: Outcome, url: str, committed: list[Entry], lost_at: datetime) -> None:
    """Compare what came back, and see how much was lost."""
    found = restored_entries(url)
    lost = [entry for entry in committed if entry.number not in found]
    outcome.lost = len(lost)
    if lost:
        outcome.rpo = (lost_at - min(entry.committed_at for entry in lost)).total_seconds()
    until = max(entry.committed_at for entry in committed if entry.number in found)
    outcome.at_the_border += compare(committed, found, until)


def _now() -> datetime:
    return datetime.now(UTC)


def _whole_second_after(instant: datetime) -> datetime:
    return max(instant, _now()).replace(microsecond=0) + timedelta(seconds=2)


def main() -> None:
    """Run a drill and print what it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000, help="megabytes")
    parser.add_argument("--archive-timeout", type=int, default=30, help="seconds")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f"seed {options.seed}, archive_timeout {options.archive_timeout} s")
    found = drill(
        options.size * 1_000_000, options.archive_timeout, options.seed, confirm_by_hand, print
    )
    print(
        f"database           {found.database_bytes / 1e6:,.0f} MB\n"
        f"full backup        {found.full:.1f} s under load, {found.full_bytes / 1e6:,.0f} MB\n"
        f"incremental backup {found.incremental:.1f} s\n"
        f"restored and equal to the last commit, and at"
        f" {', '.join(f'{each:%H:%M:%S}' for each in found.seconds_compared)}"
        f" ({found.at_the_border} commits at a border)\n"
        f"RPO {found.rpo:.1f} s ({found.lost:,} of {found.committed:,} commits lost)\n"
        f"RTO {found.rto:.1f} s (copying {found.restore:.1f} s)"
    )
    assert found.rpo <= 60, "RPO is over 60 s"
    assert found.rto <= 300, "RTO is over 5 minutes"


def confirm_by_hand(url: str) -> None:
    """Confirm as a person does."""
    from click.testing import CliRunner

    from aquascene.cli import main as command

    run = CliRunner().invoke(command, ["--database", url, "backup", "confirm", "a drill"])
    assert run.exit_code == 0, run.output


if __name__ == "__main__":
    main()
