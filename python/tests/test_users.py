"""Accounts: signing in from Python, the command ``aquascene users``, and who is first of two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result

from aquascene import database
from aquascene.cli import main
from aquascene.database import (
    SMALL_POOL,
    NotAllowedError,
    NotSignedInError,
    Pool,
    call,
    call_row,
    call_value,
    open_pool,
)
from aquascene.users import CodeNeededError, acting, sign_in
from stage import rows
from test_races_newsletter import second_while_first_is_open

PASSWORD = "four words that differ"
CODE = """
select admin._totp_code(pgp_sym_decrypt_bytea(secret, admin._totp_key()),
                        floor(extract(epoch from now()) / 30)::bigint, 6) as code
  from admin.totp_secrets
"""


def execute(url: str, statement: str, *arguments: object) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement, arguments)


def users(url: str, *words: str, text: str | None = None) -> Result:
    """Run ``aquascene users``."""
    return CliRunner().invoke(
        main, ["--database", url, *words], input=text, env={"AQUASCENE_USER": None}
    )


def done(url: str, *words: str, text: str | None = None) -> Any:
    """Run it with --json, and return what it printed; it must succeed."""
    result = users(url, "--json", "users", *words, text=text)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout.splitlines()[-1])


@pytest.fixture
def url(database_url: str) -> str:
    """A database in which a hash costs little, and nobody has an account."""
    execute(database_url, "update ops.settings set value = '4' where key = 'admin.bcrypt_cost'")
    return database_url


@pytest.fixture
def pool(url: str) -> Iterator[Pool]:
    with open_pool(url, SMALL_POOL, role="aquascene_editor") as pool:
        yield pool


def first_admin(url: str) -> None:
    done(url, "create-admin", "root", "root@example.com", "--password-stdin", text=PASSWORD + "\n")


# In Python


def test_a_person_signs_in_and_acts(url: str, pool: Pool) -> None:
    execute(url, "select test.person('ada', %s)", PASSWORD)
    session = sign_in(pool, "ada", PASSWORD, ip="192.0.2.7", user_agent="test/1")
    assert session.token not in repr(session)
    with acting(pool, session.token) as connection:
        assert call_value(connection, "admin.require", permission="content.review") == (
            session.user_id
        )
        with pytest.raises(NotAllowedError):
            call_value(connection, "admin.require", permission="users.manage")
    with acting(pool, session.token) as connection:
        made = call_row(
            connection,
            "admin.create_api_key",
            name="ci",
            scopes=["content.write"],
            expires_at=session.expires_at,
        )
        assert made is not None
    with acting(pool, made["api_key"]) as connection:
        call_value(connection, "admin.require", permission="content.write")
        with pytest.raises(NotAllowedError):
            call_value(connection, "admin.require", permission="content.review")
    with pool.connection() as connection:
        assert call_value(connection, "admin.logout", session_token=session.token)
    with pytest.raises(NotSignedInError), acting(pool, session.token):
        pass


def test_who_is_refused_is_not_told_why(url: str, pool: Pool) -> None:
    execute(url, "select test.person('ada', %s)", PASSWORD)
    told = set()
    for name, password in (("ada", "wrong"), ("nobody", PASSWORD), ("", "")):
        with pytest.raises(NotSignedInError) as refusal:
            sign_in(pool, name, password)
        told.add((type(refusal.value), refusal.value.message, refusal.value.hint))
    assert len(told) == 1


def test_a_second_factor_is_asked_for(url: str, pool: Pool) -> None:
    execute(url, "select test.person('ada', %s)", PASSWORD)
    with acting(pool, sign_in(pool, "ada", PASSWORD).token) as connection:
        call(connection, "admin.begin_totp")
    with acting(pool, sign_in(pool, "ada", PASSWORD).token) as connection:
        call(connection, "admin.confirm_totp", code=rows(url, CODE)[0]["code"])
    with pytest.raises(CodeNeededError):
        sign_in(pool, "ada", PASSWORD)
    execute(url, "update admin.totp_secrets set last_step = 0")  # the code was used to confirm
    assert sign_in(pool, "ada", PASSWORD, code=rows(url, CODE)[0]["code"])


# Two at once


def test_of_two_first_admins_one_is_the_first(url: str) -> None:
    names = iter("ab")

    def make(connection: database.Connection) -> object:
        name = next(names)
        return call_value(
            connection,
            "admin.create_first_admin",
            username=f"{name}-admin",
            email=f"{name}@example.com",
            password=PASSWORD,
        )

    _, second = second_while_first_is_open(url, make, first_commits=True)
    assert getattr(second.exception(), "sqlstate", None) == "55000"
    assert len(rows(url, "select from admin.admin_users")) == 1


def test_two_admins_cannot_take_each_others_role_at_once(url: str) -> None:
    execute(url, "select test.admin('admin', 'a'), test.admin('admin', 'b')")
    ids = {r["username"]: r["id"] for r in rows(url, "select id, username from admin.admin_users")}
    turns = iter(("a", "b"))

    def take(connection: database.Connection) -> object:
        by = next(turns)
        call(connection, "admin.act_as", user_id=ids[by])
        other = ids["b" if by == "a" else "a"]
        return call(connection, "admin.set_role", user_id=other, role="author")

    _, second = second_while_first_is_open(url, take, first_commits=True)
    assert getattr(second.exception(), "sqlstate", None) in ("42501", "55000")
    left = rows(url, "select username from admin.admin_users where role = 'admin'")
    assert left == [{"username": "a"}]


def test_a_link_to_reset_a_password_is_good_for_one_of_two(url: str) -> None:
    execute(url, "select test.person('ada', %s)", PASSWORD)
    (link,) = rows(url, "select * from admin.request_password_reset('ada')")

    def reset(connection: database.Connection) -> object:
        return call_value(
            connection, "admin.reset_password", token=link["token"], new_password="another " * 3
        )

    _, second = second_while_first_is_open(url, reset, first_commits=True)
    assert getattr(second.exception(), "sqlstate", None) == "22023"


# The command


def test_the_first_admin_is_made_by_a_command_and_no_second_one(url: str) -> None:
    asked = users(
        url, "users", "create-admin", "root", "r@example.com", text=f"{PASSWORD}\n{PASSWORD}\n"
    )
    assert asked.exit_code == 0, asked.output
    assert PASSWORD not in asked.output
    again = users(url, "users", "create-admin", "eve", "e@example.com", "--password-stdin", text="")
    assert again.exit_code == 1
    assert "there is an admin already" in again.output
    by = ("create-admin", "ina", "i@example.com", "--user", "root", "--password-stdin")
    assert done(url, *by, text=PASSWORD)["role"] == "admin"
    assert {row["username"] for row in done(url, "list")} == {"root", "ina"}


def test_a_bad_password_makes_no_admin(url: str) -> None:
    words = ("users", "create-admin", "root", "r@example.com", "--password-stdin")
    for text in ("", "\n", "short\n", "password1234\n"):
        assert users(url, *words, text=text).exit_code == 10
    assert rows(url, "select from admin.admin_users") == []


def test_accounts_are_managed_by_commands(url: str, pool: Pool) -> None:
    first_admin(url)
    by = ("--user", "root")
    made = done(url, "create", "bo", "bo@example.com", "--role", "author", *by,
                "--password-stdin", text=PASSWORD)  # fmt: skip
    assert made["role"] == "author"
    assert sign_in(pool, "bo", PASSWORD)
    assert done(url, "set-role", "bo", "editor", *by)["role"] == "editor"
    done(url, "reset-password", "bo", *by, "--password-stdin", text="another four words\n")
    with pytest.raises(NotSignedInError):
        sign_in(pool, "bo", PASSWORD)
    assert done(url, "unlock", "bo", *by)["forgotten"] == 1
    sign_in(pool, "bo", "another four words")
    assert done(url, "logout", "bo", *by)["ended"] == 1
    done(url, "deactivate", "bo", *by)
    with pytest.raises(NotSignedInError):
        sign_in(pool, "bo", "another four words")
    done(url, "reactivate", "bo", *by)
    sign_in(pool, "bo", "another four words")
    assert "bo" in users(url, "users", "list").output

    assert users(url, "users", "deactivate", "root", *by).exit_code == 13  # the last admin
    assert users(url, "users", "deactivate", "root", "--user", "bo").exit_code == 14
    assert users(url, "users", "deactivate", "nobody", *by).exit_code == 1
    assert users(url, "users", "deactivate", "bo").exit_code == 2  # nobody acts


def test_keys_and_second_factors_are_made_by_commands(url: str, pool: Pool) -> None:
    first_admin(url)
    by = ("--user", "root")
    made = done(url, "api-key", "create", "ci", "--scope", "content.write", *by)
    with acting(pool, made["api_key"]) as connection:
        call_value(connection, "admin.require", permission="content.write")
    (listed,) = done(url, "api-key", "list", *by)
    assert listed["id"] == made["id"]
    assert made["api_key"] not in json.dumps(listed)
    done(url, "api-key", "revoke", made["id"], *by)
    with pytest.raises(NotSignedInError), acting(pool, made["api_key"]):
        pass
    assert users(url, "users", "api-key", "create", "x", "--scope", "no.such", *by).exit_code == 14

    assert users(url, "users", "totp", *by, text="000000\n").exit_code == 15
    assert users(url, "users", "totp", "--disable", "1", *by).exit_code == 13
    assert done(url, "totp", "--remove", "root", *by)["removed"] is True
