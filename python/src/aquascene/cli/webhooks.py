"""``aquascene webhooks``: other systems that are told what happens."""

from __future__ import annotations

import signal
import threading
from datetime import datetime
from uuid import UUID

import click

from aquascene.cli import Options, worker_name
from aquascene.database import call, call_value, read


@click.group()
def group() -> None:
    """Tell other systems what happens here, as signed webhooks.

    Who changes endpoints is a person with the permission settings.manage: --as, or
    AQUASCENE_USER_ID.
    """


_person = click.option(
    "--as",
    "person",
    type=click.UUID,
    required=True,
    envvar="AQUASCENE_USER_ID",
    metavar="ID",
    help="The id of the person who does this (admin.admin_users).",
)


@group.command()
@click.argument("url")
@click.option("--topic", "topics", multiple=True, help="A topic or content.*; by default all.")
@click.option("--description", default="", help="Whose it is.")
@_person
@click.pass_obj
def add(
    options: Options, url: str, topics: tuple[str, ...], description: str, person: UUID
) -> None:
    """Add an endpoint and show its key, this once.

    It is told what happens from now on; `aquascene webhooks replay` tells what was before.
    """
    with options.pool() as pool, pool.connection() as connection:
        call(connection, "admin.act_as", user_id=person)
        (row,) = call(
            connection,
            "ops.add_endpoint",
            url=url,
            topics=list(topics) or ["*"],
            description=description,
        )
    options.show(row)


@group.command("list")
@click.pass_obj
def list_(options: Options) -> None:
    """List the endpoints: where they are, what they take, and what went wrong last."""
    with options.pool() as pool, pool.connection() as connection:
        rows = read(
            connection,
            "ops.webhook_endpoints",
            "id",
            "url",
            "topics",
            "is_enabled",
            "failure_count",
            "next_attempt_at",
            "delivered_count",
            "last_error",
        )
    rows = sorted(rows, key=lambda row: row["id"])
    if options.as_json:
        options.show({str(row["id"]): dict(row) for row in rows})
        return
    options.show(
        {
            str(row["id"]): f"{row['url']}  {','.join(row['topics'])}  "
            + ("on" if row["is_enabled"] else "off")
            + f"  {row['delivered_count']} delivered"
            + (f"  {row['last_error']}" if row["last_error"] else "")
            for row in rows
        }
    )


@group.command()
@click.argument("endpoint", type=int)
@click.option("--url", help="Its new address; what is being posted goes to the old one.")
@click.option("--topic", "topics", multiple=True, help="What it is told from now on.")
@click.option("--description", help="Whose it is.")
@_person
@click.pass_obj
def update(
    options: Options,
    endpoint: int,
    url: str | None,
    topics: tuple[str, ...],
    description: str | None,
    person: UUID,
) -> None:
    """Change an endpoint; what is not named stays, as do its key and its place."""
    with options.pool() as pool, pool.connection() as connection:
        call(connection, "admin.act_as", user_id=person)
        call(
            connection,
            "ops.update_endpoint",
            endpoint_id=endpoint,
            url=url,
            topics=list(topics) or None,
            description=description,
        )
    options.show({"updated": endpoint})


@group.command()
@click.argument("endpoint", type=int)
@_person
@click.pass_obj
def test(options: Options, endpoint: int, person: UUID) -> None:
    """Post an event webhook.test to an endpoint, signed, and say whether it was taken.

    It is sent once, and counts as no try. Ends with 1 when it was not taken.
    """
    from aquascene.workers.deliver import open_fetcher, post

    with options.pool() as pool:
        with pool.connection() as connection:
            call(connection, "admin.act_as", user_id=person)
            (row,) = call(connection, "ops.test_endpoint", endpoint_id=endpoint)
            private = call_value(connection, "ops.setting", key="webhooks.private_hosts")
        with open_fetcher() as fetcher:
            error, _ = post(fetcher, row, private)
    options.show({"endpoint": endpoint, "taken": error is None, "error": error})
    if error is not None:
        raise SystemExit(1)


@group.command()
@click.argument("endpoint", type=int)
@_person
@click.pass_obj
def remove(options: Options, endpoint: int, person: UUID) -> None:
    """Forget an endpoint and its key."""
    with options.pool() as pool, pool.connection() as connection:
        call(connection, "admin.act_as", user_id=person)
        call(connection, "ops.remove_endpoint", endpoint_id=endpoint)
    options.show({"removed": endpoint})


@group.command()
@click.argument("endpoint", type=int)
@click.option("--off", is_flag=True, help="Disable it instead.")
@_person
@click.pass_obj
def enable(options: Options, endpoint: int, off: bool, person: UUID) -> None:
    """Enable an endpoint again; it is told what it missed."""
    with options.pool() as pool, pool.connection() as connection:
        call(connection, "admin.act_as", user_id=person)
        call(connection, "ops.enable_endpoint", endpoint_id=endpoint, is_enabled=not off)
    options.show({"endpoint": endpoint, "enabled": not off})


@group.command()
@click.argument("endpoint", type=int)
@_person
@click.pass_obj
def rotate(options: Options, endpoint: int, person: UUID) -> None:
    """Give an endpoint a new key and show it, this once; the old one signs too for a day."""
    with options.pool() as pool, pool.connection() as connection:
        call(connection, "admin.act_as", user_id=person)
        secret = call_value(connection, "ops.rotate_endpoint_secret", endpoint_id=endpoint)
    options.show({"endpoint": endpoint, "secret": secret})


@group.command()
@click.argument("endpoint", type=int)
@click.option("--since", type=click.DateTime(), required=True, help="From when on, in UTC.")
@_person
@click.pass_obj
def replay(options: Options, endpoint: int, since: datetime, person: UUID) -> None:
    """Tell an endpoint again what happened since a time; the ids stay the same."""
    with options.pool() as pool, pool.connection() as connection:
        call(connection, "admin.act_as", user_id=person)
        call(connection, "ops.replay", endpoint_id=endpoint, since=f"{since.isoformat()}Z")
    options.show({"endpoint": endpoint, "since": since.isoformat()})


@group.command()
@click.option("--forever", is_flag=True, help="Go on until a signal to stop (SIGTERM, SIGINT).")
@click.pass_obj
def deliver(options: Options, forever: bool) -> None:
    """Post what is due to all endpoints, then end.

    Any number of these may run at once; each endpoint gets its events in order.
    """
    from aquascene.workers.deliver import deliver as run

    stop = threading.Event()
    if forever:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    with options.pool() as pool:
        result = run(pool, worker_name(), stop=stop, forever=forever)
    options.show({"delivered": result.delivered, "failed": result.failed})
