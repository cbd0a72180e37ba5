"""The command ``aquascene``: groups of commands by domain.

A command's module is imported when the command is used, so that ``--help`` answers at once.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import click

from aquascene import database
from aquascene.database import Pool


@dataclass(frozen=True)
class _Command:
    module: str
    attribute: str
    summary: str


_COMMANDS: Mapping[str, _Command] = {
    name: _Command(f"aquascene.cli.{module}", attribute, summary)
    for name, module, attribute, summary in (
        ("demo", "demo", "command", "Run the main job end to end and write a report."),
        ("scrape", "scrape", "group", "Sites to take articles from: add one, fetch its pages."),
        ("process", "process", "group", "Turn raw content into drafts."),
        ("newsletter", "newsletter", "group", "Templates, previews, sending, what bounces."),
        ("segments", "segments", "group", "Groups of subscribers: who would be in one, who is."),
        ("subscribers", "subscribers", "group", "Files of subscribers: take them in, write them."),
        ("users", "users", "group", "Accounts of people: make, lock, second factor, API keys."),
        ("privacy", "privacy", "group", "What is held about a person; erase it."),
        ("jobs", "jobs", "group", "What runs when: look, run one, run them all as a daemon."),
        ("audit", "audit", "group", "Who changed what; whether that record is as it was."),
        ("partitions", "partitions", "group", "Months of large tables: make, remove, archive."),
        ("web", "web", "group", "The public edge: tracked links, unsubscribing, articles."),
        ("webhooks", "webhooks", "group", "Tell other systems what happens: add one, deliver."),
        ("health", "health", "command", "How the running system is: queues, jobs, server."),
        ("search", "search", "command", "Find published articles by their words."),
        ("report", "report", "group", "What readers did, as one HTML file."),
        ("backup", "backup", "group", "Back up, check the backups, restore to a second."),
        ("cluster", "cluster", "group", "The private PostgreSQL cluster of the project."),
        ("schema", "schema", "group", "Deploy, compare and dump the schema."),
        ("docs", "docs", "command", "Write docs/reference from the catalog's comments."),
    )
}

EXIT_CODES: Mapping[type[database.DatabaseError], int] = {
    database.BadArgumentError: 10,
    database.NotFoundError: 11,
    database.AlreadyThereError: 12,
    database.WrongStateError: 13,
    database.NotAllowedError: 14,
    database.NotSignedInError: 15,
    database.OverLimitError: 16,
    database.RetryError: 17,
    database.UnavailableError: 18,
}
"""What a command exits with when the database refuses, by the class of the error."""


class _Group(click.Group):
    """A group that knows its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = _COMMANDS.get(cmd_name)
        if found is None:
            return None
        command: click.Command = getattr(importlib.import_module(found.module), found.attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, found.summary) for name, found in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except database.DatabaseError as error:
            refuse(error)


def refuse(error: database.DatabaseError) -> NoReturn:
    """Say what the database said, and exit with the code of the error's class."""
    click.echo(f"Error: {error.message}", err=True)
    for label, text in (("Detail", error.detail), ("Hint", error.hint)):
        if text:
            click.echo(f"{label}: {text}", err=True)
    raise SystemExit(EXIT_CODES.get(type(error), 1))


@dataclass(frozen=True)
class Options:
    """What the person said before the command's name."""

    database: str | None
    as_json: bool

    def url(self) -> str:
        """Return the database to work on: the one given, else the private cluster's, started."""
        if self.database:
            return self.database
        from aquascene.cli.cluster import DATABASE, explained, started_cluster

        with explained():
            return started_cluster().url(DATABASE)

    @contextlib.contextmanager
    def pool(self) -> Iterator[Pool]:
        """Open a small pool on the database."""
        with database.open_pool(self.url(), database.SMALL_POOL) as pool:
            yield pool

    def show(self, facts: Mapping[str, Any]) -> None:
        """Print facts: a line each, or one JSON object."""
        if self.as_json:
            click.echo(json.dumps(facts, default=str))
            return
        width = max(map(len, facts), default=0)
        for name, value in facts.items():
            click.echo(f"{name:<{width}}  {value}")


@click.group(cls=_Group)
@click.option(
    "--database",
    envvar="AQUASCENE_DATABASE_URL",
    metavar="URI",
    help="The database, as a libpq URI; by default AQUASCENE_DATABASE_URL, else the demo's.",
)
@click.option("--json", "as_json", is_flag=True, help="Print results as JSON.")
@click.version_option(package_name="aquascene")
@click.pass_context
def main(ctx: click.Context, database: str | None, as_json: bool) -> None:
    """The AquaScene Content Engine: articles in, newsletters out, all decided in PostgreSQL.

    \b
    Begin here:
      aquascene demo                          the whole job, once, with a report to open
      aquascene cluster psql                  look at what it made

    \b
    The steps by themselves:
      aquascene scrape add site.json          which pages to take, by which selectors
      aquascene scrape run "My site"          fetch them
      aquascene process run                   make drafts of what came in
      aquascene newsletter send --smtp smtp://localhost:25
      aquascene web serve --port 8000         what the links in the mails lead to
      aquascene report render                 write build/report.html

    \b
    Another database, and results for a program to read:
      aquascene --database postgresql://me@db.example.org/engine --json process run

    Exit codes: 0 done; 1 failed; 2 wrong usage; and when the database refuses, 10 bad argument,
    11 not found, 12 there already, 13 wrong state, 14 not allowed, 15 not signed in, 16 over a
    limit, 17 try again, 18 cannot be reached.
    """
    ctx.obj = Options(database, as_json)


def worker_name() -> str:
    """Return a name for this process that no other worker has at the same time."""
    return f"{os.uname().nodename}-{os.getpid()}"
