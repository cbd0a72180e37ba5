"""``aquascene cluster``: the project's private PostgreSQL cluster."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import click

from aquascene.cli import Options
from aquascene.dump import DumpError
from aquascene.plan import PlanError
from aquascene.server import (
    Cluster,
    ServerError,
    forget_libpq_variables,
    libpq_free,
    project_cluster,
)
from aquascene.sqitch import SqitchError

DATABASE = "aquascene"
"""The demo's database in the private cluster."""


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Turn the errors of cluster, plan, dump and Sqitch into a message and exit code 1."""
    try:
        yield
    except (ServerError, PlanError, DumpError, SqitchError) as error:
        raise click.ClickException(str(error)) from error


def started_cluster() -> Cluster:
    """Return the project's cluster, started if needed, with the demo's database in it.

    From here on this process works with it, so the libpq variables of the person who types, which
    are meant for other servers, are forgotten.
    """
    forget_libpq_variables()
    cluster = project_cluster()
    cluster.start()
    cluster.ensure_database(DATABASE)
    return cluster


@click.group()
def group() -> None:
    """The private PostgreSQL cluster of the project, in .aquascene."""


@group.command()
def start() -> None:
    """Start the cluster; make it when it is not there."""
    with explained():
        click.echo(f"running: {started_cluster().url(DATABASE)}")


@group.command()
def stop() -> None:
    """Stop the cluster; its data stays."""
    with explained():
        project_cluster().stop()
    click.echo("stopped")


@group.command()
@click.pass_obj
def status(options: Options) -> None:
    """Tell whether the cluster runs, and where it is; exit code 3 when it does not run."""
    with explained():
        cluster = project_cluster()
        running = cluster.is_running()
        facts = {
            "running": running,
            "url": cluster.url(DATABASE) if running else None,
            "data": str(cluster.data),
            "log": str(cluster.log),
        }
    options.show(facts)
    raise SystemExit(0 if running else 3)


@group.command()
def url() -> None:
    """Print the URI of the demo's database; starts the cluster if needed."""
    with explained():
        click.echo(started_cluster().url(DATABASE))


@group.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql(arguments: tuple[str, ...]) -> None:
    """Open the demo's database in psql; ARGUMENTS are psql's."""
    with explained():
        cluster = started_cluster()
        program = cluster.programs["psql"]
    os.execve(program, [program, "-d", cluster.url(DATABASE), *arguments], libpq_free())
