"""``aquascene health``: how the running system is."""

from __future__ import annotations

import json

import click

from aquascene.cli import Options
from aquascene.database import DatabaseError, read

_RANKS = {"ok": 0, "unknown": 0, "warning": 1, "critical": 2}


@click.command()
@click.option("--check", metavar="NAME", help="Only checks whose name begins so, such as server.")
@click.pass_obj
def command(options: Options, check: str | None) -> None:
    """Say how the running system is: one line for each check of analytics.system_health.

    A check that the role may not see is unknown, which is no fault; grant pg_read_all_stats to it.

    \b
    Exit codes: 0 all is well; 1 there is a warning; 2 something is critical, no check has the
    name, or the database cannot be asked.

    \b
      aquascene health                       all of it
      aquascene health --check webhooks      some of it
      aquascene --json health                for a program
    """
    try:
        with options.pool() as pool, pool.connection() as connection:
            rows = read(connection, "analytics.system_health")
    except DatabaseError as error:
        if options.as_json:
            click.echo(json.dumps({"status": "critical", "error": error.message, "checks": []}))
        click.echo(f"critical  the database cannot be asked: {error.message}", err=True)
        raise SystemExit(2) from error
    rows = [row for row in rows if check is None or row["check_name"].startswith(check)]
    if not rows:
        click.echo(f"Error: no check begins with {check}", err=True)
        raise SystemExit(2)
    rows.sort(key=lambda row: (-_RANKS[row["status"]], row["check_name"]))
    worst = max((row["status"] for row in rows), key=_RANKS.__getitem__)
    rank = _RANKS[worst]
    if options.as_json:
        status = worst if rank else "ok"
        click.echo(json.dumps({"status": status, "checks": rows}, default=str))
    else:
        for row in rows:
            told = f"  {row['value']}: {row['detail']}" if row["status"] != "ok" else ""
            click.echo(f"{row['status']:<8}  {row['check_name']}{told}")
    raise SystemExit(rank)
