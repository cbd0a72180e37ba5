"""One PostgreSQL cluster a test run, and databases cloned from a template.

The cluster is started by the process that the person started, shared by all xdist workers, and
removed at the end. It lies in memory (/dev/shm) where there is room. A template is built once for
each content of the files that it is made of.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from pytest_postgresql.janitor import DatabaseJanitor

from aquascene.plan import PlanError, build_database, content_hash, run_files
from aquascene.server import Cluster, forget_libpq_variables

ROOT = Path(__file__).resolve().parents[3]
"""The project's top folder."""

_SETTINGS = {
    # The data is thrown away: nothing has to survive a crash, and autovacuum would make the
    # statistics that plans are tested with depend on the clock.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
}
_ROOM_NEEDED = 1024**3


class TestServer:
    """The run's cluster: ``database()`` gives fresh databases."""

    __test__ = False

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.cluster = Cluster(directory, settings=_SETTINGS)
        self._numbers = itertools.count(1)

    @contextlib.contextmanager
    def database(self, template: str | None = "test") -> Iterator[str]:
        """Make a database, yield its URI, drop it.

        template: ``test`` (the plan, pgTAP, plpgsql_check, the helpers of db/tests/lib), ``plan``
        (only what the plan deploys), or None for an empty database.
        """
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        name = f"{template or 'empty'}_{worker}_{next(self._numbers)}"
        source = self.template(template) if template else None
        with self._janitor(name, source):
            if source:
                self._copy_settings(source, name)
            yield self.cluster.url(name)

    def template(self, kind: str) -> str:
        """Return the name of the template, which is built when nobody has built it before."""
        schema = [ROOT / "sqitch.plan", *(ROOT / "db/deploy").rglob("*.sql")]
        library = sorted((ROOT / "db/tests/lib").glob("*.sql"))
        files = schema if kind == "plan" else schema + library
        name = f"{kind}_{content_hash(files)}"
        with open(self.directory / f"{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            failure = self.directory / f"{name}.failed"
            ready = self.directory / f"{name}.ready"
            if failure.exists():
                pytest.fail(failure.read_text(), pytrace=False)
            if ready.exists():
                return name
            try:
                self._build(kind, name, library)
            except PlanError as error:
                failure.write_text(f"the {kind} template could not be built:\n{error}")
                raise pytest.fail.Exception(failure.read_text(), pytrace=False) from None
            ready.touch()
        return name

    def _build(self, kind: str, name: str, library: list[Path]) -> None:
        if kind == "plan":
            self.cluster.ensure_database(name)
            build_database(self.cluster.url(name), ROOT)
            return
        source = self.template("plan")
        self.cluster.psql(f"create database {name} template {source}")
        self._copy_settings(source, name)
        self.cluster.psql("create extension pgtap; create extension plpgsql_check;", name)
        run_files(self.cluster.url(name), library)

    def _janitor(self, name: str, template: str | None) -> DatabaseJanitor:
        parts = parse_qs(urlsplit(self.cluster.url()).query)
        return DatabaseJanitor(
            user="postgres",
            host=parts["host"][0],
            port=parts["port"][0],
            dbname=name,
            template_dbname=template,
        )

    def _copy_settings(self, source: str, clone: str) -> None:
        """Give a clone what belongs to a database but is not copied: settings and privileges."""
        self.cluster.psql(
            f"""
            insert into pg_db_role_setting
            select c.oid, s.setrole, s.setconfig
              from pg_db_role_setting as s
              join pg_database as d on d.oid = s.setdatabase and d.datname = '{source}'
              join pg_database as c on c.datname = '{clone}';
            update pg_database as c set datacl = d.datacl
              from pg_database as d where d.datname = '{source}' and c.datname = '{clone}';
            """  # noqa: S608
        )


def temporary_directory() -> Path:
    """Make a folder for a cluster: in memory where there is room, else where temporary files go."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK)
    roomy = roomy and shutil.disk_usage(memory).free >= _ROOM_NEEDED
    directory = Path(tempfile.mkdtemp(prefix="aquascene-test-", dir=memory if roomy else None))
    directory.chmod(0o711)  # as root, the server's user has to come in
    (directory / "process").write_text(str(os.getpid()))
    return directory


def sweep() -> None:
    """Remove the clusters of test runs that were killed."""
    for place in (Path("/dev/shm"), Path(tempfile.gettempdir())):
        for record in list(place.glob("aquascene-test-*/process")):
            with contextlib.suppress(OSError):
                if not Path("/proc", record.read_text()).exists():
                    Cluster(record.parent).remove()


_server = pytest.StashKey[TestServer]()


def test_server(config: pytest.Config) -> TestServer:
    """Return the run's cluster."""
    return config.stash[_server]


test_server.__test__ = False  # type: ignore[attr-defined]


class _Controller:
    """Starts the cluster in the process that the person started, and removes it at the end."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        if session.config.option.collectonly:
            return
        sweep()
        server = TestServer(temporary_directory())
        session.config.stash[_server] = server
        server.cluster.start()

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: object) -> None:
        server = test_server(node.config)  # type: ignore[attr-defined]
        node.workerinput["aquascene_server"] = str(server.directory)  # type: ignore[attr-defined]

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        if server := config.stash.get(_server, None):
            server.cluster.remove()


def pytest_configure(config: pytest.Config) -> None:
    """Start the run's cluster, or find it when this is a worker of xdist."""
    forget_libpq_variables()
    if directory := getattr(config, "workerinput", {}).get("aquascene_server"):
        config.stash[_server] = TestServer(Path(directory))
    else:
        config.pluginmanager.register(_Controller())


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> TestServer:
    """The run's cluster; ``server.database(template=None)`` is an empty database."""
    return test_server(pytestconfig)


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A started cluster for one test alone, where roles and settings are its own."""
    directory = temporary_directory()
    cluster = Cluster(directory, settings=_SETTINGS)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture
def new_database(server: TestServer) -> Iterator[Callable[..., str]]:
    """A function that makes a database and returns its URI; template as in TestServer.database."""
    with contextlib.ExitStack() as stack:

        def make(template: str | None = "test") -> str:
            return stack.enter_context(server.database(template))

        yield make


@pytest.fixture
def database_url(server: TestServer) -> Iterator[str]:
    """The URI of a fresh database with the whole schema and the test helpers."""
    with server.database() as url:
        yield url


@pytest.fixture
def connection(database_url: str) -> Iterator[psycopg.Connection]:
    """An open psycopg connection to a fresh database, as superuser."""
    with psycopg.connect(database_url) as connection:
        yield connection
