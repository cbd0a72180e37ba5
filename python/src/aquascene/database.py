"""PostgreSQL for the rest of the package: a pool, calls of stored functions, errors by SQLSTATE.

The database's interface is its functions. :func:`call` is the one way to them::

    with pool.connection() as connection:             # one transaction, committed at the end
        call(connection, "admin.act_as", user_id=editor)
        call(connection, "content.schedule", content_id=draft, scheduled_for=monday)

Arguments go by name (``content_id => $1``), so that a call reads as in SQL and parameters that
have defaults may be left out. A ``dict`` is passed as jsonb. A ``list`` is an SQL array; for a JSON
list say so with :class:`Jsonb`. The caller owns the transaction: nothing here commits.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import RowFactory, dict_row, tuple_row
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool, PoolTimeout

__all__ = [
    "AlreadyThereError",
    "BadArgumentError",
    "Connection",
    "DatabaseError",
    "Jsonb",
    "NotAllowedError",
    "NotFoundError",
    "NotSignedInError",
    "OverLimitError",
    "Pool",
    "PoolSettings",
    "RetryError",
    "Row",
    "UnavailableError",
    "WrongStateError",
    "call",
    "call_row",
    "call_value",
    "copy_into",
    "open_pool",
    "read",
    "stream",
]

Row = dict[str, Any]
"""A row by column name."""

Connection = psycopg.Connection[Any]
"""A psycopg connection, whatever rows it gives by itself."""

T = TypeVar("T")

_ROWS_AT_ONCE = 5000


class DatabaseError(Exception):
    """What the database refused, as it said it: message, detail, hint, sqlstate and column.

    ``detail`` and ``hint`` are empty when it gave none, ``column`` when it named neither column nor
    parameter; ``sqlstate`` is empty when it could not be asked at all.
    """

    def __init__(
        self,
        message: str,
        detail: str = "",
        hint: str = "",
        sqlstate: str = "",
        column: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
        self.hint = hint
        self.sqlstate = sqlstate
        self.column = column


class BadArgumentError(DatabaseError):
    """An argument that cannot be: 22023, and other data exceptions and violated constraints."""


class NotFoundError(DatabaseError):
    """There is no such row: P0002."""


class WrongStateError(DatabaseError):
    """The row is in a state in which that cannot be done: 55000."""


class NotAllowedError(DatabaseError):
    """The role or the person lacks the permission: 42501."""


class NotSignedInError(DatabaseError):
    """Nobody acts, or the password is wrong: 28000, 28P01."""


class AlreadyThereError(DatabaseError):
    """It is there already: 23505."""


class OverLimitError(DatabaseError):
    """A configured limit is reached: 53400."""


class RetryError(DatabaseError):
    """A race was lost; the same transaction may succeed when tried again: 40001, 40P01, 55P03."""


class UnavailableError(DatabaseError):
    """The database cannot be reached, or has no connection to spare: 08xxx, 57P0x, 53300."""


_BY_SQLSTATE: Mapping[str, type[DatabaseError]] = {
    "P0002": NotFoundError,
    "55000": WrongStateError,
    "42501": NotAllowedError,
    "23505": AlreadyThereError,
    "53400": OverLimitError,
    "55P03": RetryError,
    "53300": UnavailableError,
    # classes, by their first two characters
    "22": BadArgumentError,
    "23": BadArgumentError,
    "28": NotSignedInError,
    "40": RetryError,
    "08": UnavailableError,
    "57": UnavailableError,
}


_BY_PSYCOPG: Sequence[tuple[type[psycopg.Error], type[DatabaseError]]] = (
    (psycopg.OperationalError, UnavailableError),
    (psycopg.DataError, BadArgumentError),  # text with a null byte
    (psycopg.ProgrammingError, BadArgumentError),  # a connection string that is none
)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn psycopg's errors into the classes above, by SQLSTATE and never by message."""
    try:
        yield
    except PoolTimeout as error:
        raise UnavailableError(
            f"no connection to the database: {error}", hint="Is it running, and has it room?"
        ) from error
    except UnicodeEncodeError as error:
        raise BadArgumentError(f"text that is not Unicode: {error}") from error
    except psycopg.Error as error:
        state = error.sqlstate or ""
        kind = _BY_SQLSTATE.get(state) or _BY_SQLSTATE.get(state[:2])
        if kind is None:
            own = () if state else _BY_PSYCOPG  # what psycopg refuses before it asks the server
            kind = next((ours for theirs, ours in own if isinstance(error, theirs)), DatabaseError)
        raise kind(
            error.diag.message_primary or str(error).strip(),
            error.diag.message_detail or "",
            error.diag.message_hint or "",
            state,
            error.diag.column_name or "",
        ) from error


class Pool(ConnectionPool[Connection]):
    """A pool of connections whose errors are those above."""

    @contextlib.contextmanager
    def connection(self, timeout: float | None = None) -> Iterator[Connection]:
        """Lend a connection for one transaction: committed at the end, rolled back on an error.

        timeout: seconds to wait for one. Raises UnavailableError when there is none.
        """
        with translated(), super().connection(timeout) as connection:
            yield connection

    @contextlib.contextmanager
    def autocommit(self, timeout: float | None = None) -> Iterator[Connection]:
        """Lend a connection on which each statement is a transaction, and one round trip.

        timeout: as for :meth:`connection`.
        """
        with self.connection(timeout) as connection:
            connection.autocommit = True
            try:
                yield connection
            finally:
                with contextlib.suppress(psycopg.Error):  # it is broken, and will be replaced
                    connection.autocommit = False


@dataclass(frozen=True)
class PoolSettings:
    """How many connections a service keeps and for how long.

    The defaults are the seed's: 10–20 connections, 20 more at a peak, 30 s to wait for one, 1 hour
    of life. psycopg_pool has a floor and a ceiling, so ``smallest`` is its ``min_size`` (kept open)
    and ``largest + overflow`` its ``max_size``; it closes what is above the floor when it has been
    idle, the overflow first being unused. timeout, lifetime: seconds.
    """

    smallest: int = 10
    largest: int = 20
    overflow: int = 20
    timeout: float = 30.0
    lifetime: float = 3600.0


SMALL_POOL = PoolSettings(smallest=1, largest=4, overflow=0)
"""For one worker, and for the demo."""


def open_pool(url: str, settings: PoolSettings | None = None, *, role: str | None = None) -> Pool:
    """Open a pool on a libpq connection string; use it in a ``with`` statement.

    role: a role that each connection takes on (``set role``) as it begins; the login role must be a
    member of it. Raises UnavailableError when no connection comes within the timeout.
    """
    chosen = settings or PoolSettings()
    with translated():
        if role:
            options = conninfo_to_dict(url).get("options") or ""
            url = make_conninfo(url, options=f"{options} -c role={role}".strip())
        # The first connection by hand, since the pool would keep its reason to itself.
        psycopg.connect(url, connect_timeout=max(2, int(chosen.timeout))).close()
    pool = Pool(
        url,
        min_size=chosen.smallest,
        max_size=chosen.largest + chosen.overflow,
        timeout=chosen.timeout,
        max_lifetime=chosen.lifetime,
        check=Pool.check_connection,
        open=False,
        name=role or "aquascene",
    )
    with translated():
        try:
            pool.open(wait=True, timeout=chosen.timeout)
        except BaseException:
            pool.close()
            raise
    return pool


@contextlib.contextmanager
def connect(url: str) -> Iterator[Connection]:
    """Open a connection that is kept, on which each statement is a transaction.

    url: a libpq connection string. Raises UnavailableError when it cannot be had.
    """
    with translated(), psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        yield connection


def call(connection: Connection, function: str, /, **arguments: Any) -> list[Row]:
    """Call a stored function by its schema-qualified name and return its rows.

    A function that returns a scalar gives one row with one column of its name. Raises DatabaseError
    or the class of it that the SQLSTATE means.
    """
    return call_as(connection, function, dict_row, **arguments)


def call_as(
    connection: Connection, function: str, row_factory: RowFactory[T], /, **arguments: Any
) -> list[T]:
    """Do as :func:`call` does, with rows made by a row factory, such as ``class_row(Page)``."""
    statement = _call_statement(function, tuple(arguments))
    return _fetch(connection, statement, _adapted(arguments), row_factory)


@functools.lru_cache(maxsize=1000)
def _call_statement(function: str, names: tuple[str, ...]) -> bytes:
    """Return the statement of a call, made once: that takes as long as a quick call itself."""
    return (
        sql.SQL("select * from {}({})")
        .format(
            _qualified(function),
            sql.SQL(", ").join(
                sql.SQL("{} => {}").format(sql.Identifier(name), sql.Placeholder(name))
                for name in names
            ),
        )
        .as_bytes(None)
    )


def call_row(connection: Connection, function: str, /, **arguments: Any) -> Row | None:
    """Call a stored function that gives at most one row, and return it or None."""
    rows = call(connection, function, **arguments)
    return rows[0] if rows else None


def call_value(connection: Connection, function: str, /, **arguments: Any) -> Any:
    """Call a stored function that gives one value, and return the value."""
    (row,) = call(connection, function, **arguments)
    (value,) = row.values()
    return value


def read(connection: Connection, view: str, /, *columns: str, **equal_to: Any) -> list[Row]:
    """Return rows of a view, named with its schema: all columns, or those named.

    equal_to: only rows in which these columns have these values.
    """
    return _fetch(connection, _selection(view, columns, equal_to), equal_to, dict_row)


def limit_time(connection: Connection, seconds: float) -> None:
    """Let no statement of this transaction take longer, be it at work or waiting for a lock."""
    with translated():
        connection.execute(
            "select set_config('statement_timeout', %s, true)", [str(max(1, int(seconds * 1000)))]
        )


def stream(
    connection: Connection, view: str, /, *columns: str, **equal_to: Any
) -> Iterator[list[tuple[Any, ...]]]:
    """Do as :func:`read` does for more rows than memory holds: lists of some rows, tuples each.

    In the connection's transaction, which has to stay open as long.
    """
    with (
        translated(),
        connection.cursor(name="stream", row_factory=tuple_row) as cursor,
    ):
        cursor.execute(_selection(view, columns, equal_to), equal_to)
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield rows


@contextlib.contextmanager
def copy_into(
    connection: Connection, table: str, columns: Sequence[str]
) -> Iterator[Callable[[str], None]]:
    """Begin COPY into columns of a table, and yield what writes text in the format of COPY."""
    statement = sql.SQL("copy {} ({}) from stdin").format(
        _qualified(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with translated(), connection.cursor() as cursor, cursor.copy(statement) as copy:
        yield copy.write


def _selection(view: str, columns: Sequence[str], equal_to: Mapping[str, Any]) -> sql.Composed:
    statement = sql.SQL("select {} from {}").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)) if columns else sql.SQL("*"),
        _qualified(view),
    )
    if equal_to:
        conditions = [
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
            for name in equal_to
        ]
        statement = sql.SQL(" where ").join([statement, sql.SQL(" and ").join(conditions)])
    return statement


def _qualified(name: str) -> sql.Identifier:
    schema, _, thing = name.partition(".")
    if not thing:
        raise ValueError(f"{name} is not named with its schema")
    return sql.Identifier(schema, thing)


def _adapted(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: Jsonb(value) if isinstance(value, dict) else value
        for name, value in arguments.items()
    }


def _fetch(
    connection: Connection,
    statement: sql.Composed | bytes,
    arguments: Mapping[str, Any] | Sequence[Any],
    row_factory: RowFactory[T],
) -> list[T]:
    with translated(), connection.cursor(row_factory=row_factory) as cursor:
        return cursor.execute(statement, arguments).fetchall()
