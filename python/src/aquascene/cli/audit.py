"""``aquascene audit``: what became of a row, and whether the audit log is as it was written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from aquascene import database
from aquascene.cli import Options

_TIME = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"])


def _instant(time: datetime | None) -> datetime | None:
    return time.replace(tzinfo=UTC) if time else None


def _value(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    text = "".join(character for character in text if character.isprintable())
    return text if len(text) <= 60 else text[:57] + "…"


def _print(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(line)


@click.group()
def group() -> None:
    """Who changed what, and whether that record was tampered with.

    TABLE is a name with or without its schema, ID its primary key, several columns joined by a
    comma. Times are UTC. How the log is sealed, and what that does not find:
    docs/guide/security.md
    """


@group.command()
@click.option("--from", "since", type=_TIME, help="Only entries from this time on.")
@click.option("--to", "until", type=_TIME, help="Only entries before this time.")
@click.pass_obj
def verify(options: Options, since: datetime | None, until: datetime | None) -> None:
    """Compare the audit log with its seals; exit with 1 when something does not fit."""
    with options.pool() as pool, pool.connection() as connection:
        problems = database.call(
            connection, "audit.verify_chain", since=_instant(since), until=_instant(until)
        )
        head = database.call_value(connection, "audit.chain_head")
    if options.as_json:
        click.echo(json.dumps({"head": head, "problems": problems}, default=str))
    elif problems:
        _print(
            [
                f"{row['problem']:<20} month {row['month'] or '-'} seal {row['seal'] or '-'}: "
                f"{row['detail']}"
                for row in problems
            ]
        )
    else:
        click.echo(f"Intact. The last seal: {head or 'none yet'}")
    if problems:
        raise SystemExit(1)


@group.command()
@click.pass_obj
def seal(options: Options) -> None:
    """Seal what came since the last time, and print the last seal: keep it elsewhere."""
    with options.pool() as pool, pool.connection() as connection:
        count = database.call_value(connection, "audit.seal")
        head = database.call_value(connection, "audit.chain_head")
    options.show({"sealed": count, "head": head})


@group.command()
@click.argument("table")
@click.argument("record_id", metavar="ID")
@click.pass_obj
def history(options: Options, table: str, record_id: str) -> None:
    """Tell every change of a row: when, who, and each column before and after.

    Such as: aquascene audit history settings newsletter.chunk_size
    """
    with options.pool() as pool, pool.connection() as connection:
        changes = database.call(connection, "audit.history", table_name=table, record_id=record_id)
    if options.as_json:
        click.echo(json.dumps(changes, default=str))
        return
    if not changes:
        click.echo("No change is known.")
    _print(
        [
            f"{row['changed_at']:%Y-%m-%d %H:%M:%S}  {row['action']:<6}  "
            f"{row['username'] or row['changed_by'] or '-':<16}  {row['column_name']}: "
            f"{_value(row['old_value'])} → {_value(row['new_value'])}"
            for row in changes
        ]
    )


@group.command("as-of")
@click.argument("table")
@click.argument("record_id", metavar="ID")
@click.argument("time", type=_TIME)
@click.pass_obj
def as_of(options: Options, table: str, record_id: str, time: datetime) -> None:
    """Show a row as it was at TIME, such as 2026-11-01 or 2026-11-01T12:00:00."""
    with options.pool() as pool, pool.connection() as connection:
        row = database.call_value(
            connection,
            "audit.as_of",
            table_name=table,
            record_id=record_id,
            time=_instant(time),
        )
    if options.as_json:
        click.echo(json.dumps(row, default=str))
    elif row is None:
        click.echo("It was not there.")
    else:
        width = max(map(len, row))
        _print([f"{name:<{width}}  {_value(value)}" for name, value in row.items()])
