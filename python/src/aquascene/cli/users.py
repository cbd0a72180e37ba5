"""``aquascene users``: accounts of the people who run the engine."""

from __future__ import annotations

import contextlib
import datetime
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID

import click

from aquascene.cli import Options
from aquascene.database import Connection, Row, call, call_row, call_value, read

_LISTED = ("username", "role", "is_active", "first_name", "last_name", "last_login", "created_at")
_KEYS = ("id", "name", "prefix", "scopes", "expires_at", "revoked_at", "last_used_at")
_ROLES = ("admin", "editor", "author", "analyst")

F = TypeVar("F", bound=Callable[..., None])


def _by(function: F) -> F:
    return click.option(
        "--user",
        "by",
        envvar="AQUASCENE_USER",
        required=True,
        metavar="NAME",
        help="Who does it: your username; or AQUASCENE_USER.",
    )(function)


def _password_option(function: F) -> F:
    return click.option(
        "--password-stdin",
        is_flag=True,
        help="Read the password from standard input, up to the end of the line; else it is asked.",
    )(function)


def _password(from_stdin: bool) -> str:
    """Return a new password, never from the command line, where others would see it."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt("New password", hide_input=True, confirmation_prompt=True)
    return password


def _id_of(connection: Connection, username: str) -> UUID:
    for row in read(connection, "admin.admin_users", "id", username=username.lower()):
        found: UUID = row["id"]
        return found
    raise click.ClickException(f"nobody is called {username!r}\nHint: aquascene users list")


@contextlib.contextmanager
def _acting(options: Options, username: str) -> Iterator[Connection]:
    """Open a transaction in which a person acts; who may connect as that role vouches for it."""
    with options.pool() as pool, pool.connection() as connection:
        call(
            connection,
            "admin.act_as",
            user_id=_id_of(connection, username),
            user_agent="aquascene users",
        )
        yield connection


def _show(options: Options, rows: Sequence[Row], columns: Sequence[str]) -> None:
    if options.as_json:
        click.echo(json.dumps(rows, default=str))
        return
    table = [list(columns), *([_cell(row[name]) for name in columns] for row in rows)]
    widths = [max(len(line[n]) for line in table) for n in range(len(columns))]
    for line in table:
        click.echo("  ".join(f"{cell:<{w}}" for cell, w in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list):
        return ",".join(value)
    text = {None: "-", True: "yes", False: "no"}.get(value, str(value))
    return "".join(character for character in text if character.isprintable())


@click.group()
def group() -> None:
    """Accounts of the people who run the engine: who they are and what they may do.

    \b
    Begin here:
      aquascene users create-admin ada ada@example.com
      export AQUASCENE_USER=ada
      aquascene users create bo bo@example.com --role editor

    The database role you connect as has to be a member of aquascene_admin: it is trusted to say who
    acts (--user). Roles of people: admin does everything, editor reviews, publishes and sends,
    author writes, analyst reads. docs/guide/users.md tells the rest.
    """


@group.command("create-admin")
@click.argument("username")
@click.argument("email")
@click.option("--user", "by", envvar="AQUASCENE_USER", metavar="NAME", help="An admin, if any.")
@_password_option
@click.pass_obj
def create_admin(
    options: Options, username: str, email: str, by: str | None, password_stdin: bool
) -> None:
    """Make the account of an admin: the first one, or by one (--user).

    There is no default password: it is asked for, or read from standard input. When there is an
    active admin, only an admin makes another one.
    """
    with options.pool() as pool:
        with pool.connection() as connection:
            is_there = bool(
                read(connection, "admin.admin_users", "id", role="admin", is_active=True)
            )
        if is_there and not by:
            raise click.ClickException(
                "there is an admin already\nHint: let an admin do it: --user NAME"
            )
        password = _password(password_stdin)
        with pool.connection() as connection:
            if is_there and by:
                call(connection, "admin.act_as", user_id=_id_of(connection, by))
                made = call_value(
                    connection,
                    "admin.create_user",
                    username=username,
                    email=email,
                    password=password,
                    role="admin",
                )
            else:
                made = call_value(
                    connection,
                    "admin.create_first_admin",
                    username=username,
                    email=email,
                    password=password,
                )
    options.show({"id": made, "username": username, "role": "admin"})


@group.command()
@click.argument("username")
@click.argument("email")
@click.option("--role", type=click.Choice(_ROLES), required=True, help="What the person may do.")
@_by
@_password_option
@click.pass_obj
def create(
    options: Options, username: str, email: str, role: str, by: str, password_stdin: bool
) -> None:
    """Make an account."""
    password = _password(password_stdin)
    with _acting(options, by) as connection:
        made = call_value(
            connection,
            "admin.create_user",
            username=username,
            email=email,
            password=password,
            role=role,
        )
    options.show({"id": made, "username": username, "role": role})


@group.command("list")
@click.pass_obj
def list_(options: Options) -> None:
    """List the accounts."""
    with options.pool() as pool, pool.connection() as connection:
        rows = read(connection, "admin.admin_users", "id", *_LISTED)
    _show(options, sorted(rows, key=lambda row: str(row["username"])), _LISTED)


@group.command("set-role")
@click.argument("username")
@click.argument("role", type=click.Choice(_ROLES))
@_by
@click.pass_obj
def set_role(options: Options, username: str, role: str, by: str) -> None:
    """Give a person another role."""
    with _acting(options, by) as connection:
        call(connection, "admin.set_role", user_id=_id_of(connection, username), role=role)
    options.show({"username": username, "role": role})


@group.command("reset-password")
@click.argument("username")
@_by
@_password_option
@click.pass_obj
def reset_password(options: Options, username: str, by: str, password_stdin: bool) -> None:
    """Give a person another password, and end the person's sessions."""
    password = _password(password_stdin)
    with _acting(options, by) as connection:
        call(
            connection,
            "admin.set_password",
            user_id=_id_of(connection, username),
            password=password,
        )
    options.show({"username": username, "password": "changed"})


@group.command()
@click.argument("username")
@_by
@click.pass_obj
def deactivate(options: Options, username: str, by: str) -> None:
    """Let a person act no more: sessions end, API keys are revoked."""
    with _acting(options, by) as connection:
        call(connection, "admin.deactivate_user", user_id=_id_of(connection, username))
    options.show({"username": username, "is_active": False})


@group.command()
@click.argument("username")
@_by
@click.pass_obj
def reactivate(options: Options, username: str, by: str) -> None:
    """Let a person act again."""
    with _acting(options, by) as connection:
        call(connection, "admin.reactivate_user", user_id=_id_of(connection, username))
    options.show({"username": username, "is_active": True})


@group.command()
@click.argument("username")
@_by
@click.pass_obj
def unlock(options: Options, username: str, by: str) -> None:
    """Forget the wrong passwords that were tried for a person."""
    with _acting(options, by) as connection:
        count = call_value(connection, "admin.unlock_user", user_id=_id_of(connection, username))
    options.show({"username": username, "forgotten": count})


@group.command()
@click.argument("username")
@_by
@click.pass_obj
def logout(options: Options, username: str, by: str) -> None:
    """End all sessions of a person."""
    with _acting(options, by) as connection:
        count = call_value(
            connection, "admin.logout_everywhere", user_id=_id_of(connection, username)
        )
    options.show({"username": username, "ended": count})


@group.command()
@_by
@click.option("--remove", metavar="USERNAME", help="Take it away from somebody who has lost it.")
@click.option("--disable", metavar="CODE", help="Take away your own, with a code of it.")
@click.pass_obj
def totp(options: Options, by: str, remove: str | None, disable: str | None) -> None:
    """Turn your second factor on: codes of an authenticator app, RFC 6238.

    Shows a secret to type into the app, asks for a code of it, and prints ten recovery codes. Keep
    them apart from the app: each is good once.
    """
    if remove:
        with _acting(options, by) as connection:
            removed = call_value(
                connection, "admin.remove_totp", user_id=_id_of(connection, remove)
            )
        options.show({"username": remove, "removed": removed})
        return
    if disable:
        with _acting(options, by) as connection:
            call(connection, "admin.disable_totp", code=disable)
        options.show({"username": by, "removed": True})
        return
    with _acting(options, by) as connection:
        begun = call_row(connection, "admin.begin_totp")
    assert begun is not None
    click.echo(f"Secret: {begun['secret']}\nURI:    {begun['uri']}", err=True)
    code = click.prompt("Code of the app", err=True)
    with _acting(options, by) as connection:
        codes = [row["confirm_totp"] for row in call(connection, "admin.confirm_totp", code=code)]
    if options.as_json:
        click.echo(json.dumps({"recovery_codes": codes}))
        return
    click.echo("Recovery codes, each good once:")
    for recovery in codes:
        click.echo(f"  {recovery}")


@group.group("api-key")
def api_key() -> None:
    """Keys by which programs act for you, within scopes."""


@api_key.command("create")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, help="A permission; repeatable.")
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True)
@_by
@click.pass_obj
def create_key(options: Options, name: str, scopes: tuple[str, ...], days: int, by: str) -> None:
    """Make a key and print it, this once.

    \b
      aquascene users api-key create "nightly import" --scope content.write --days 30
    """
    ends = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
    with _acting(options, by) as connection:
        made = call_row(
            connection, "admin.create_api_key", name=name, scopes=list(scopes), expires_at=ends
        )
    assert made is not None
    options.show(made)


@api_key.command("list")
@_by
@click.pass_obj
def list_keys(options: Options, by: str) -> None:
    """List your keys."""
    with _acting(options, by) as connection:
        rows = read(connection, "admin.api_keys", *_KEYS, user_id=_id_of(connection, by))
    _show(options, rows, _KEYS)


@api_key.command("revoke")
@click.argument("key_id", type=click.UUID)
@_by
@click.pass_obj
def revoke_key(options: Options, key_id: UUID, by: str) -> None:
    """End a key at once."""
    with _acting(options, by) as connection:
        call(connection, "admin.revoke_api_key", key_id=key_id)
    options.show({"id": key_id, "is_revoked": True})
