"""Where backups go: the files that pgBackRest, PostgreSQL and systemd read.

A :class:`Configuration` is checked when it is made; :func:`write_configuration` renders the
templates of ``templates/backup`` from it. Repository 1 is a folder of this machine, 2 an S3 bucket,
3 the off-site copy: the numbers stay when one is left out. Keys and passphrases come from the
environment and go to a file of their own that only the server's user reads.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from aquascene.server import ServerError

LOCAL, S3, OFF_SITE = 1, 2, 3
"""The numbers of the repositories."""

CIPHER_PASS = "AQUASCENE_BACKUP_CIPHER_PASS"
"""The environment's name of the passphrase that encrypts the repositories."""

_KEYS: Mapping[int, tuple[str, str]] = {
    S3: ("AQUASCENE_BACKUP_S3_KEY", "AQUASCENE_BACKUP_S3_SECRET"),
    OFF_SITE: ("AQUASCENE_BACKUP_OFF_SITE_KEY", "AQUASCENE_BACKUP_OFF_SITE_SECRET"),
}
_SHORTEST_PASS = 12
_S3_OPTIONS = ("endpoint", "region", "port", "style", "ca", "verify")
_FILES = {
    "pgbackrest.conf": 0o644,
    "conf.d/secrets.conf": 0o600,
    "postgresql.conf": 0o644,
    "pg_hba.conf": 0o644,
    "systemd/aquascene-backup@.service": 0o644,
    "systemd/aquascene-backup-off-site.service": 0o644,
    "systemd/aquascene-backup-check.service": 0o644,
    "systemd/aquascene-backup-full.timer": 0o644,
    "systemd/aquascene-backup-incr.timer": 0o644,
    "systemd/aquascene-backup-off-site.timer": 0o644,
    "systemd/aquascene-backup-check.timer": 0o644,
}
_environment = Environment(
    loader=PackageLoader("aquascene", "templates/backup"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,
)


class BackupError(ServerError):
    """What is wrong with backups, and what to do about it."""


@dataclass(frozen=True)
class Repository:
    """A place for backups: a folder (``bucket`` is empty), or a path in an S3 bucket.

    days: how long full backups are kept. wal_count: of how many full backups the WAL is kept
    without a gap; None for all of them.
    """

    number: int
    path: str
    days: int
    wal_count: int | None = None
    bucket: str = ""
    endpoint: str = ""
    region: str = ""
    port: int = 443
    style: str = "host"
    ca: str = ""
    is_verified: bool = True
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


def parse_repository(
    number: int,
    text: str,
    days: int,
    *,
    wal_count: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> Repository:
    """Read where a repository is: ``/path``, or ``s3://bucket/path?endpoint=…&region=…``.

    Of S3 it takes ``endpoint`` (host), ``region``, ``port``, ``style`` (host or path), ``ca`` (a
    file with the certificates to trust) and ``verify`` (no = any certificate, for tests). The keys
    are read from the environment. Raises BackupError.
    """
    if days < 1:
        raise BackupError(f"{days} days are no time to keep backups", "Give 1 or more.")
    if wal_count is not None and wal_count < 1:
        raise BackupError(
            f"WAL of {wal_count} full backups cannot be kept", "Give 1 or more, or leave it out."
        )
    if "\n" in text or "\0" in text:
        raise BackupError(f"repository {number} has a line break in it", "Give one line.")
    if text.startswith("/"):
        return Repository(number, str(_folder(text)), days, wal_count)
    if text.startswith("sftp:"):
        raise BackupError(
            "SFTP needs pgBackRest 2.46 or later; Debian 12 has 2.45",
            "Give an s3:// bucket elsewhere, or a folder that is mounted from elsewhere.",
        )
    if not text.startswith("s3:"):
        raise BackupError(
            f"repository {number} is neither a folder nor a bucket: {text}",
            "Give an absolute path, or s3://bucket/path?endpoint=HOST&region=NAME.",
        )
    return _parse_s3(
        number, text, days, wal_count, os.environ if environment is None else environment
    )


def _parse_s3(
    number: int, text: str, days: int, wal_count: int | None, environment: Mapping[str, str]
) -> Repository:
    parts = urlsplit(text)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    hint = "Such as s3://backups/engine?endpoint=s3.example.com&region=eu-central-1."
    if unknown := sorted(options.keys() - set(_S3_OPTIONS)):
        raise BackupError(
            f"{', '.join(unknown)} is no option of a bucket", f"There are {', '.join(_S3_OPTIONS)}."
        )
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", parts.netloc):
        raise BackupError(f"{parts.netloc!r} is no name of a bucket", hint)
    for name in ("endpoint", "region"):
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", options.get(name, "")):
            raise BackupError(f"the bucket has no {name} that could be one", hint)
    port = options.get("port", "443")
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise BackupError(f"port {port} is none", "Give a number from 1 to 65535.")
    style, verify = options.get("style", "host"), options.get("verify", "yes")
    if style not in ("host", "path") or verify not in ("yes", "no"):
        raise BackupError("style is host or path, verify is yes or no", hint)
    names = _KEYS[number]
    keys = [environment.get(name, "") for name in names]
    if not all(keys) or any(re.search(r"\s", key) for key in keys):
        raise BackupError(
            f"the keys of repository {number} are missing",
            f"Put them into the environment: {' and '.join(names)}.",
        )
    return Repository(
        number,
        str(_folder(unquote(parts.path) or "/")),
        days,
        wal_count,
        bucket=parts.netloc,
        endpoint=options["endpoint"],
        region=options["region"],
        port=int(port),
        style=style,
        ca=str(_folder(options["ca"])) if "ca" in options else "",
        is_verified=verify == "yes",
        key=keys[0],
        secret=keys[1],
    )


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_absolute() or ".." in path.parts or re.search(r"[\0\r\n]|^\s|\s$", text):
        raise BackupError(f"{text!r} is no absolute path", "Give it from / on, without ..")
    return path


@dataclass(frozen=True)
class Configuration:
    """What is backed up, to where, how often.

    data, socket, port, user: the cluster; without a socket folder, libpq's own. archive_timeout:
    seconds until a segment of WAL that is not full goes out. jobs: processes that compress and
    copy. work: folder for pgBackRest's logs, locks and queue, by default the system's. queue: how
    much WAL may wait for the repositories before it is dropped, such as 100GB; by default none is
    dropped, and a disk that is full stops the cluster. cipher_pass: encrypts all repositories.
    incremental_days: how long incremental backups are kept. program: the command ``aquascene``.
    io_timeout: seconds to wait for a repository that does not answer; push_timeout: the same for
    WAL and questions. A repository that is gone holds up WAL for the others, twelve times as long.
    """

    data: Path
    repositories: tuple[Repository, ...]
    stanza: str = "aquascene"
    socket: Path | None = None
    port: int = 5432
    user: str = "postgres"
    archive_timeout: int = 30
    io_timeout: int = 30
    push_timeout: int = 3
    jobs: int = 2
    work: Path | None = None
    queue: str = ""
    incremental_days: int = 7
    program: str = "aquascene"
    cipher_pass: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for path in (self.data, self.socket, self.work):
            if path is not None:
                _folder(str(path))
        if not re.fullmatch(r"[a-z][a-z0-9_-]{0,62}", self.stanza) or self.stanza == "global":
            raise BackupError(
                f"{self.stanza!r} is no name of a stanza", "Small letters, digits, - and _."
            )
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_$-]{0,62}", self.user):
            raise BackupError(f"{self.user!r} is no name of a role", "Such as postgres.")
        if not 1 <= self.archive_timeout <= 60:
            raise BackupError(
                f"archive_timeout {self.archive_timeout} is not from 1 to 60 seconds",
                "What is not archived yet is lost with the machine: a minute is the most.",
            )
        if self.queue and not re.fullmatch(r"[1-9][0-9]*(MB|GB|TB)", self.queue):
            raise BackupError(f"{self.queue!r} is no size", "Such as 100GB.")
        if self.cipher_pass and (
            len(self.cipher_pass) < _SHORTEST_PASS or re.search(r"\s", self.cipher_pass)
        ):
            raise BackupError(
                "the passphrase is too short, or has spaces in it",
                f"At least {_SHORTEST_PASS} characters: openssl rand -base64 48",
            )
        places = [(each.bucket, each.endpoint, each.path) for each in self.repositories]
        if len(set(places)) < len(places):
            raise BackupError("two repositories are one place", "Give each a place of its own.")
        for each in self.repositories:
            if not each.bucket and _overlap(Path(each.path), self.data):
                raise BackupError(
                    f"repository {each.number} and the data directory lie in one another",
                    "Keep backups on another disk than what they are of.",
                )

    def settings(self, folder: Path) -> dict[str, str]:
        """Return what PostgreSQL must be set to, given the folder of pgbackrest.conf."""
        command = f"pgbackrest --config-path={shlex.quote(str(folder))} --stanza={self.stanza}"
        return {
            "wal_level": "replica",
            "archive_mode": "on",
            "archive_command": f"{command} archive-push %p",
            "archive_timeout": f"{self.archive_timeout}s",
            "max_wal_senders": "10",
            "wal_compression": "on",
        }


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


def write_configuration(
    configuration: Configuration, folder: Path, owner: tuple[int, int] | None = None
) -> list[Path]:
    """Write the files into a folder, made if need be; return their paths.

    owner: user and group that the files shall belong to. What is there under the same names is
    replaced at once. Raises BackupError.
    """
    folder = folder.absolute()
    _folder(str(folder))
    if re.search(r"[\s'\"%\\]", str(folder)):
        raise BackupError(
            f"{folder} has characters in it that archive_command cannot take",
            "Give a folder whose name has no spaces, quotes, % or \\.",
        )
    values = {
        "it": configuration,
        "folder": folder,
        "repositories": configuration.repositories,
        "settings": configuration.settings(folder),
    }
    has_off_site = any(each.number == OFF_SITE for each in configuration.repositories)
    written = []
    try:
        for name in ("log", "lock", "spool") if configuration.work else ():
            place = Path(configuration.work or "", name)
            if not place.exists():
                place.mkdir(mode=0o750, parents=True)
                if owner:
                    os.chown(place, *owner)
        for name, mode in _FILES.items():
            if "off-site" in name and not has_off_site:
                continue
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = _environment.get_template(f"{name}.jinja").render(values)
            fresh = path.with_name(f".{path.name}.new")
            fresh.unlink(missing_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with open(descriptor, "w") as file:
                file.write(text)
                os.fchmod(descriptor, mode)
                if owner:
                    os.fchown(descriptor, *owner)
            fresh.replace(path)
            written.append(path)
    except OSError as error:
        raise BackupError(
            f"{error.filename} cannot be written: {error.strerror}",
            "Give a folder that may be written to: --output.",
        ) from error
    return written
