"""``aquascene backup``: back up, check the backups, restore."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from aquascene import database
from aquascene.backup import TYPES, Backup, Backups, Limits, Restored
from aquascene.backup_configuration import (
    CIPHER_PASS,
    LOCAL,
    OFF_SITE,
    S3,
    BackupError,
    Configuration,
    parse_repository,
    write_configuration,
)
from aquascene.cli import Options
from aquascene.cli.cluster import explained
from aquascene.database import call, call_row

_FOLDER = click.Path(path_type=Path, file_okay=False)

_OFF_SITE_WAL = 5
"""Of how many weekly full backups the off-site repository keeps WAL without a gap."""

_config = click.option(
    "--config",
    "folder",
    type=_FOLDER,
    envvar="AQUASCENE_BACKUP_CONFIG",
    default=Path("/etc/pgbackrest"),
    show_default=True,
    help="The folder that `aquascene backup configure` wrote.",
)


@click.group()
def group() -> None:
    """Backups by pgBackRest: full and incremental ones, and all WAL, in up to three places.

    \b
    Begin here (docs/guide/backup.md has each step):
      aquascene backup configure --data DIR --repository DIR --output DIR
      aquascene backup init --config DIR      once PostgreSQL has the settings
      aquascene backup run --type full        the first one; then timers do it
      aquascene backup check                  exit code 1 when something is wrong
      aquascene backup list

    \b
    And when it comes to that:
      aquascene backup restore --to '2026-11-23 14:05:00' --into DIR --start
      aquascene --database URI backup confirm 'why it may send again'
      aquascene backup adopt DIR              it takes the place of the old one

    Run these on the machine of the cluster, as root or as the user who owns the cluster's data.
    """


@group.command()
@click.option(
    "--data",
    type=_FOLDER,
    default=Path("/var/lib/postgresql/15/main"),
    show_default=True,
    help="The cluster's data directory.",
)
@click.option("--socket", type=_FOLDER, help="Where its socket is; by default libpq's place.")
@click.option("--port", type=click.IntRange(1, 65535), default=5432, show_default=True)
@click.option("--user", default="postgres", show_default=True, help="A superuser of it.")
@click.option("--repository", required=True, metavar="DIR", help="Repository 1: a local folder.")
@click.option(
    "--s3",
    metavar="URL",
    help="Repository 2: s3://bucket/path?endpoint=HOST&region=NAME, with &port=, &style=path and "
    "&ca=FILE for MinIO and the like. Keys: AQUASCENE_BACKUP_S3_KEY, AQUASCENE_BACKUP_S3_SECRET.",
)
@click.option(
    "--off-site",
    metavar="URL|DIR",
    help="Repository 3: cold storage elsewhere, a bucket or a mounted folder. Keys: "
    "AQUASCENE_BACKUP_OFF_SITE_KEY, AQUASCENE_BACKUP_OFF_SITE_SECRET.",
)
@click.option("--full-days", type=int, default=30, show_default=True, help="Keep full backups.")
@click.option(
    "--incremental-days", type=click.IntRange(0), default=7, show_default=True, help="… others."
)
@click.option("--off-site-days", type=int, default=365, show_default=True, help="… off-site.")
@click.option(
    "--wal-backups",
    type=int,
    metavar="N",
    help="Keep WAL without a gap since the Nth last full backup, and for older ones only what "
    "makes them whole. By default all WAL is kept (off-site: of 5 weekly backups): any second of "
    "--full-days can be restored.",
)
@click.option(
    "--encrypt", is_flag=True, help=f"Encrypt all repositories by the passphrase in {CIPHER_PASS}."
)
@click.option(
    "--archive-timeout",
    type=int,
    default=30,
    show_default=True,
    help="Seconds of commits that may be lost, without the time it takes to copy a segment.",
)
@click.option(
    "--push-timeout",
    type=click.IntRange(1, 300),
    default=3,
    show_default=True,
    help="Seconds that a repository may be silent while WAL is copied to it. One that is gone "
    "holds up WAL for the others about twelve times as long; raise it for a bucket that is slow.",
)
@click.option("--queue", default="", metavar="SIZE", help="WAL that may wait, such as 100GB.")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option("--work", type=_FOLDER, help="Logs, locks, queue; by default the system's folders.")
@click.option("--stanza", default="aquascene", show_default=True, help="Name of the cluster.")
@click.option("--output", type=_FOLDER, required=True, help="Where to write the files.")
@click.pass_obj
def configure(
    options: Options,
    data: Path,
    socket: Path | None,
    port: int,
    user: str,
    repository: str,
    s3: str | None,
    off_site: str | None,
    full_days: int,
    incremental_days: int,
    off_site_days: int,
    wal_backups: int | None,
    encrypt: bool,
    archive_timeout: int,
    push_timeout: int,
    queue: str,
    jobs: int,
    work: Path | None,
    stanza: str,
    output: Path,
) -> None:
    """Write the files for pgBackRest, PostgreSQL and systemd.

    Nothing else is changed. Keys go to conf.d/secrets.conf, which only the owner of the cluster's
    data may read.
    """
    with explained():
        places = [
            (number, place, off_site_days if number == OFF_SITE else full_days)
            for number, place in ((LOCAL, repository), (S3, s3), (OFF_SITE, off_site))
            if place
        ]
        if encrypt and not os.environ.get(CIPHER_PASS):
            raise BackupError(
                f"there is no passphrase in {CIPHER_PASS}",
                f"export {CIPHER_PASS}=$(openssl rand -base64 48), and keep it elsewhere, too.",
            )
        configuration = Configuration(
            data=data,
            repositories=tuple(
                parse_repository(
                    number,
                    place,
                    days,
                    wal_count=_OFF_SITE_WAL
                    if wal_backups is None and number == OFF_SITE
                    else wal_backups,
                )
                for number, place, days in places
            ),
            stanza=stanza,
            socket=socket,
            port=port,
            user=user,
            archive_timeout=archive_timeout,
            push_timeout=push_timeout,
            jobs=jobs,
            work=work,
            queue=queue,
            incremental_days=incremental_days,
            program=_program(),
            cipher_pass=os.environ[CIPHER_PASS] if encrypt else "",
        )
        files = write_configuration(configuration, output, _owner_of(data))
    if options.as_json:
        click.echo(json.dumps({"files": [str(file) for file in files]}))
        return
    for file in files:
        click.echo(f"wrote {file}")
    folder = output.absolute()
    click.echo(
        "\nNext:\n"
        f"  1. At the end of postgresql.conf: include = '{folder}/postgresql.conf'\n"
        "     and restart PostgreSQL, once.\n"
        f"  2. aquascene backup init --config {folder}\n"
        f"  3. aquascene --database URI backup run --type full --config {folder}\n"
        f"  4. Copy {folder}/systemd/* to /etc/systemd/system, put AQUASCENE_DATABASE_URL=…\n"
        "     into /etc/aquascene/backup.env, and:\n"
        "     systemctl enable --now aquascene-backup-{full,incr,check}.timer"
    )


def _program() -> str:
    """Return where this command lies, for timers."""
    beside = Path(sys.executable).with_name("aquascene")
    return str(beside) if beside.exists() else shutil.which("aquascene") or "aquascene"


def _owner_of(data: Path) -> tuple[int, int] | None:
    """Return who shall own the files: whoever owns the data, when this is root."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(OSError):
        status = data.stat()
        return status.st_uid, status.st_gid
    with contextlib.suppress(KeyError):
        user = pwd.getpwnam("postgres")
        return user.pw_uid, user.pw_gid
    return None


@group.command()
@_config
def init(folder: Path) -> None:
    """Make the repositories ready, and see that a segment of WAL arrives. Safe to repeat."""
    with explained():
        backups = Backups(folder)
        backups.create_stanza()
        wrong = [each for each in backups.check_archive(Limits()) if not each.is_ok]
        if wrong:
            raise BackupError(
                wrong[0].detail, f"Has PostgreSQL the settings of {backups.folder}/postgresql.conf?"
            )
    click.echo("ready; the first full backup comes next: aquascene backup run --type full")


@group.command()
@click.option("--type", "backup_type", type=click.Choice(TYPES), default="incr", show_default=True)
@click.option(
    "--repository",
    type=int,
    multiple=True,
    help="Which; may be repeated. By default all but 3, the off-site one.",
)
@click.option(
    "--keep-incremental",
    type=click.IntRange(0),
    default=7,
    show_default=True,
    metavar="DAYS",
    help="Remove incremental and differential backups older than this.",
)
@_config
@click.pass_obj
def run(
    options: Options,
    backup_type: str,
    repository: tuple[int, ...],
    keep_incremental: int,
    folder: Path,
) -> None:
    """Make a backup in each repository.

    One that fails does not keep the others from being tried; the exit code is 1 then. With
    --database (or AQUASCENE_DATABASE_URL), what came of it is written to ops.backups, and a failure
    is a system event: analytics.system_health sees both.
    """
    with explained():
        backups = Backups(folder)
    numbers = repository or [each for each in backups.repositories if each != OFF_SITE]
    made: list[Backup] = []
    failed: list[str] = []
    unrecorded: list[str] = []
    for number in numbers:
        started_at = datetime.now(UTC)
        backup, failure = None, ""
        try:
            with _progress(options, f"repository {number}") as progress:
                backup = backups.make(backup_type, number, progress)
            made.append(backup)
            backups.expire(number, timedelta(days=keep_incremental))
        except BackupError as error:
            failure = f"repository {number}: {error}"
            failed.append(failure)
        if options.database:
            try:
                _record(
                    options.database,
                    backup_type,
                    number,
                    started_at,
                    backup,
                    failure,
                )
            except database.DatabaseError as error:
                unrecorded.append(f"repository {number}: {error.message}")
    if options.as_json:
        click.echo(json.dumps([_facts(each) for each in made], default=str))
    else:
        for each in made:
            click.echo(_line(each))
    if not options.database:
        click.echo("not written to ops.backups: say --database", err=True)
    for text in unrecorded:
        click.echo(f"could not be written to ops.backups: {text}", err=True)
    if failed:
        raise click.ClickException("\n".join(failed))
    if unrecorded:
        raise SystemExit(1)


def _record(
    url: str,
    backup_type: str,
    repository: int,
    started_at: datetime,
    backup: Backup | None,
    failure: str,
) -> None:
    """Write down what came of it; the pool is new, since a backup may have taken hours."""
    with (
        database.open_pool(url, database.SMALL_POOL) as pool,
        pool.connection() as connection,
    ):
        call_row(
            connection,
            "ops.record_backup",
            backup_type=backup.backup_type if backup else backup_type,
            repository=repository,
            started_at=started_at,
            label=backup.label if backup else None,
            database_bytes=backup.database_bytes if backup else None,
            repository_bytes=backup.repository_bytes if backup else None,
            error=None if backup else failure.replace("\0", ""),
        )


@group.command()
@_config
@click.option(
    "--verify", is_flag=True, help="Read every file of every repository, too; takes its time."
)
@click.option(
    "--rpo", type=click.IntRange(1), default=60, show_default=True, help="Seconds WAL may wait."
)
@click.option(
    "--full-hours",
    type=click.IntRange(1),
    default=26,
    show_default=True,
    help="Age that the last full backup may have; 8 days off-site.",
)
@click.option(
    "--hours", type=click.IntRange(1), default=5, show_default=True, help="… that of any type."
)
@click.pass_obj
def check(
    options: Options, folder: Path, verify: bool, rpo: int, full_hours: int, hours: int
) -> None:
    """Tell whether everything could be restored now; exit code 1 when not.

    A segment of WAL is sent to all repositories and looked for there; segments that wait, and the
    age of the last backups, are compared with what is allowed.
    """
    limits = Limits(
        full=timedelta(hours=full_hours), any=timedelta(hours=hours), wal=timedelta(seconds=rpo)
    )
    with explained():
        findings = Backups(folder).check(limits, verify=verify)
    if options.as_json:
        facts = [{"check": each.what, "ok": each.is_ok, "detail": each.detail} for each in findings]
        click.echo(json.dumps(facts))
    else:
        for each in findings:
            click.echo(f"{'ok' if each.is_ok else 'WRONG':<6} {each.what}: {each.detail}")
    raise SystemExit(0 if all(each.is_ok for each in findings) else 1)


@group.command("list")
@_config
@click.option("--repository", type=int, help="Only this one.")
@click.pass_obj
def list_backups(options: Options, folder: Path, repository: int | None) -> None:
    """List what there is to restore from, oldest first."""
    with explained():
        found = Backups(folder).listed(repository)
    if options.as_json:
        click.echo(json.dumps([_facts(each) for each in found], default=str))
        return
    for each in found:
        click.echo(_line(each))
    if not found:
        click.echo("none")


def _facts(backup: Backup) -> dict[str, object]:
    return {
        "repository": backup.repository,
        "label": backup.label,
        "backup_type": backup.backup_type,
        "started_at": backup.started_at.isoformat(),
        "finished_at": backup.finished_at.isoformat(),
        "database_bytes": backup.database_bytes,
        "repository_bytes": backup.repository_bytes,
        "is_damaged": backup.is_damaged,
    }


def _line(backup: Backup) -> str:
    return (
        f"repository {backup.repository}  {backup.label:<33}  {backup.backup_type:<4}  "
        f"{backup.finished_at:%Y-%m-%d %H:%M:%S} UTC  "
        f"{backup.database_bytes / 1e6:,.0f} MB in {backup.repository_bytes / 1e6:,.1f} MB"
        + ("  DAMAGED PAGES" if backup.is_damaged else "")
    )


class _Instant(click.ParamType[datetime | str]):
    """An ISO 8601 instant, in UTC when it names no zone, or ``latest`` (None)."""

    name = "TIME|latest"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | str:
        if isinstance(value, datetime) or value == "latest":
            return value
        assert isinstance(value, str)
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no instant; write it as 2026-11-23 14:05:00+00", param, ctx)
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=UTC)
        if instant > datetime.now(UTC):
            self.fail(f"{value} is not over yet", param, ctx)
        return instant


@group.command()
@click.option(
    "--to",
    "target",
    type=_Instant(),
    required=True,
    help="latest, or an instant, in UTC unless it says otherwise: what is committed then is in.",
)
@click.option("--into", type=_FOLDER, required=True, help="A new data directory.")
@click.option("--port", type=click.IntRange(1, 65535), default=5433, show_default=True)
@click.option("--repository", type=int, help="By default the first with a backup that is fit.")
@click.option("--start", "is_started", is_flag=True, help="Start it and wait until it can be used.")
@_config
@click.pass_obj
def restore(
    options: Options,
    target: datetime | str,
    into: Path,
    port: int,
    repository: int | None,
    is_started: bool,
    folder: Path,
) -> None:
    """Restore the cluster into a new data directory, to the second.

    What runs is not touched: the copy listens only on a socket in its own folder, archives nothing,
    and sends nothing before somebody confirms it.
    """
    with explained():
        backups = Backups(folder)
        with _progress(options, "restoring") as progress:
            restored = backups.restore(
                into,
                target if isinstance(target, datetime) else None,
                port=port,
                repository=repository,
                progress=progress,
            )
        if is_started:
            backups.start(restored)
    if options.as_json:
        click.echo(
            json.dumps(
                {
                    "data": str(restored.data),
                    "url": restored.url(),
                    "label": restored.backup.label,
                    "repository": restored.backup.repository,
                    "is_started": is_started,
                }
            )
        )
        return
    click.echo(_next_steps(restored, is_started, backups))


def _next_steps(restored: Restored, is_started: bool, backups: Backups) -> str:
    begin = f"pg_ctl start --pgdata={restored.data}    (as the owner of the data)"
    url = restored.url("DATABASE")
    return (
        f"restored from {restored.backup.label} of repository {restored.backup.repository}\n\n"
        "Next:\n"
        f"  1. {'It runs' if is_started else begin}; look at it:\n"
        f"     psql '{url}'\n"
        "  2. It sends nothing yet. Cancel what must not go out again, then, in each database:\n"
        f"     aquascene --database '{url}' backup confirm 'why it may send'\n"
        "  3. To take the place of the old one, when that one is gone for good: stop it, and\n"
        f"     aquascene backup adopt {restored.data} --config {backups.folder}"
    )


@group.command()
@click.argument("data", type=_FOLDER)
@_config
def adopt(data: Path, folder: Path) -> None:
    """Let the restored cluster in DATA take the place of the one that is gone.

    It gets its old port and socket back and archives again, from its next start on. Stop it first,
    and make sure that the old one never comes back: two clusters must not archive to one place.
    """
    with explained():
        backups = Backups(folder)
        backups.adopt(data.absolute())
    click.echo("It is as it was. Next:")
    if backups.data != data.absolute():
        click.echo(f"  - aquascene backup configure … --data {data.absolute()} --output {folder}")
    click.echo(
        "  - Start it as always.\n"
        f"  - aquascene backup run --type full --config {folder}\n"
        f"  - aquascene backup check --config {folder}"
    )


@group.command()
@click.argument("note")
@click.pass_obj
def confirm(options: Options, note: str) -> None:
    """Let a restored, copied or promoted database send again; NOTE says why it may.

    What was sent after the backup was made is not known in it: an issue that was sent then would
    be sent again. Look at newsletter.delivery_accounting first, and cancel what is done.
    """
    if options.database is None:
        raise click.UsageError("say which database: aquascene --database URI backup confirm NOTE")
    with options.pool() as pool, pool.connection() as connection:
        call(connection, "ops.confirm_epoch", note=note)
    click.echo("confirmed")


@contextlib.contextmanager
def _progress(options: Options, label: str) -> Iterator[Callable[[float], None]]:
    """Show a bar that is told percents."""
    with click.progressbar(
        length=1000, label=label, hidden=options.as_json, file=sys.stderr
    ) as bar:

        def progress(percent: float) -> None:
            if (steps := int(percent * 10) - bar.pos) > 0:
                bar.update(steps)

        yield progress
        progress(100)
