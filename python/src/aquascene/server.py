"""A private PostgreSQL cluster: own data directory, Unix socket only, one folder to throw away.

Standard library only, and it runs as a script too (``python3 -I server.py clean DIRECTORY``), so
that a cluster can be stopped when the virtual environment is gone.

In the directory that a cluster is given lie its lock files and ``cluster/`` with the data, the
socket and the log. As root the server runs as the user ``postgres``, since PostgreSQL refuses to
run as root; where that user may not enter the directory, the cluster lies under the folder for
temporary files and ``location`` says where.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

SUPERUSER = "postgres"
"""The role that owns every cluster made here."""

SOCKET_PATH_LIMIT = 107
"""Bytes that the path of a Unix socket may have on Linux."""

PREFERRED_MAJOR = 15
OLDEST_MAJOR = 15
_SERVER_USER = "postgres"
_SPACE_NEEDED = 200 * 1024 * 1024
_START_SECONDS = 60

_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_preload_libraries": "pg_stat_statements",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class ServerError(Exception):
    """What is wrong with a cluster, and what to do about it.

    ``message`` is one sentence, ``hint`` the mend; ``str()`` gives both on lines of their own.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}"


def libpq_free(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment (by default this process's) without what libpq and psql read.

    ``PGHOST``, ``PGSERVICE``, ``PGOPTIONS`` and the like are meant for the servers of the person
    who types, never for a private cluster.
    """
    source = os.environ if environment is None else environment
    clean = {
        name: value
        for name, value in source.items()
        if not re.fullmatch(r"PG[A-Z]+|PSQLRC|PSQL_EDITOR", name)
    }
    clean["LC_ALL"] = "C.UTF-8"
    return clean


def forget_libpq_variables() -> None:
    """Remove from this process's environment what libpq reads; see libpq_free."""
    for name in os.environ.keys() - libpq_free().keys():
        del os.environ[name]


# --- server programs -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Programs:
    """A folder with PostgreSQL's server programs, and their major version."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def _candidate_folders() -> Iterator[Path]:
    """Yield folders that may hold server programs: of PATH, of pg_config, of Debian's packages."""
    for program in ("initdb", "pg_ctl"):
        if found := shutil.which(program):
            yield Path(found).resolve().parent
    for command in (
        ["pg_config", "--bindir"],
        ["dpkg-query", "--listfiles", *_debian_packages()],
    ):
        with contextlib.suppress(OSError):
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            for line in run.stdout.splitlines():
                if command[0] == "pg_config":
                    yield Path(line)
                elif line.endswith("/bin/postgres"):
                    yield Path(line).parent


def _debian_packages() -> list[str]:
    with contextlib.suppress(OSError):
        run = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Package}\n", "postgresql-[0-9][0-9]"],
            capture_output=True,
            text=True,
            check=False,
        )
        return run.stdout.split()
    return []


@functools.cache
def find_programs(major: int | None = None) -> Programs:
    """Return the server programs of the wanted major version.

    Without ``major``: version 15, for which db/schema.sql is written, else the newest.
    Raises ServerError when there are none.
    """
    found: dict[int, Programs] = {}
    for folder in _candidate_folders():
        if not all((folder / name).exists() for name in ("initdb", "postgres", "pg_ctl", "psql")):
            continue
        version = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        ).stdout
        if match := re.search(r"(\d+)(\.|devel|beta|rc)", version):
            found.setdefault(int(match[1]), Programs(folder, int(match[1])))
        if (major or PREFERRED_MAJOR) in found:
            return found[major or PREFERRED_MAJOR]
    usable = [number for number in found if number >= OLDEST_MAJOR]
    if major is None and usable:
        return found[max(usable)]
    there = ", ".join(str(number) for number in sorted(found)) or "none"
    raise ServerError(
        f"no server programs of PostgreSQL {major or f'{OLDEST_MAJOR} or later'} were found "
        f"(found: {there})",
        f"Install them: bin/setup, or apt-get install postgresql-{major or PREFERRED_MAJOR}",
    )


# --- the cluster ---------------------------------------------------------------------------------


class Cluster:
    """A private cluster in ``directory``.

    ``settings`` are added to its configuration at each start. ``socket_directory`` is where the
    socket lies; without it, inside the directory, reached by a short link when the path is too
    long for a socket. ``major`` is the version of PostgreSQL for a new cluster. ``say`` takes the
    few lines that a person should read.
    """

    def __init__(
        self,
        directory: Path | str,
        *,
        settings: Mapping[str, str] | None = None,
        socket_directory: Path | str | None = None,
        port: int = 5432,
        major: int | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        self.directory = Path(directory).absolute()
        self.port = port
        self._major = major
        self._settings = dict(settings or {})
        self._socket_directory = Path(socket_directory) if socket_directory else None
        self._say = say or (lambda line: print(line, file=sys.stderr))  # noqa: T201

    # Where things are.

    @property
    def home(self) -> Path:
        """The folder with data, socket and log, which belongs to the server's user."""
        record = self.directory / "location"
        if record.exists():
            return Path(record.read_text().strip())
        return self.directory / "cluster"

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.home / "data"

    @property
    def programs(self) -> Programs:
        """The server programs: of the version that made the data, else as ``major`` says."""
        return find_programs(self._data_major() or self._major)

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self.home / "log"

    @property
    def socket_directory(self) -> Path:
        """The socket's folder: of the running server, else the one that a start would use."""
        with contextlib.suppress(OSError, IndexError):
            if self.is_running():
                return Path((self.data / "postmaster.pid").read_text().splitlines()[4])
        wanted = self._socket_directory or self.home / "socket"
        if len(os.fsencode(wanted / f".s.PGSQL.{self.port}")) <= SOCKET_PATH_LIMIT:
            return wanted
        if self._socket_directory:
            raise ServerError(
                f"the socket path {wanted}/.s.PGSQL.{self.port} is longer than "
                f"{SOCKET_PATH_LIMIT} bytes",
                "Give a shorter folder for the socket.",
            )
        digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
        return _temporary_folder() / f"aquascene-{os.geteuid()}-{digest}"

    def url(self, dbname: str = SUPERUSER, user: str = SUPERUSER) -> str:
        """Return the libpq connection URI of a database of this cluster."""
        folder = quote(str(self.socket_directory), safe="/")
        return f"postgresql://{quote(user)}@/{quote(dbname)}?host={folder}&port={self.port}"

    # What it does.

    def is_running(self) -> bool:
        """Tell whether the server of this data directory lives."""
        return self._pid() is not None

    def start(self) -> None:
        """Make the cluster if it is not there, and start it if it does not run.

        Safe when two start at once: the second waits, then finds it running. A server whose
        programs were replaced by an upgrade is restarted.

        Raises ServerError, which says what is wrong and what to do.
        """
        self._make_directory()
        with self._locked():
            self._make_home()
            pid = self._pid()
            if pid is not None and not _replaced(pid):
                return
            if pid is not None:
                self._say("PostgreSQL was upgraded under the running cluster: restarting it")
                self._stop()
            programs = self.programs
            if not (self.data / "PG_VERSION").exists():
                self._initialise(programs)
            self._launch(programs)

    def stop(self) -> None:
        """Stop the server; nothing happens when it does not run."""
        if not self.directory.is_dir():
            return
        with self._locked():
            self._stop()

    def remove(self) -> None:
        """Stop the server and remove the directory with everything in it."""
        if not self.directory.is_dir():
            return
        with self._locked():
            self._stop()
            link = self.socket_directory if self._socket_directory is None else None
            home = self.home
            if home.exists():
                shutil.rmtree(home)
            if link and link.is_symlink():
                link.unlink()
            shutil.rmtree(self.directory)

    def psql(self, sql: str, dbname: str = SUPERUSER) -> str:
        """Run SQL by psql as superuser and return the rows, unaligned, ``|`` between columns.

        Raises ServerError with psql's own message when it fails.
        """
        run = subprocess.run(
            [self.programs["psql"], "-X", "-q", "-A", "-t"]
            + ["-v", "ON_ERROR_STOP=1", "-d", self.url(dbname), "-f", "-"],
            input=sql,
            capture_output=True,
            text=True,
            env=libpq_free(),
            check=False,
        )
        if run.returncode:
            raise ServerError(run.stderr.strip(), f"The server's log is {self.log}.")
        return run.stdout.rstrip("\n")

    def ensure_database(self, dbname: str) -> bool:
        """Create the database if it is missing; return whether it was."""
        name = dbname.replace("'", "''")
        if self.psql(f"select 1 from pg_database where datname = '{name}'"):  # noqa: S608
            return False
        quoted = dbname.replace('"', '""')
        self.psql(f'create database "{quoted}"')
        return True

    # How it does it.

    def _pid(self) -> int | None:
        """Return the postmaster's process id, or None when the pid file is stale or missing."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if self._serves(pid) else None

    def _serves(self, pid: int) -> bool:
        """Tell whether a process is a server of this data directory, which it works in.

        A process that only got the number of one that died is told apart by that.
        """
        try:
            folder = os.readlink(f"/proc/{pid}/cwd").removesuffix(" (deleted)")
        except OSError:
            return False
        return folder == os.path.realpath(self.data)

    def _data_major(self) -> int | None:
        """Return the major version that made the data directory, or None when there is none."""
        version = self.data / "PG_VERSION"
        if not version.exists():
            return None
        major = int(version.read_text())
        try:
            find_programs(major)
        except ServerError as error:
            raise ServerError(
                f"the cluster in {self.data} was made by PostgreSQL {major}: {error.message}",
                f"Install postgresql-{major}, or remove the cluster and its data: make clean",
            ) from None
        return major

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the cluster's lock: one start or stop at a time.

        The second lock is held around initdb and pg_ctl (see _run), so that a stop waits for a
        server that is being started even when whoever started it has been killed.
        """
        with (
            open(self.directory / "lock", "w") as first,
            open(self.directory / "launch.lock", "w") as second,
        ):
            fcntl.flock(first, fcntl.LOCK_EX)
            fcntl.flock(second, fcntl.LOCK_EX)
            fcntl.flock(second, fcntl.LOCK_UN)
            yield

    def _make_directory(self) -> None:
        """Make the directory."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            for name in ("lock", "launch.lock"):
                (self.directory / name).open("a").close()
        except OSError as error:
            raise ServerError(
                f"the directory {self.directory} cannot be used: {error.strerror}",
                "Make it writable for the user who runs this, or use a copy of the project "
                "in a folder of your own.",
            ) from error

    def _make_home(self) -> None:
        """Make the home, inside the directory or elsewhere, and give it to the server's user."""
        root = _is_root()
        user = _server_user() if root else None
        if user and not self.home.exists() and not _may_enter(self.directory, user):
            folder = tempfile.mkdtemp(prefix="aquascene-", dir=_temporary_folder())
            (self.directory / "location").write_text(folder + "\n")
            self._say(f"{_SERVER_USER} may not enter {self.directory}: the cluster is in {folder}")
        with self._explained():
            self.home.mkdir(mode=0o700, exist_ok=True)
            owner = self.home.stat().st_uid
            if user and owner == 0:
                os.chown(self.home, user.pw_uid, user.pw_gid)
        if not root and owner != os.geteuid():
            raise ServerError(
                f"the cluster in {self.home} belongs to another user (uid {owner})",
                "Remove it as the user who made it, or as root: make clean",
            )

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ServerError(
                f"{error.filename} cannot be used: {error.strerror}",
                "Is there room on the disk, and is the folder writable?",
            ) from error

    def _as_user(self, command: Sequence[str]) -> Sequence[str]:
        """Return the command as the server's user runs it."""
        if not _is_root():
            return command
        owner = pwd.getpwuid(self.home.stat().st_uid)
        return [
            *("setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--init-groups"),
            *command,
        ]

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run a server program as the server's user, to its end, whatever signal comes meanwhile.

        It runs in a session of its own, so that Ctrl-C does not reach it; an interruption of this
        process is passed on when the program is done. ``flock`` holds the second lock as long as
        it runs, even when this process is killed.
        """
        command = ["flock", "--close", str(self.directory / "launch.lock"), *self._as_user(command)]
        with tempfile.TemporaryFile("w+") as output:
            # Not a pipe: the server inherits it and would keep it open.
            try:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd="/",
                    env=libpq_free(),
                    start_new_session=True,
                )
            except OSError as error:
                raise ServerError(
                    f"{command[0]} cannot be run: {error.strerror}", "Run bin/setup."
                ) from error
            try:
                process.wait()
            except BaseException:
                process.wait()
                raise
            output.seek(0)
            return subprocess.CompletedProcess(command, process.returncode, output.read(), "")

    def _initialise(self, programs: Programs) -> None:
        """Make the data directory: under another name first, so that there is no half of one."""
        free = shutil.disk_usage(self.home).free
        if free < _SPACE_NEEDED:
            raise ServerError(
                f"only {free // 1024**2} MB are free for a cluster in {self.home}",
                f"Make room: it needs {_SPACE_NEEDED // 1024**2} MB.",
            )
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        run = self._run(
            [programs["initdb"], "-D", str(fresh), "-U", SUPERUSER, "--auth=trust"]
            + ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        )
        if run.returncode:
            raise ServerError(
                f"the cluster could not be made in {self.home}:\n{run.stdout.strip()}",
                "Is there room on the disk, and is the folder writable?",
            )
        with open(fresh / "postgresql.conf", "a") as configuration:
            configuration.write("include = 'aquascene.conf'\n")
        fresh.rename(self.data)

    def _launch(self, programs: Programs) -> None:
        """Write the configuration and start the server; returns when it takes connections."""
        folder = self._ready_socket_directory()
        settings = {
            **_SETTINGS,
            "port": str(self.port),
            "unix_socket_directories": f'"{folder}"',
            **self._settings,
        }
        with open(self.data / "aquascene.conf", "w") as configuration:
            for name, value in settings.items():
                configuration.write("{} = '{}'\n".format(name, value.replace("'", "''")))
        self._clear_stale_locks(folder)
        known = self.log.stat().st_size if self.log.exists() else 0
        run = self._run(
            [programs["pg_ctl"], "start", "--wait", f"--timeout={_START_SECONDS}"]
            + [f"--pgdata={self.data}", f"--log={self.log}"]
        )
        if run.returncode:
            self._refuse(run.stdout, known, folder)

    def _clear_stale_locks(self, folder: Path) -> None:
        """Remove lock files of a dead server whose number now belongs to another process.

        PostgreSQL would refuse to start. When the number is free it copes by itself, and needs
        the pid file to find the shared memory that the dead server left.
        """
        record = self.data / "postmaster.pid"
        if record.exists():
            self._say("the cluster had not been stopped properly: it recovers by itself")
        for lock in (record, folder / f".s.PGSQL.{self.port}.lock"):
            with contextlib.suppress(OSError, ValueError):
                pid, data = lock.read_text().splitlines()[:2]
                if Path(data) == self.data and Path("/proc", str(int(pid))).exists():
                    lock.unlink()

    def _ready_socket_directory(self) -> Path:
        """Make the socket's folder, and the short link to it when its own path is too long."""
        folder = self.socket_directory
        real = self._socket_directory or self.home / "socket"
        user = _server_user() if _is_root() else None
        with self._explained():
            if not real.exists():
                real.mkdir(mode=0o700)
                if user:
                    os.chown(real, user.pw_uid, user.pw_gid)
            if folder != real:
                if folder.is_symlink() and folder.lstat().st_uid == os.geteuid():
                    folder.unlink()
                folder.symlink_to(real)
        return folder

    def _refuse(self, output: str, known: int, folder: Path) -> NoReturn:
        """Say why the server did not start, in the words of its log behind ``known`` bytes."""
        log = self.log.read_bytes()[known:].decode(errors="replace") if self.log.exists() else ""
        reasons = [
            line.split("] ", 1)[-1]
            for line in log.splitlines()
            if re.search(r"\b(FATAL|PANIC|HINT|could not|invalid)\b", line)
        ]
        hint = f"The server's log is {self.log}."
        if "socket" in log or ".s.PGSQL." in log:
            hint = (
                f"The socket in {folder} cannot be used. Give another folder for it "
                f"(AQUASCENE_SOCKET_DIRECTORY), one on a local file system. {hint}"
            )
        elif "No space left" in log:
            hint = f"Make room on the disk. {hint}"
        raise ServerError(
            "the cluster did not start:\n" + ("\n".join(reasons[-6:]) or output.strip()), hint
        )

    def _stop(self) -> None:
        """Stop the server, hard when it does not go within a minute.

        By signals and not by pg_ctl, so that it works when PostgreSQL was uninstalled meanwhile.
        """
        pid = self._pid()
        if pid is None:
            return
        for sign, seconds in ((signal.SIGINT, 60), (signal.SIGQUIT, 10)):  # fast, immediate
            try:
                os.kill(pid, sign)
            except PermissionError:
                raise ServerError(
                    f"the server in {self.data} belongs to another user",
                    "Stop it as that user, or as root.",
                ) from None
            except ProcessLookupError:
                return
            end = time.monotonic() + seconds
            # The pid file goes a moment before the process does.
            while self._serves(pid):
                if time.monotonic() > end:
                    break
                time.sleep(0.01)
            else:
                return
        raise ServerError(
            f"the server in {self.data} does not stop", f"End it by hand: kill -KILL {pid}"
        )


def project_directory() -> Path:
    """Return the top folder of the project: the one with sqitch.plan, above here or this file."""
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for folder in (start, *start.parents):
            if (folder / "sqitch.plan").exists() and (folder / "db").is_dir():
                return folder
    raise ServerError(
        "the project's folder (with sqitch.plan and db/) was not found",
        "Run the command inside it.",
    )


def project_cluster() -> Cluster:
    """Return the project's own cluster, in ``.aquascene``.

    ``AQUASCENE_SOCKET_DIRECTORY`` in the environment puts its socket elsewhere.
    """
    return Cluster(
        project_directory() / ".aquascene",
        socket_directory=os.environ.get("AQUASCENE_SOCKET_DIRECTORY"),
    )


def _is_root() -> bool:
    return os.geteuid() == 0


def _server_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_SERVER_USER)
    except KeyError:
        raise ServerError(
            f"there is no user {_SERVER_USER}, as whom the server would run in place of root",
            "Debian's package postgresql-common makes it: bin/setup",
        ) from None


def _may_enter(directory: Path, user: pwd.struct_passwd) -> bool:
    """Tell whether the user may go through all folders down to this one."""
    return not subprocess.run(
        ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--init-groups"]
        + ["test", "-x", str(directory)],
        check=False,
    ).returncode


def _temporary_folder() -> Path:
    """Return a folder for temporary files that the server's user may enter."""
    preferred = Path(tempfile.gettempdir())
    if not _is_root() or _may_enter(preferred, _server_user()):
        return preferred
    return Path("/tmp")


def _replaced(pid: int) -> bool:
    """Tell whether the program of a process was replaced on disk since it was started."""
    return os.readlink(f"/proc/{pid}/exe").endswith(" (deleted)")


def _clean(cluster: Cluster) -> None:
    """Remove a cluster, and those that a killed command left in folders of its directory."""
    for lock in list(cluster.directory.glob("*/launch.lock")):
        Cluster(lock.parent).remove()
    cluster.remove()


def _main(arguments: Sequence[str]) -> int:
    """Stop, or stop and remove, the cluster in a directory: ``stop|clean DIRECTORY``."""
    actions = {"stop": Cluster.stop, "clean": _clean}
    if len(arguments) != 2 or arguments[0] not in actions:
        sys.stderr.write("usage: server.py stop|clean DIRECTORY\n")
        return 2
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        actions[arguments[0]](Cluster(arguments[1]))
    except (ServerError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
