"""Backups by pgBackRest: make, check, list and restore them.

:class:`Backups` works with the files that ``aquascene backup configure`` wrote. pgBackRest runs as
the user who owns the cluster's data, never as root. A restored cluster is another one until a
person says otherwise: own port, own socket, archiving nothing, and it sends nothing before
``ops.confirm_epoch``.
"""

from __future__ import annotations

import configparser
import contextlib
import json
import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aquascene.backup_configuration import OFF_SITE, BackupError
from aquascene.server import SOCKET_PATH_LIMIT, Programs, find_programs, libpq_free

TYPES = ("full", "diff", "incr")
_CONTROLLED = {
    "max_connections setting": "max_connections",
    "max_worker_processes setting": "max_worker_processes",
    "max_wal_senders setting": "max_wal_senders",
    "max_prepared_xacts setting": "max_prepared_transactions",
    "max_locks_per_xact setting": "max_locks_per_transaction",
    "track_commit_timestamp setting": "track_commit_timestamp",
}
"""What pg_controldata tells that a server which replays WAL must have as high as it was."""


_APART = "aquascene-restored.conf"
"""In a restored cluster: the settings that keep it apart, as in postgresql.auto.conf."""

_OURS = "# Written by `aquascene backup restore`, since the backup has none.\n"


@dataclass(frozen=True)
class Backup:
    """A backup as its repository tells of it; bytes: of what it restores, and what it added."""

    repository: int
    label: str
    backup_type: str
    started_at: datetime
    finished_at: datetime
    database_bytes: int
    repository_bytes: int
    is_damaged: bool


@dataclass(frozen=True)
class Finding:
    """What a check found: ``what`` was looked at, ``is_ok``, and a sentence."""

    what: str
    is_ok: bool
    detail: str


@dataclass(frozen=True)
class Limits:
    """How old the last backups may be before a check complains, and how far WAL may be behind."""

    full: timedelta = timedelta(hours=26)
    any: timedelta = timedelta(hours=5)
    off_site: timedelta = timedelta(days=8)
    wal: timedelta = timedelta(seconds=60)


@dataclass(frozen=True)
class Restored:
    """A restored cluster: where it is, and from what it was made."""

    data: Path
    socket: Path
    port: int
    backup: Backup
    target: datetime | None

    def url(self, dbname: str = "postgres", user: str = "postgres") -> str:
        """Return the libpq connection URI of a database of it."""
        folder = quote(str(self.socket), safe="/")
        return f"postgresql://{quote(user)}@/{quote(dbname)}?host={folder}&port={self.port}"


class Backups:
    """The backups of one cluster, by the folder with pgbackrest.conf. Errors are BackupError."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder).absolute()
        file = self.folder / "pgbackrest.conf"
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read_string(file.read_text())
            (self.stanza,) = (name for name in parser.sections() if not name.startswith("global"))
            self.data = Path(parser[self.stanza]["pg1-path"])
        except (OSError, ValueError, KeyError, configparser.Error) as error:
            raise BackupError(
                f"{file} is not there, or is not what `aquascene backup configure` writes",
                "Say where it is: --config, or AQUASCENE_BACKUP_CONFIG.",
            ) from error
        self.repositories = sorted(
            {
                int(match[1])
                for name in parser.options("global")
                if (match := re.fullmatch(r"repo(\d+)-path", name))
            }
        )

    # What it does.

    def create_stanza(self) -> None:
        """Make the repositories ready for this cluster; safe to repeat."""
        self._run("stanza-create")

    def make(
        self,
        backup_type: str,
        repository: int,
        progress: Callable[[float], None] | None = None,
    ) -> Backup:
        """Make a backup and return it; pgBackRest then removes what is older than its retention.

        progress: is told the percent that is done.
        """
        self._require(repository)
        before = {each.label for each in self.listed(repository)}
        self._run("backup", f"--type={backup_type}", f"--repo={repository}", progress=progress)
        made = [each for each in self.listed(repository) if each.label not in before]
        if not made:
            raise BackupError(
                f"pgBackRest made no backup in repository {repository}", "See its log."
            )
        return max(made, key=lambda each: each.finished_at)

    def expire(self, repository: int, age: timedelta) -> list[str]:
        """Remove incremental and differential backups that ended so long ago; return their labels.

        pgBackRest itself keeps them as long as the full one they need. One that a younger one needs
        stays until that one is old enough, too.
        """
        oldest = datetime.now(UTC) - age
        stale = [
            each.label
            for each in self.listed(repository)
            if each.backup_type != "full" and each.finished_at < oldest
        ]
        gone = []
        for label in stale:
            if label in {each.label for each in self.listed(repository)} and not self._is_needed(
                repository, label, set(stale)
            ):
                self._run("expire", f"--set={label}", f"--repo={repository}")
                gone.append(label)
        return gone

    def listed(self, repository: int | None = None) -> list[Backup]:
        """Return the backups there are, oldest first, of one repository or all."""
        return [
            Backup(
                repository=each["database"]["repo-key"],
                label=each["label"],
                backup_type=each["type"],
                started_at=datetime.fromtimestamp(each["timestamp"]["start"], UTC),
                finished_at=datetime.fromtimestamp(each["timestamp"]["stop"], UTC),
                database_bytes=each["info"]["size"],
                repository_bytes=each["info"]["repository"]["delta"],
                is_damaged=bool(each.get("error")),
            )
            for each in self._info(repository).get("backup", [])
        ]

    def check(self, limits: Limits, *, verify: bool = False) -> list[Finding]:
        """Look whether WAL arrives and backups are young enough; verify: read them all, too."""
        return [
            *self.check_archive(limits),
            *self._check_repositories(limits),
            *(self._check_content() if verify else ()),
        ]

    def restore(
        self,
        into: Path,
        target: datetime | None,
        *,
        port: int = 5433,
        repository: int | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> Restored:
        """Restore to an instant, or to the last there is, into an empty folder.

        What is committed at the instant is in. The first repository that has a backup from before
        it is taken, unless one is named. The copy listens on a socket in its own data directory
        only, at ``port``, and archives nothing.
        """
        into = into.absolute()
        if len(os.fsencode(into / f".s.PGSQL.{port}")) > SOCKET_PATH_LIMIT:
            raise BackupError(f"{into} is too long for a socket in it", "Give a shorter path.")
        if repository is not None:
            self._require(repository)
        backup = self._backup_before(target, repository)
        self._make_empty(into)
        # pgBackRest empties the queue of WAL that it is told of, and a queue has one user at a
        # time: were it the running cluster's, that would archive nothing for minutes.
        spool = _spool(into)
        self._give(spool)
        options = [
            f"--spool-path={spool}",
            f"--lock-path={spool}",
            f"--repo={backup.repository}",
            f"--set={backup.label}",
            f"--pg1-path={into}",
            f"--tablespace-map-all={into}.tablespaces",
            "--archive-mode=off",
        ]
        if target is not None:
            options += [
                "--type=time",
                f"--target={target.astimezone(UTC).strftime('%Y-%m-%d %H:%M:%S.%f+00')}",
                "--target-action=promote",
            ]
        self._run("restore", *options, progress=progress)
        self._set_apart(into, port)
        return Restored(into, into, port, backup, target)

    def start(self, restored: Restored, seconds: float = 3600) -> None:
        """Start a restored cluster and wait until it has replayed the WAL and takes writes."""
        programs = self._programs(restored.data)
        log = restored.data / "restore.log"
        run = subprocess.run(
            self._as_owner(
                [programs["pg_ctl"], "start", "--wait", f"--timeout={seconds:.0f}", "--silent"]
                + [f"--pgdata={restored.data}", f"--log={log}"]
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=libpq_free(),
            check=False,
        )
        deadline = time.monotonic() + seconds
        asked = "select not pg_is_in_recovery()"
        while run.returncode == 0:
            answer = subprocess.run(
                [programs["psql"], "-XAtq", "-d", restored.url(), "-c", asked],
                capture_output=True,
                text=True,
                env={**libpq_free(), "PGCONNECT_TIMEOUT": "5"},
                check=False,
            )
            if answer.stdout.strip() == "t":
                return
            if time.monotonic() > deadline or not (restored.data / "postmaster.pid").exists():
                break
            time.sleep(0.1)
        text = log.read_text(errors="replace") if log.exists() else ""
        reasons = [line for line in text.splitlines() if re.search(r"FATAL|PANIC|HINT", line)]
        raise BackupError(
            "the restored cluster did not come up:\n" + "\n".join(reasons[-5:]),
            f"Its log is {log}. Is there WAL up to the instant asked for?",
        )

    def stop(self, restored: Restored) -> None:
        """Stop a restored cluster."""
        subprocess.run(
            self._as_owner(
                [self._programs(restored.data)["pg_ctl"], "stop", "--mode=fast", "--silent"]
                + [f"--pgdata={restored.data}"]
            ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd="/",
            env=libpq_free(),
            check=True,
        )

    def adopt(self, data: Path) -> None:
        """Take back what keeps a restored cluster apart, so that its next start is as any other.

        It archives again then, to the same repositories: only for the one that takes the place of
        the cluster that is gone. It must be stopped.
        """
        record, configuration = data / _APART, data / "postgresql.auto.conf"
        if not record.exists():
            raise BackupError(
                f"{data} is no cluster that `aquascene backup restore` made",
                "Or it was adopted already: then there is nothing to do.",
            )
        if (data / "postmaster.pid").exists():
            raise BackupError(
                f"the cluster in {data} runs", f"Stop it: pg_ctl stop --pgdata={data}"
            )
        if self.data != data and (self.data / "postmaster.pid").exists():
            raise BackupError(
                f"the cluster that is backed up in {self.folder} runs in {self.data}",
                "Two clusters must not archive to one place: stop that one first, for good.",
            )
        lines = set(record.read_text().splitlines())
        kept = [line for line in configuration.read_text().splitlines() if line not in lines]
        # In place: the file stays its owner's.
        configuration.write_text("".join(f"{line}\n" for line in kept))
        for name in ("postgresql.conf", "pg_hba.conf", "pg_ident.conf"):
            if (data / name).read_text(errors="replace").startswith(_OURS):
                (data / name).unlink()  # the real ones are elsewhere; ours trusts whoever comes
        record.unlink()
        shutil.rmtree(_spool(data), ignore_errors=True)

    # How it does it.

    def _require(self, repository: int) -> None:
        if repository not in self.repositories:
            raise BackupError(
                f"there is no repository {repository}",
                f"There are {', '.join(map(str, self.repositories))}; see {self.folder}.",
            )

    def _is_needed(self, repository: int, label: str, stale: set[str]) -> bool:
        """Tell whether a backup that shall stay needs this one."""
        return any(
            label in (each.get("reference") or ()) and each["label"] not in stale
            for each in self._info(repository).get("backup", [])
        )

    def _backup_before(self, target: datetime | None, repository: int | None) -> Backup:
        """Return the youngest backup of before an instant, in the first repository with one."""
        oldest: datetime | None = None
        problems = []
        for number in [repository] if repository else self.repositories:
            try:
                found = self.listed(number)
            except BackupError as error:
                problems.append(f"repository {number}: {error.message}")
                continue
            for each in reversed(found):
                if target is None or each.finished_at <= target:
                    return each
                oldest = min(oldest or each.finished_at, each.finished_at)
        raise BackupError(
            "\n".join(["there is no backup to restore from", *problems]),
            f"The oldest is of {oldest:%Y-%m-%d %H:%M:%S} UTC."
            if oldest
            else "aquascene backup list shows what there is.",
        )

    def check_archive(self, limits: Limits) -> Iterator[Finding]:
        """Look whether segments wait, then send one and look for it in all repositories."""
        behind = self._behind()
        late = behind is not None and behind > limits.wal
        yield Finding(
            "wal",
            not late,
            "all full segments are archived"
            if behind is None
            else f"a full segment waits for {behind.total_seconds():.0f} s to be archived",
        )
        try:
            self._run("check")
        except BackupError as error:
            yield Finding("archive", False, error.message)
        else:
            yield Finding("archive", True, "a segment went to all repositories and was found there")

    def _behind(self) -> timedelta | None:
        """Return how long the oldest full segment has waited for the archiver."""
        folder = self.data / "pg_wal/archive_status"
        waiting = []
        with contextlib.suppress(OSError):
            for path in folder.glob("*.ready"):
                with contextlib.suppress(OSError):
                    waiting.append(path.stat().st_mtime)
        return timedelta(seconds=max(0.0, time.time() - min(waiting))) if waiting else None

    def _check_repositories(self, limits: Limits) -> Iterator[Finding]:
        now = datetime.now(UTC)
        for number in self.repositories:
            what = f"repository {number}"
            try:
                found = self.listed(number)
            except BackupError as error:
                yield Finding(what, False, error.message)
                continue
            if damaged := [each.label for each in found if each.is_damaged]:
                yield Finding(what, False, f"pages with wrong checksums in {', '.join(damaged)}")
            allowed = {"full backup": limits.full, "backup": limits.any}
            if number == OFF_SITE:
                allowed = {"full backup": limits.off_site}
            for kind, limit in allowed.items():
                ends = [
                    each.finished_at
                    for each in found
                    if kind == "backup" or each.backup_type == "full"
                ]
                age = now - max(ends) if ends else None
                yield Finding(
                    f"{what}: {kind}",
                    age is not None and age <= limit,
                    f"the last is {_hours(age)} old, at most {_hours(limit)} is right"
                    if age is not None
                    else "there is none",
                )

    def _check_content(self) -> Iterator[Finding]:
        for number in self.repositories:
            what = f"repository {number}: content"
            try:
                out = self._run("verify", "--output=text", f"--repo={number}")
            except BackupError as error:
                yield Finding(what, False, error.message)
                continue
            wrong = [
                line.strip()
                for line in out.splitlines()
                if re.search(r"status: error|(missing|checksum invalid|size invalid): [1-9]", line)
            ]
            yield Finding(what, not wrong, "; ".join(wrong[:5]) or "every file has its checksum")

    def _info(self, repository: int | None = None) -> dict[str, Any]:
        options = ["--output=json", *([f"--repo={repository}"] if repository else [])]
        stanzas = json.loads(self._run("info", *options))
        if not stanzas:
            return {}
        # A repository that cannot be read has its reason here, and the command succeeds.
        for each in stanzas[0].get("repo", []):
            if each["status"]["code"] not in (0, 1, 2):  # fine; no stanza; no backup yet
                raise BackupError(each["status"]["message"], f"Is repository {each['key']} there?")
        found: dict[str, Any] = stanzas[0]
        return found

    def _make_empty(self, into: Path) -> None:
        """Make the folder, or see that it is empty, and give it to the owner of the data."""
        try:
            if into.is_symlink() or (into.exists() and (not into.is_dir() or any(into.iterdir()))):
                raise BackupError(
                    f"{into} is not empty",
                    "Give a folder that is not there: nothing is ever overwritten.",
                )
            self._give(into)
        except OSError as error:
            raise BackupError(
                f"{into} cannot be made: {error.strerror}", "Make the folder above it."
            ) from error

    def _give(self, folder: Path) -> None:
        """Make a folder that is the data's owner's alone."""
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        if owner := self._owner():
            os.chown(folder, owner.pw_uid, owner.pw_gid)

    def _set_apart(self, data: Path, port: int) -> None:
        """Give a restored cluster a socket and a port of its own, and what it lacks to start."""
        control = subprocess.run(
            self._as_owner([self._programs(data)["pg_controldata"], str(data)]),
            capture_output=True,
            text=True,
            cwd="/",
            env={**libpq_free(), "LC_ALL": "C"},
            check=True,
        ).stdout
        known = dict(re.findall(r"^([^:\n]+):\s*(.*)$", control, re.MULTILINE))
        settings = {
            **{ours: known[theirs] for theirs, ours in _CONTROLLED.items() if theirs in known},
            "port": str(port),
            "listen_addresses": "",
            "unix_socket_directories": f'"{data}"',
            "archive_mode": "off",
        }
        lines = "".join(
            "{} = '{}'\n".format(name, value.replace("'", "''")) for name, value in settings.items()
        )
        with open(data / "postgresql.auto.conf", "a") as file:
            file.write(lines)
        # Debian keeps the configuration in /etc, where a backup does not reach.
        for name, text in (
            (_APART, lines),
            ("postgresql.conf", _OURS),
            ("pg_hba.conf", f"{_OURS}local all all trust\n"),  # the folder is nobody else's
            ("pg_ident.conf", _OURS),
        ):
            path = data / name
            if not path.exists():
                path.write_text(text)
                path.chmod(0o600)
                if owner := self._owner():
                    os.chown(path, owner.pw_uid, owner.pw_gid)

    def _programs(self, data: Path) -> Programs:
        return find_programs(int((data / "PG_VERSION").read_text()))

    def _owner(self) -> pwd.struct_passwd | None:
        """Return as whom to run: nobody else unless this is root."""
        if os.geteuid() != 0:
            return None
        with contextlib.suppress(OSError, KeyError):
            if uid := self.data.stat().st_uid:
                return pwd.getpwuid(uid)
        try:
            return pwd.getpwnam("postgres")
        except KeyError:
            raise BackupError(
                "there is no user postgres, as whom pgBackRest would run in place of root",
                "Run this as the user who owns the cluster's data.",
            ) from None

    def _as_owner(self, command: Sequence[str]) -> list[str]:
        owner = self._owner()
        if owner is None:
            return list(command)
        return [
            *("setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--init-groups"),
            *command,
        ]

    def _run(
        self, command: str, *options: str, progress: Callable[[float], None] | None = None
    ) -> str:
        """Run pgBackRest and return what it printed; raises BackupError in its own words."""
        if shutil.which("pgbackrest") is None:
            raise BackupError("pgbackrest is not installed", "apt-get install pgbackrest")
        is_data = any(option.startswith("--output=") for option in options)
        level = "off" if is_data else "detail" if progress else "warn"
        process = subprocess.Popen(
            self._as_owner(
                ["pgbackrest", f"--config-path={self.folder}", f"--stanza={self.stanza}"]
                + [f"--log-level-console={level}", "--no-log-timestamp"]
                + [f"--log-level-stderr={'error' if is_data else 'off'}"]
                + [*options, command]
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if is_data else subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd="/",
            env=libpq_free(),
        )
        try:
            if progress is None:
                out, err = process.communicate()
            else:
                assert process.stdout is not None
                kept = []
                for line in process.stdout:
                    if match := re.search(r"\(\S+, (\d+(?:\.\d+)?)%\)", line):
                        progress(float(match[1]))
                    else:
                        kept.append(line)
                out, err = "".join(kept), ""
                process.wait()
        except BaseException:
            process.terminate()  # it gives up properly
            process.wait()
            raise
        if process.returncode:
            raise _refusal(command, err or out)
        return out


def _spool(data: Path) -> Path:
    return data.with_name(f"{data.name}.spool")


def _refusal(command: str, text: str) -> BackupError:
    """Make an error of what pgBackRest printed: its ERROR, and its HINTs as the hint."""
    begin = re.search(r"ERROR:(?: \[\d+\]:)? ?", text)
    lines = [line.strip() for line in (text[begin.end() :] if begin else text).splitlines()]
    lines = [line for line in lines if line and not re.match(r"P\d+ +(INFO|WARN|DETAIL)", line)]
    said = [line for line in lines if not line.startswith("HINT:")]
    hints = [line.removeprefix("HINT:").strip() for line in lines if line.startswith("HINT:")]
    return BackupError(
        f"pgBackRest could not {command}: " + " ".join(said[:6]),
        " ".join(hints) or f"pgbackrest help {command} says what it takes.",
    )


def _hours(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    return f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.1f} days"
