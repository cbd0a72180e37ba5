"""Keys are replaced while others encrypt by them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from stage import rows, wait_until
from test_races_newsletter import is_waiting

# What an endpoint's key is encrypted by has to be the key that is there.
READ = (
    "select pgp_sym_decrypt_bytea(e.secret, encode(s.value, 'hex')) is not null as is_read"
    "  from ops.webhook_endpoints as e, ops.secrets as s where s.name = 'webhook'"
)


def add_endpoint(connection: psycopg.Connection) -> None:
    connection.execute("select test.act_as('admin')")
    connection.execute("select ops.add_endpoint('https://example.com/hook')")


def rotate(connection: psycopg.Connection) -> None:
    connection.execute("select ops.rotate_secret('webhook')")


@pytest.mark.parametrize(
    ("first", "second"), [(add_endpoint, rotate), (rotate, add_endpoint)], ids=["add", "rotate"]
)
def test_what_is_encrypted_meanwhile_can_be_read(
    database_url: str,
    first: Callable[[psycopg.Connection], None],
    second: Callable[[psycopg.Connection], None],
) -> None:
    def beside() -> None:
        with psycopg.connect(database_url) as connection:
            second(connection)

    with ThreadPoolExecutor(1) as pool, psycopg.connect(database_url) as connection:
        first(connection)
        future = pool.submit(beside)
        wait_until(lambda: is_waiting(database_url))
        connection.commit()
        future.result()
    assert rows(database_url, READ) == [{"is_read": True}]


def test_an_old_snapshot_does_not_encrypt_by_the_old_key(database_url: str) -> None:
    with psycopg.connect(database_url) as connection, psycopg.connect(database_url) as other:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("select test.act_as('admin')")
        rotate(other)
        other.commit()
        with pytest.raises(psycopg.errors.SerializationFailure):
            connection.execute("select ops.add_endpoint('https://example.com/hook')")
        connection.rollback()
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
            rotate(connection)
