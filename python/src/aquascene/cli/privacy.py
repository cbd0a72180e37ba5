"""``aquascene privacy``: what is held about a person, and how it goes."""

from __future__ import annotations

import json
from typing import TextIO
from uuid import UUID

import click

from aquascene import database
from aquascene.cli import Options


def _person(connection: database.Connection, who: str) -> UUID:
    """Return a subscriber's id. who: the id, or the address."""
    try:
        return UUID(who)
    except ValueError:
        email = database.call_value(connection, "audience.normalize_email", email=who)
        for row in database.read(connection, "audience.subscribers", "id", email=email):
            found: UUID = row["id"]
            return found
        raise click.ClickException(
            f"no subscriber {who!r}\nHint: Give the address that gets the mail, or the id."
        ) from None


@click.group()
def group() -> None:
    """Show what is held about a person, or erase it.

    WHO is an address or a subscriber's id. The tables that may hold people, and what each is for:
    select * from audience.personal_data
    """


@group.command()
@click.argument("who")
@click.option("-o", "--output", type=click.File("w", lazy=True), default="-", help="A file.")
@click.pass_obj
def export(options: Options, who: str, output: TextIO) -> None:
    """Write all that is held about WHO, as JSON: mails, opens and clicks included."""
    with options.pool() as pool, pool.connection() as connection:
        held = database.call_value(
            connection, "audience.export_subscriber", subscriber_id=_person(connection, who)
        )
    click.echo(json.dumps(held, indent=2, ensure_ascii=False), file=output)


@group.command()
@click.argument("who")
@click.option("--reason", required=True, help='Why, such as "asked for it by mail on 3 May".')
@click.confirmation_option(prompt="This cannot be taken back. Erase?")
@click.pass_obj
def erase(options: Options, who: str, reason: str) -> None:
    """Erase WHO everywhere; statistics stay, and the address gets no mail again."""
    with options.pool() as pool, pool.connection() as connection:
        done = database.call_row(
            connection,
            "audience.erase_subscriber",
            subscriber_id=_person(connection, who),
            reason=reason,
        )
    assert done is not None
    if options.as_json:
        click.echo(json.dumps(done, default=str))
        return
    click.echo(f"Certificate {done['id']}, erased at {done['erased_at']:%Y-%m-%d %H:%M} UTC")
    for table, count in sorted(done["row_counts"].items()):
        click.echo(f"  {count:>7,}  {table}")
