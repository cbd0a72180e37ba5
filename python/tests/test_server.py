"""The private cluster: starting, stopping, and every way in which it cannot."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from aquascene import server as module
from aquascene.server import Cluster, ServerError, libpq_free, project_directory
from harness.server import temporary_directory

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change the user")
as_user = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


@pytest.fixture
def directory() -> Iterator[Path]:
    """A short folder that the server's user may enter; clusters in it are stopped."""
    folder = temporary_directory()
    yield folder
    for lock in list(folder.rglob("launch.lock")):
        Cluster(lock.parent).remove()
    shutil.rmtree(folder)


@pytest.fixture
def cluster(directory: Path) -> Cluster:
    """A cluster that is not started yet, quick to start."""
    return Cluster(directory / "state", settings={"fsync": "off"}, say=print)


def postmasters(cluster: Cluster) -> list[int]:
    """Return the processes whose command line names the cluster's data directory."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if os.fsencode(cluster.data) in command and b"postgres" in command[0]:
            found.append(int(folder.name))
    return found


def test_start_and_stop(cluster: Cluster) -> None:
    assert not cluster.is_running()
    cluster.start()
    assert cluster.is_running()
    with psycopg.connect(cluster.url()) as connection:
        settings = connection.execute(
            """select current_setting('listen_addresses'), current_setting('random_page_cost'),
                      current_setting('TimeZone'), current_setting('server_encoding'),
                      current_setting('shared_preload_libraries'), current_user"""
        ).fetchone()
    assert settings == ("", "1.1", "UTC", "UTF8", "pg_stat_statements", "postgres")
    cluster.stop()
    assert not cluster.is_running()
    assert postmasters(cluster) == []
    cluster.stop()


def test_start_is_idempotent_and_keeps_data(cluster: Cluster) -> None:
    cluster.start()
    assert cluster.ensure_database("kept")
    before = postmasters(cluster)
    cluster.start()
    assert postmasters(cluster) == before
    cluster.stop()
    cluster.start()
    assert not cluster.ensure_database("kept")


def test_two_starts_at_once_make_one_server(cluster: Cluster) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            Cluster(cluster.directory, settings={"fsync": "off"}).start()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(postmasters(cluster)) == 1


def test_only_the_server_user_and_root_reach_it(cluster: Cluster) -> None:
    cluster.start()
    assert cluster.home.stat().st_mode & 0o077 == 0
    assert cluster.data.stat().st_mode & 0o077 == 0


@as_root
def test_other_users_do_not_reach_it(cluster: Cluster) -> None:
    cluster.start()
    nobody = pwd.getpwnam("nobody")
    run = subprocess.run(
        ["setpriv", f"--reuid={nobody.pw_uid}", "--clear-groups", cluster.programs["psql"]]
        + ["-X", "-d", cluster.url(), "-c", "select 1"],
        capture_output=True,
        text=True,
        env=libpq_free(),
        check=False,
    )
    assert run.returncode == 2
    assert "Permission denied" in run.stderr


def test_long_path_gets_a_short_link(directory: Path) -> None:
    deep = Cluster(directory / ("d" * 120) / "state", settings={"fsync": "off"})
    deep.start()
    assert len(str(deep.socket_directory)) < 100
    link = deep.socket_directory
    with psycopg.connect(deep.url()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    deep.remove()
    assert not link.is_symlink()


def test_explicit_socket_folder_is_used(directory: Path) -> None:
    cluster = Cluster(directory / "state", socket_directory=directory / "s")
    cluster.start()
    # Whoever comes later finds it without being told.
    assert Cluster(directory / "state").socket_directory == directory / "s"


def test_explicit_socket_folder_may_be_too_long(directory: Path) -> None:
    cluster = Cluster(directory / "state", socket_directory=directory / ("s" * 100))
    with pytest.raises(ServerError, match="longer than 107 bytes"):
        cluster.start()
    assert postmasters(cluster) == []


def test_directory_that_is_a_file(directory: Path) -> None:
    (directory / "state").write_text("here first")
    with pytest.raises(ServerError, match="cannot be used"):
        Cluster(directory / "state").start()


@as_user
def test_directory_that_is_not_writable(directory: Path) -> None:
    directory.chmod(0o500)
    try:
        with pytest.raises(ServerError, match="cannot be used: Permission denied"):
            Cluster(directory / "state").start()
    finally:
        directory.chmod(0o711)


@as_root
def test_folder_that_the_server_user_may_not_enter(directory: Path) -> None:
    directory.chmod(0o700)
    said: list[str] = []
    cluster = Cluster(directory / "state", say=said.append)
    cluster.start()
    home = cluster.home
    assert not home.is_relative_to(directory)
    assert said == [f"postgres may not enter {directory / 'state'}: the cluster is in {home}"]
    assert Cluster(directory / "state").is_running()
    cluster.remove()
    assert not home.exists()


def test_no_server_programs(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_candidate_folders", lambda: iter(()))
    module.find_programs.cache_clear()
    with pytest.raises(ServerError) as caught:
        cluster.start()
    assert "no server programs of PostgreSQL 15 or later" in caught.value.message
    assert "apt-get install postgresql-15" in caught.value.hint


def test_stops_without_server_programs(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.start()
    monkeypatch.setattr(module, "_candidate_folders", lambda: iter(()))
    module.find_programs.cache_clear()
    cluster.stop()
    assert postmasters(cluster) == []


def test_data_of_another_major_version(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match="was made by PostgreSQL 9"):
        cluster.start()


def test_no_room_on_the_disk(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SPACE_NEEDED", 1 << 60)
    with pytest.raises(ServerError, match="MB are free"):
        cluster.start()


def test_stale_locks_with_the_number_of_a_living_process(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    for lock in (
        cluster.data / "postmaster.pid",
        cluster.socket_directory / ".s.PGSQL.5432.lock",
    ):
        lock.write_text(f"{os.getpid()}\n{cluster.data}\n")
    assert not cluster.is_running()
    cluster.start()
    assert cluster.is_running()


def test_killed_server_recovers(cluster: Cluster) -> None:
    cluster.start()
    cluster.ensure_database("kept")
    processes = postmasters(cluster)
    for pid in processes:
        os.kill(pid, signal.SIGQUIT)
    wait_for(lambda: postmasters(cluster) == [])
    cluster.start()
    assert not cluster.ensure_database("kept")


def test_configuration_that_the_server_refuses(directory: Path) -> None:
    cluster = Cluster(directory / "state", settings={"max_connections": "none"})
    with pytest.raises(ServerError, match=r"did not start:\n.*max_connections") as caught:
        cluster.start()
    assert str(cluster.log) in caught.value.hint


def test_socket_that_cannot_be_made(directory: Path) -> None:
    socket = directory / "s"
    cluster = Cluster(directory / "state", socket_directory=socket)
    socket.mkdir()
    (socket / ".s.PGSQL.5432.lock").mkdir()
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(socket, user.pw_uid, user.pw_gid)
    with pytest.raises(ServerError) as caught:
        cluster.start()
    assert "AQUASCENE_SOCKET_DIRECTORY" in caught.value.hint


def test_upgraded_server_is_restarted(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    cluster = Cluster(cluster.directory, settings={"fsync": "off"}, say=said.append)
    cluster.start()
    before = postmasters(cluster)
    monkeypatch.setattr(module, "_replaced", lambda pid: pid == before[0])
    cluster.start()
    assert postmasters(cluster) != before
    assert said == ["PostgreSQL was upgraded under the running cluster: restarting it"]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("moment", ["initdb", "pg_ctl"])
def test_interrupted_start_leaves_nothing(cluster: Cluster, sign: int, moment: str) -> None:
    code = (
        "import sys; from aquascene.server import Cluster;"
        "Cluster(sys.argv[1], settings={'fsync': 'off'}).start()"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", code, str(cluster.directory)], stderr=subprocess.DEVNULL
    )
    begun = {
        "initdb": lambda: (cluster.home / "data.new").exists(),
        "pg_ctl": lambda: (cluster.data / "aquascene.conf").exists(),
    }
    wait_for(begun[moment])
    starter.send_signal(sign)
    starter.wait(60)
    run = subprocess.run(
        [sys.executable, "-I", module.__file__, "clean", str(cluster.directory)], check=False
    )
    assert run.returncode == 0
    wait_for(lambda: postmasters(cluster) == [])
    assert not cluster.directory.exists()


def test_libpq_variables_do_not_leak_in(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example.org")
    monkeypatch.setenv("PGSERVICE", "nowhere")
    monkeypatch.setenv("PGOPTIONS", "-c work_mem=nonsense")
    monkeypatch.setenv("PGUSER", "somebody")
    cluster.start()
    assert cluster.psql("select current_user") == "postgres"
    assert not {"PGHOST", "PGSERVICE", "PGOPTIONS", "PGUSER"} & libpq_free().keys()


def test_project_directory_is_found_from_below(monkeypatch: pytest.MonkeyPatch) -> None:
    top = project_directory()
    monkeypatch.chdir(top / "python" / "src")
    assert project_directory() == top
    assert (top / "sqitch.plan").exists()


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until the condition holds; fails after so many seconds."""
    tick = threading.Event()
    for _ in range(int(seconds / 0.005)):
        if condition():
            return
        tick.wait(0.005)
    pytest.fail(f"did not come to be within {seconds} s")
