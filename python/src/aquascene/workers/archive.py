"""Months that retention took off their tables: written to files, and brought back.

A file is what COPY gives (CSV with a header), compressed by gzip, and beside it a manifest that
says what is in it. Both are written under another name first and appear whole. A month is dropped
by the database, when its number of rows is that of the file.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from psycopg import sql

from aquascene.database import Connection, NotFoundError, call, connect, read, translated

_CHUNK = 1024 * 1024


class ArchiveError(Exception):
    """An archive that is damaged, or cannot be written or brought back."""


@dataclass(frozen=True)
class Manifest:
    """What a file holds: ``columns`` by name and type, ``checksum`` the SHA-256 of the file."""

    partition_name: str
    table_name: str
    starts_at: str
    ends_at: str
    columns: dict[str, str]
    row_count: int
    byte_count: int
    checksum: str
    server_version: int
    schema_change: str


def archive_months(
    url: str, folder: Path, progress: Callable[[str, int], None] = lambda name, rows: None
) -> list[Manifest]:
    """Write each month that waits to ``folder``, and have it dropped; return what was written.

    url: of a role that is a member of aquascene_owner. progress: told of a month, and how many
    bytes of it were read. Interrupted, it leaves a month where it is, to be written again.
    Raises ArchiveError when the folder cannot be written to, DatabaseError.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _owner(url) as connection:
            for month in read(connection, "ops.archives"):
                if month["archived_at"] is None:
                    written.append(_archive(connection, month, folder, progress))
    except OSError as error:
        raise ArchiveError(f"{folder} cannot be written to: {error}") from error
    return written


def restore(url: str, manifest_file: Path, progress: Callable[[int], None] = lambda n: None) -> str:
    """Bring a file back as a table of its own, <partition>_restored, and return its name.

    All or nothing. Raises ArchiveError when the file is not what its manifest says,
    AlreadyThereError when there is such a table.
    """
    manifest = read_manifest(manifest_file)
    file = manifest_file.with_name(manifest_file.name.removesuffix(".json") + ".csv.gz")
    if _checksum(file) != manifest.checksum:
        raise ArchiveError(f"{file} is not the file that its manifest tells of: it is damaged")
    schema, _, name = manifest.partition_name.partition(".")
    table = sql.Identifier(schema, f"{name}_restored")
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind))
        for column, kind in manifest.columns.items()
    )
    with _owner(url) as connection, translated(), connection.transaction():
        connection.execute(sql.SQL("create table {} ({})").format(table, columns))
        statement = sql.SQL("copy {} from stdin (format csv, header true)").format(table)
        with gzip.open(file) as source, connection.cursor() as cursor:
            with cursor.copy(statement) as copy:
                while data := source.read(_CHUNK):
                    copy.write(data)
                    progress(len(data))
            if cursor.rowcount != manifest.row_count:
                raise ArchiveError(
                    f"{file} has {cursor.rowcount} rows, and its manifest {manifest.row_count}"
                )
    return f"{schema}.{name}_restored"


def read_manifest(file: Path) -> Manifest:
    """Read a manifest. Raises ArchiveError when it is none."""
    try:
        return Manifest(**json.loads(file.read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise ArchiveError(f"{file} is no manifest of an archive: {error}") from error


def _archive(
    connection: Connection,
    month: Mapping[str, Any],
    folder: Path,
    progress: Callable[[str, int], None],
) -> Manifest:
    name: str = month["partition_name"]
    schema, _, table = name.partition(".")
    columns = {
        row["column_name"]: row["data_type"]
        for row in call(connection, "ops.archived_columns", partition_name=name)
    }
    if not columns:
        raise NotFoundError(f"{name} waits to be archived, and is not there")
    # A query, since COPY of a table leaves out what is generated.
    statement = sql.SQL("copy (select {} from {}) to stdout (format csv, header true)").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(schema, table)
    )
    path = folder / f"{name}.csv.gz"
    with translated(), _whole(path) as target, connection.cursor() as cursor:
        # Neither a name nor a time goes into the file: the same rows give the same file.
        with (
            gzip.GzipFile("", "wb", 6, target, mtime=0) as packed,
            cursor.copy(statement) as copy,
        ):
            for data in copy:
                packed.write(data)
                progress(name, len(data))
        row_count = cursor.rowcount
    manifest = Manifest(
        partition_name=name,
        table_name=month["table_name"],
        starts_at=month["starts_at"].isoformat(),
        ends_at=month["ends_at"].isoformat(),
        columns=columns,
        row_count=row_count,
        byte_count=path.stat().st_size,
        checksum=_checksum(path),
        server_version=connection.info.server_version,
        schema_change=_schema_change(connection),
    )
    with _whole(folder / f"{name}.json") as target:
        target.write((json.dumps(asdict(manifest), indent=2) + "\n").encode())
    call(
        connection, "ops.finish_archive", partition_name=name, location=str(folder.absolute()),
        row_count=manifest.row_count, byte_count=manifest.byte_count, checksum=manifest.checksum,
    )  # fmt: skip
    return manifest


@contextmanager
def _owner(url: str) -> Iterator[Connection]:
    """Open a connection that acts as the owner, who alone may read and drop such tables."""
    with connect(url) as connection:
        connection.execute("set role aquascene_owner")
        connection.execute("set timezone = 'UTC'")
        connection.execute("set datestyle = 'ISO, YMD'")
        yield connection


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that appears under its name when it is whole and on the disk, or not at all."""
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        partial.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        partial.unlink(missing_ok=True)


def _checksum(path: Path) -> str:
    try:
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error}") from error


def _schema_change(connection: Connection) -> str:
    """Return the last change that Sqitch deployed; nothing where it did not."""
    if not connection.execute("select to_regclass('sqitch.changes') is not null").fetchone()[0]:  # type: ignore[index]
        return ""
    last = connection.execute(
        "select change from sqitch.changes order by committed_at desc, planned_at desc limit 1"
    ).fetchone()
    return last[0] if last else ""
