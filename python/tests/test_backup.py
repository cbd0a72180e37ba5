"""``aquascene backup``, as a person types it, with real pgBackRest and real clusters."""

from __future__ import annotations

import contextlib
import fcntl
import json
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result

from aquascene.backup import Backups, Limits, Restored
from aquascene.backup_configuration import (
    LOCAL,
    S3,
    BackupError,
    Configuration,
    Repository,
    parse_repository,
    write_configuration,
)
from aquascene.cli import main
from aquascene.plan import build_database, run_files
from aquascene.server import Cluster, libpq_free
from backup_drill import (
    backed_up_cluster,
    backup_folder,
    give_to_server,
    lose,
    must_not_send,
    running,
)
from harness.server import ROOT
from stage import rows, sending_issue, wait_until

KEYS = {
    "AQUASCENE_BACKUP_S3_KEY": "S3RVER",
    "AQUASCENE_BACKUP_S3_SECRET": "S3RVER",
    "AQUASCENE_BACKUP_OFF_SITE_KEY": "cold-key",
    "AQUASCENE_BACKUP_OFF_SITE_SECRET": "cold-secret",
    "AQUASCENE_BACKUP_CIPHER_PASS": "moss-on-dragon-stone",
}
BUCKET = "s3://backups/engine?endpoint=s3.example.com&region=eu-central-1"
needs_pgbackrest = pytest.mark.skipif(
    shutil.which("pgbackrest") is None, reason="pgbackrest is not installed"
)


def aquascene(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def configure(output: Path, *arguments: str, **environment: str) -> Result:
    return aquascene(
        *("backup", "configure", "--data", "/data/main", "--repository", "/backup"),
        *("--output", str(output), *arguments),
        **environment,
    )


# --- configure -----------------------------------------------------------------------------------


def test_configure_writes_what_each_program_reads(tmp_path: Path) -> None:
    run = configure(
        tmp_path / "etc",
        *("--s3", f"{BUCKET}&port=9000&style=path&ca=/ca.pem"),
        *("--off-site", BUCKET.replace("backups", "cold"), "--encrypt", "--queue", "50GB"),
        **KEYS,
    )
    assert run.exit_code == 0, run.output
    main_file = tmp_path / "etc/pgbackrest.conf"
    secrets = tmp_path / "etc/conf.d/secrets.conf"
    text = main_file.read_text()
    for line in (
        "repo1-path=/backup",
        "repo1-retention-full-type=time",
        "repo1-retention-full=30",
        "repo2-s3-bucket=backups",
        "repo2-storage-port=9000",
        "repo2-s3-uri-style=path",
        "repo2-storage-ca-file=/ca.pem",
        "repo3-retention-full=365",
        "repo3-cipher-type=aes-256-cbc",
        "archive-push-queue-max=50GB",
        "[aquascene]",
        "pg1-path=/data/main",
    ):
        assert line in text.splitlines()
    assert "repo3-retention-archive=5" in text
    assert "repo1-retention-archive" not in text, "all WAL of 30 days is kept unless told otherwise"
    for secret in ("cold-secret", "S3RVER", "moss-on-dragon-stone"):
        assert secret in secrets.read_text()
        for path in (tmp_path / "etc").rglob("*"):
            assert path == secrets or not path.is_file() or secret not in path.read_text()
        assert secret not in run.output
    assert secrets.stat().st_mode & 0o777 == 0o600
    settings = (tmp_path / "etc/postgresql.conf").read_text()
    assert "archive_timeout = '30s'" in settings
    assert f"--config-path={tmp_path}/etc --stanza=aquascene archive-push %p'" in settings
    timers = {path.name: path.read_text() for path in (tmp_path / "etc/systemd").glob("*.timer")}
    assert "OnCalendar=*-*-* 02:00:00 UTC" in timers["aquascene-backup-full.timer"]
    assert "06,10,14,18,22:00:00 UTC" in timers["aquascene-backup-incr.timer"]
    for path in (tmp_path / "etc").rglob("*"):
        if path.is_file():
            assert max(map(len, path.read_text().splitlines())) < 200


def test_configure_again_replaces_and_forgets_keys(tmp_path: Path) -> None:
    assert configure(tmp_path, "--s3", BUCKET, **KEYS).exit_code == 0
    secrets = tmp_path / "conf.d/secrets.conf"
    secrets.chmod(0o644)
    run = aquascene("--json", *_configure_words(tmp_path), "--wal-backups", "7")
    assert len(json.loads(run.stdout)["files"]) == 10 - 1, run.output
    assert "S3RVER" not in secrets.read_text()
    assert secrets.stat().st_mode & 0o777 == 0o600
    text = (tmp_path / "pgbackrest.conf").read_text()
    assert "repo2" not in text
    assert "repo1-retention-archive=7" in text


def _configure_words(output: Path) -> list[str]:
    return ["backup", "configure", "--repository", "/backup", "--output", str(output)]


@needs_pgbackrest
def test_pgbackrest_knows_every_option(tmp_path: Path) -> None:
    assert configure(
        tmp_path,
        *("--s3", f"{BUCKET}&verify=no", "--off-site", "/mnt/cold", "--encrypt"),
        *("--wal-backups", "7", "--work", str(tmp_path), "--queue", "1GB"),
        *("--socket", "/run/postgresql"),
        **KEYS,
    ).exit_code == 0  # fmt: skip
    run = subprocess.run(
        ["pgbackrest", f"--config-path={tmp_path}", "--stanza=aquascene", "--repo=1"]
        + ["--output=json", "--log-level-stderr=warn", "info"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    assert run.returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--off-site", "sftp://cold.example.com/x"], "2.46"),
        (["--off-site", "cold"], "neither a folder nor a bucket"),
        (["--off-site", "/backup"], "one place"),
        (["--off-site", "/data"], "in one another"),
        (["--off-site", "/data/main/backup"], "in one another"),
        (["--off-site", "/mnt/../data"], "no absolute path"),
        (["--off-site", "/mnt/x\nrepo1-path=/y"], "line break"),
        (["--s3", "s3://B/x"], "no name of a bucket"),
        (["--s3", "s3://backups/x"], "no endpoint"),
        (["--s3", BUCKET.replace("eu-central-1", "")], "no region"),
        (["--s3", f"{BUCKET}&port=0"], "port 0"),
        (["--s3", f"{BUCKET}&port=x"], "port x"),
        (["--s3", f"{BUCKET}&colour=red"], "colour is no option"),
        (["--s3", f"{BUCKET}&style=odd"], "style is host or path"),
        (["--s3", f"{BUCKET}&ca=ca.pem"], "no absolute path"),
        (["--s3", f"{BUCKET}%0Arepo1-path=/y"], "no region"),
        (["--s3", BUCKET.replace("/engine", "/a%0Ab")], "no absolute path"),
        (["--archive-timeout", "61"], "1 to 60"),
        (["--archive-timeout", "0"], "1 to 60"),
        (["--full-days", "0"], "0 days"),
        (["--wal-backups", "0"], "WAL of 0"),
        (["--queue", "much"], "no size"),
        (["--stanza", "global"], "stanza"),
        (["--stanza", "a]b"], "stanza"),
        (["--user", "a b"], "role"),
        (["--socket", "run"], "no absolute path"),
    ],
)
def test_configure_refuses_what_cannot_work(tmp_path: Path, words: list[str], said: str) -> None:
    run = configure(tmp_path / "etc", *words, **KEYS)
    assert run.exit_code == 1
    assert said in run.output
    assert not (tmp_path / "etc").exists(), "nothing is written"


@pytest.mark.parametrize(
    ("words", "keys", "said"),
    [
        (["--s3", BUCKET], {}, "AQUASCENE_BACKUP_S3_KEY"),
        (["--s3", BUCKET], {**KEYS, "AQUASCENE_BACKUP_S3_SECRET": "a\nb"}, "S3_SECRET"),
        (["--encrypt"], {}, "AQUASCENE_BACKUP_CIPHER_PASS"),
        (["--encrypt"], {"AQUASCENE_BACKUP_CIPHER_PASS": "short"}, "too short"),
    ],
)
def test_configure_wants_its_secrets(
    tmp_path: Path, words: list[str], keys: dict[str, str], said: str
) -> None:
    empty = dict.fromkeys(KEYS, "")
    run = configure(tmp_path / "etc", *words, **{**empty, **keys})
    assert run.exit_code == 1
    assert said in run.output


@pytest.mark.parametrize("name", ["a b", "a'b", "a%p"])
def test_configure_refuses_a_folder_that_a_shell_would_take_apart(
    tmp_path: Path, name: str
) -> None:
    run = configure(tmp_path / name)
    assert run.exit_code == 1
    assert "archive_command cannot take" in run.output


def test_configure_says_when_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "etc").write_text("a file")
    with pytest.raises(BackupError, match="cannot be written"):
        write_configuration(
            Configuration(Path("/data"), (Repository(LOCAL, "/backup", 30),)), tmp_path / "etc"
        )


def test_commands_say_when_nothing_is_configured(tmp_path: Path) -> None:
    for words in (["run"], ["check"], ["list"], ["init"]):
        run = aquascene("backup", *words, "--config", str(tmp_path))
        assert (run.exit_code, "pgbackrest.conf is not there" in run.output) == (1, True)


# --- a real cluster ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scene() -> Iterator[tuple[Path, Cluster, Backups]]:
    """A cluster with the engine in it, an encrypted repository, and one full backup."""
    with (
        backup_folder(in_memory=True) as folder,
        backed_up_cluster(folder, archive_timeout=60, cipher_pass="moss-on-dragon-stone") as (
            cluster,
            backups,
        ),
    ):
        cluster.ensure_database("engine")
        url = cluster.url("engine")
        build_database(url, ROOT)
        run_files(url, sorted((ROOT / "db/tests/lib").glob("*.sql")))
        sending_issue(url, ["first@example.com"])
        run = backup(folder, "run", "--type", "full", database=url)
        assert run.exit_code == 0, run.output
        yield folder, cluster, backups


def backup(folder: Path, command: str, *words: str, database: str = "") -> Result:
    return aquascene(
        "--json",
        *(["--database", database] if database else []),
        *("backup", command, "--config", str(folder / "etc"), *words),
    )


Scene = tuple[Path, Cluster, Backups]


@needs_pgbackrest
def test_what_came_of_a_backup_is_recorded(scene: Scene) -> None:
    folder, cluster, _ = scene
    url = cluster.url("engine")
    run = backup(folder, "run", "--type", "incr", database=url)
    assert run.exit_code == 0, run.output
    (made,) = json.loads(run.stdout)
    (row,) = rows(url, "select * from ops.backups order by id desc limit 1")
    assert made["backup_type"] == row["backup_type"] == "incr"
    assert made["label"] == row["label"]
    assert row["database_bytes"] == made["database_bytes"] > 1_000_000
    listed = json.loads(backup(folder, "list").stdout)
    assert {"full", "incr"} <= {each["backup_type"] for each in listed}
    assert made in listed


@needs_pgbackrest
def test_a_backup_that_is_not_recorded_says_so(scene: Scene) -> None:
    folder, cluster, _ = scene
    run = backup(folder, "run", database=cluster.url("nowhere"))
    assert run.exit_code == 1
    assert "could not be written to ops.backups" in run.stderr
    assert json.loads(run.stdout), "the backup is made all the same"


@needs_pgbackrest
def test_incremental_backups_go_when_they_are_old(scene: Scene) -> None:
    folder, _, backups = scene
    backup(folder, "run", "--type", "incr")
    before = backups.listed()
    assert backups.expire(LOCAL, timedelta(days=7)) == []
    assert backups.listed() == before
    run = backup(folder, "run", "--type", "incr", "--keep-incremental", "0")
    assert run.exit_code == 0, run.output
    left = backups.listed()
    assert [each for each in left if each.backup_type == "full"] == [
        each for each in before if each.backup_type == "full"
    ]
    # The very last may be of this second; of those before none is left.
    assert not {each.label for each in before if each.backup_type == "incr"} & {
        each.label for each in left
    }


@needs_pgbackrest
def test_check_is_content_and_then_not(scene: Scene) -> None:
    folder, _, backups = scene
    run = backup(folder, "check", "--verify")
    assert run.exit_code == 0, run.output
    assert {each["check"] for each in json.loads(run.stdout)} == {
        "wal",
        "archive",
        "repository 1: full backup",
        "repository 1: backup",
        "repository 1: content",
    }
    late = backups.check(Limits(full=timedelta(0), any=timedelta(0)))
    assert {each.what for each in late if not each.is_ok} == {
        "repository 1: full backup",
        "repository 1: backup",
    }


@needs_pgbackrest
def test_check_finds_a_file_that_rotted(scene: Scene) -> None:
    folder, _, backups = scene
    (full,) = (each for each in backups.listed() if each.backup_type == "full")
    bundle = max(
        (folder / "repository/backup/aquascene" / full.label).rglob("*"),
        key=lambda path: path.stat().st_size if path.is_file() else 0,
    )
    good = bundle.read_bytes()
    middle = len(good) // 2
    bundle.write_bytes(good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :])
    try:
        run = backup(folder, "check", "--verify")
        found = {each["check"]: each["ok"] for each in json.loads(run.stdout)}
        assert (run.exit_code, found["repository 1: content"]) == (1, False)
    finally:
        bundle.write_bytes(good)


@needs_pgbackrest
def test_a_repository_that_is_gone_does_not_stop_the_cluster(scene: Scene) -> None:
    folder, cluster, backups = scene
    url = cluster.url("engine")
    place = folder / "repository/archive/aquascene"
    mode = place.stat().st_mode
    place.chmod(0)
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("create table public.goes_on as select 1 as n")
            connection.execute("select pg_switch_wal()")
            wait_until(lambda: rows(url, "select from pg_stat_archiver where failed_count > 0"), 30)
            connection.execute("insert into public.goes_on values (2)")
        assert rows(url, "select count(*) as n from public.goes_on") == [{"n": 2}]
        found = {each.what: each for each in backups.check(Limits(wal=timedelta(0)))}
        assert not found["wal"].is_ok
        assert "waits" in found["wal"].detail
        assert not found["archive"].is_ok
        run = backup(folder, "run", database=url)
        assert run.exit_code == 1
        assert "repository 1: " in run.stderr
        assert backup(folder, "check").exit_code == 1
        (event,) = rows(
            url,
            "select severity, event_data from audit.system_events"
            " where event_name = 'backup failed' and resolved_at is null",
        )
        assert event["severity"] == "error"
        assert event["event_data"]["repository"] == 1
        assert rows(url, "select error is not null as is_bad from ops.backup_report") == [
            {"is_bad": True}
        ]
    finally:
        place.chmod(mode)
    wait_until(lambda: all(each.is_ok for each in backups.check_archive(Limits())), 120)
    assert backup(folder, "run", database=url).exit_code == 0
    assert not rows(
        url,
        "select from audit.system_events"
        " where event_name = 'backup failed' and resolved_at is null",
    )


@needs_pgbackrest
def test_restore_refuses_what_it_cannot(scene: Scene, tmp_path: Path) -> None:
    folder, cluster, _ = scene
    run = backup(folder, "restore", "--to", "latest", "--into", str(cluster.data))
    assert (run.exit_code, "is not empty" in run.output) == (1, True)
    run = backup(folder, "restore", "--to", "latest", "--into", str(tmp_path / ("x" * 100)))
    assert (run.exit_code, "too long" in run.output) == (1, True)
    for instant, said in (
        ("2001-01-01 00:00:00", "The oldest is of"),
        ("2999-01-01", "not over yet"),
        ("yesterday", "no instant"),
    ):
        run = backup(folder, "restore", "--to", instant, "--into", str(folder / "never"))
        assert run.exit_code in (1, 2)
        assert said in run.output
        assert not (folder / "never").exists()
    run = backup(
        folder, "restore", "--to", "latest", "--into", str(folder / "never"), "--repository", "2"
    )
    assert "there is no repository 2" in run.output


@needs_pgbackrest
def test_a_restored_copy_keeps_apart(scene: Scene) -> None:
    folder, cluster, backups = scene
    into = folder / "copy"
    queue = folder / "work/spool/archive/aquascene/out/a segment that waits"
    queue.touch()  # without it archiving waits for a minute
    run = backup(folder, "restore", "--to", "latest", "--into", str(into), "--start")
    assert run.exit_code == 0, run.output
    assert queue.exists(), "the queue of the running cluster is its own"
    queue.unlink()
    told = json.loads(run.stdout)
    try:
        url = told["url"].replace("/postgres?", "/engine?")
        (row,) = rows(
            url,
            "select current_setting('archive_mode') as mode,"
            "       current_setting('listen_addresses') as addresses,"
            "       current_setting('port') as port",
        )
        assert row == {"mode": "off", "addresses": "", "port": "5433"}
        assert rows(cluster.url("engine"), "select 1 as one") == [{"one": 1}]
        must_not_send(
            url,
            lambda url: _is_done(aquascene("--database", url, "backup", "confirm", "a test")),
        )
    finally:
        (backup_of,) = (each for each in backups.listed() if each.label == told["label"])
        backups.stop(Restored(into, into, 5433, backup_of, None))


def _is_done(run: Result) -> None:
    assert run.exit_code == 0, run.output


@needs_pgbackrest
def test_a_restored_cluster_takes_the_place_of_the_lost_one() -> None:
    with (
        backup_folder(in_memory=True) as folder,
        backed_up_cluster(folder) as (cluster, backups),
    ):
        with psycopg.connect(cluster.url(), autocommit=True) as connection:
            connection.execute("create table kept as select 1 as n")
        assert backup(folder, "run", "--type", "full").exit_code == 0
        refused = aquascene("backup", "adopt", str(cluster.data), "--config", str(folder / "etc"))
        assert (refused.exit_code, "is no cluster that" in refused.output) == (1, True)
        lose(cluster, folder)
        words = ("--to", "latest", "--into", str(cluster.data), "--port", "5499")
        run = aquascene("backup", "restore", *words, "--start", "--config", str(folder / "etc"))
        assert run.exit_code == 0, run.output
        assert f"aquascene backup adopt {cluster.data} " in run.output, "it says what is next"
        adopt = ("backup", "adopt", str(cluster.data), "--config", str(folder / "etc"))
        refused = aquascene(*adopt)
        assert (refused.exit_code, "runs" in refused.output) == (1, True), refused.output
        cluster.stop()
        assert aquascene(*adopt).exit_code == 0
        assert aquascene(*adopt).exit_code == 1
        cluster.start()
        with psycopg.connect(cluster.url(), autocommit=True) as connection:
            assert connection.info.port == cluster.port
            connection.execute("insert into kept values (2)")
        run = backup(folder, "run", "--type", "full")
        assert run.exit_code == 0, run.output
        assert all(each.is_ok for each in backups.check(Limits(), verify=True))
        restored = backups.restore(folder / "copy", None)
        with running(backups, restored):
            assert rows(restored.url(), "select count(*) as n from kept") == [{"n": 2}]


@needs_pgbackrest
def test_a_backup_without_configuration_files_starts_too() -> None:
    """As of Debian, which keeps them in /etc."""
    names = ("postgresql.conf", "pg_hba.conf", "pg_ident.conf")
    with (
        backup_folder(in_memory=True) as folder,
        backed_up_cluster(folder, max_connections=150) as (cluster, backups),
    ):
        (folder / "etc/conf.d/exclude.conf").write_text(
            "[global:backup]\n" + "".join(f"exclude={name}\n" for name in names)
        )
        backups.make("full", LOCAL)
        into = folder / "copy"
        restored = backups.restore(into, None)
        with running(backups, restored):
            # replaying WAL wants as many as there were
            assert rows(restored.url(), "show max_connections") == [{"max_connections": "150"}]
        assert all((into / name).exists() for name in names)
        cluster.stop()
        backups.adopt(into)
        assert not any((into / name).exists() for name in names), "none that trusts whoever comes"
        assert "archive_mode" not in (into / "postgresql.auto.conf").read_text()
        assert not (folder / "copy.spool").exists()


def test_confirm_wants_a_database_and_a_note(database_url: str) -> None:
    assert aquascene("backup", "confirm", "x", AQUASCENE_DATABASE_URL="").exit_code == 2
    assert aquascene("--database", database_url, "backup", "confirm", " ").exit_code == 10


# --- a promoted standby --------------------------------------------------------------------------


def test_a_promoted_standby_does_not_send_from_the_first_moment() -> None:
    """The control file tells the old timeline until the checkpoint after the promotion."""
    with backup_folder(in_memory=True) as folder:
        cluster = Cluster(folder)
        cluster.start()
        cluster.ensure_database("engine")
        url = cluster.url("engine")
        build_database(url, ROOT)
        run_files(url, sorted((ROOT / "db/tests/lib").glob("*.sql")))
        sending_issue(url, ["first@example.com"])
        give_to_server(folder / "other")
        standby = Cluster(folder / "other", settings={"checkpoint_timeout": "1h"})
        standby._make_directory()
        standby._make_home()
        run = standby._run(
            [cluster.programs["pg_basebackup"], "-d", cluster.url(), "-D", str(standby.data)]
            + ["--checkpoint=fast", "--write-recovery-conf"]
        )
        assert run.returncode == 0, run.stdout
        try:
            standby.start()
            there = standby.url("engine")
            with psycopg.connect(url) as connection:  # what the checkpoint takes its time to write
                connection.execute("create table dirt as select n from generate_series(1, 50000) n")
            wait_until(lambda: rows(there, "select from pg_class where relname = 'dirt'"))
            with psycopg.connect(there, autocommit=True) as connection:
                connection.execute("select pg_promote()")
                row = connection.execute(
                    "select timeline_id from pg_control_checkpoint()"
                ).fetchone()
                assert row == (1,), "the checkpoint was quicker: the test proves nothing"
            must_not_send(
                there,
                lambda url: _is_done(aquascene("--database", url, "backup", "confirm", "planned")),
            )
            assert rows(there, "select max(timeline_id) as t from ops.epochs") == [{"t": 2}]
        finally:
            standby.stop()
            cluster.stop()


# --- a bucket ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def s3rver() -> str:
    """The program of the npm package s3rver, installed into build/ when it is not there."""
    folder = ROOT / "build/s3rver"
    program = folder / "node_modules/.bin/s3rver"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run beside each other
        if not program.exists():
            if shutil.which("npm") is None:
                pytest.skip("there is no S3 server to test with: npm is not installed")
            run = subprocess.run(
                ["npm", "install", "--no-audit", "--no-fund", "--no-save", "s3rver@3.7.1"],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            if run.returncode:
                pytest.skip(f"npm could not install s3rver: {run.stderr.strip()[-200:]}")
    return str(program)


@contextlib.contextmanager
def s3_server(program: str, folder: Path) -> Iterator[tuple[int, Path, Any]]:
    """Serve a bucket ``backups`` over TLS; yields the port, the certificate, and the process."""
    certificate, key = folder / "s3.pem", folder / "s3.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        + ["-keyout", str(key), "-out", str(certificate)],
        capture_output=True,
        check=True,
    )
    certificate.chmod(0o644)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [program, "--directory", str(folder / "s3"), "--address", "localhost"]
        + ["--port", str(port), "--key", str(key), "--cert", str(certificate), "--silent"]
        + ["--configure-bucket", "backups"],
        env=libpq_free(),
    )
    try:
        context = ssl.create_default_context(cafile=str(certificate))

        def answers() -> bool:
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("localhost", port), 1) as plain,
                context.wrap_socket(plain, server_hostname="localhost"),
            ):
                return True
            return False

        wait_until(answers)
        yield port, certificate, process
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def bucket_scene(program: str) -> Iterator[tuple[Path, Cluster, Backups, Any]]:
    """A cluster that archives to a folder and to a bucket; the last is the bucket's process."""
    with (
        backup_folder(in_memory=True) as folder,
        s3_server(program, folder) as (port, certificate, process),
    ):
        bucket = parse_repository(
            S3,
            f"s3://backups/engine?endpoint=localhost&region=us-east-1&port={port}"
            f"&style=path&ca={certificate}",
            30,
            environment=KEYS,
        )
        with backed_up_cluster(folder, others=(bucket,)) as (cluster, backups):
            yield folder, cluster, backups, process


@needs_pgbackrest
def test_a_bucket_is_a_second_repository(s3rver: str) -> None:
    with bucket_scene(s3rver) as (folder, cluster, backups, process):
        run = backup(folder, "run", "--type", "full")
        assert run.exit_code == 0, run.output
        assert [each["repository"] for each in json.loads(run.stdout)] == [LOCAL, S3]
        assert all(each.is_ok for each in backups.check(Limits(), verify=True))
        # Without the bucket the folder still takes all, and it is said what is wrong.
        process.kill()
        process.wait()
        run = backup(folder, "run", "--type", "incr")
        assert run.exit_code == 1
        assert "repository 2" in run.stderr
        (made,) = json.loads(run.stdout)
        assert (made["repository"], made["backup_type"]) == (LOCAL, "incr")
        with pytest.raises(BackupError):
            backups.listed(S3)
        lose(cluster, folder)  # stopping it would try the bucket to the last


@needs_pgbackrest
def test_the_bucket_is_enough_when_the_machine_is_lost(s3rver: str) -> None:
    with bucket_scene(s3rver) as (folder, cluster, backups, _):
        assert backup(folder, "run", "--type", "full", "--repository", "2").exit_code == 0
        with psycopg.connect(cluster.url(), autocommit=True) as connection:
            connection.execute("create table kept as select 'in WAL' as place")
        assert all(each.is_ok for each in backups.check_archive(Limits()))  # it has arrived
        lose(cluster, folder)
        shutil.rmtree(folder / "repository")
        restored = backups.restore(folder / "copy", None)
        assert restored.backup.repository == S3
        with running(backups, restored):
            assert rows(restored.url(), "select place from kept") == [{"place": "in WAL"}]
