"""``aquascene health``: how the running system is."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections import Counter

import click

from aquascene.cli import Options
from aquascene.database import DatabaseError, Row, limit_time, read

_RANKS = {"ok": 0, "unknown": 0, "warning": 1, "critical": 2}
_INDENT = " " * 10


@click.command()
@click.option("--check", metavar="NAME", help="Only checks whose name begins so, such as server.")
@click.option("--problems", is_flag=True, help="Only what is not well; without any, one line.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.001),
    default=20.0,
    show_default=True,
    metavar="SECONDS",
    help="How long the database may take; then it is critical.",
)
@click.pass_obj
def command(options: Options, check: str | None, problems: bool, timeout: float) -> None:
    """Say how the running system is: one line for each check of analytics.system_health.

    What is not well comes first, with how many there are, and below it what that means and what
    to do. docs/guide/health.md has a section on each check.

    A check that the role may not see is unknown, which is no fault; grant pg_read_all_stats to it.

    \b
    Exit codes: 0 all is well; 1 there is a warning; 2 something is critical, no check has the
    name, or the database cannot be asked, or does not answer in time.

    \b
      aquascene health                       all of it
      aquascene health --problems            what is not well, for a mail
      aquascene health --check webhooks      some of it
      aquascene --json health                for a program
    """
    try:
        with options.pool() as pool, pool.connection() as connection:
            limit_time(connection, timeout)
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
    rows.sort(key=lambda row: (-_RANKS[row["status"]], row["status"] == "ok", row["check_name"]))
    worst = max((row["status"] for row in rows), key=_RANKS.__getitem__)
    rank = _RANKS[worst]
    told = [row for row in rows if not problems or _RANKS[row["status"]]]
    if options.as_json:
        click.echo(json.dumps({"status": worst if rank else "ok", "checks": told}, default=str))
    else:
        for row in told:
            click.echo(_line(row))
        counts = Counter(row["status"] for row in rows)
        click.echo(", ".join(f"{counts[status]} {status}" for status in _RANKS if counts[status]))
    raise SystemExit(rank)


def _line(row: Row) -> str:
    line = f"{row['status']:<8}  {row['check_name']}"
    if row["status"] == "ok":
        return line
    if row["status"] == "unknown":
        return f"{line}: the role needs pg_read_all_stats"
    width = max(40, min(100, shutil.get_terminal_size((100, 24)).columns))
    detail = textwrap.fill(
        row["detail"], width, initial_indent=_INDENT, subsequent_indent=_INDENT,
        break_on_hyphens=False,
    )  # fmt: skip
    return f"{line}: {row['value']}\n{detail}"
