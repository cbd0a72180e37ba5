"""``aquascene partitions``: months of the large tables, kept as long as their policy says."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click

from aquascene.cli import Options
from aquascene.database import RetryError, call, call_value, read
from aquascene.workers.archive import ArchiveError, archive_months, restore

_TRIES = 50  # for a lock that is asked for 150 ms at a time


@click.group()
def group() -> None:
    """Months of the large tables: make, remove, archive, bring back (ops.partition_policies)."""


@group.command("list")
@click.pass_obj
def list_(options: Options) -> None:
    """List the partitions: bounds, rows, bytes, and what is wrong."""
    with options.pool() as pool, pool.connection() as connection:
        rows = read(connection, "ops.partition_report")
    if options.as_json:
        click.echo(json.dumps(rows, default=str))
        return
    for row in rows:
        faults = [
            *(["months are missing before it"] if row["is_after_gap"] else []),
            *([f"{row['stray_rows']:,} strays"] if row["stray_rows"] else []),
        ]
        click.echo(
            f"{row['partition_name']:<50} {row['total_bytes'] / 1024**2:>10,.1f} MB  "
            f"{'; '.join(faults)}".rstrip()
        )


@group.command()
@click.option("--months-ahead", type=click.IntRange(0, 60), help="By default as the policies say.")
@click.pass_obj
def ensure(options: Options, months_ahead: int | None) -> None:
    """Make the partitions of this month and the months to come."""
    with options.pool() as pool, pool.connection() as connection:
        options.show(
            {"made": call_value(connection, "ops.ensure_partitions", months_ahead=months_ahead)}
        )


@group.command()
@click.option("--table", help="Only this one, such as audit.audit_log.")
@click.pass_obj
def retain(options: Options, table: str | None) -> None:
    """Remove what is older than the policies keep, each step in a transaction of its own."""
    with options.pool() as pool, pool.autocommit() as connection:
        while steps := call(connection, "ops.apply_retention", only_table=table):
            for step in steps:
                rows = "" if step["row_count"] is None else f"  {step['row_count']:,} rows"
                click.echo(f"{step['step']:<9} {step['partition_name']}{rows}")


@group.command()
@click.argument("table")
@click.option("--batch-rows", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True)
@click.option("--cancel", is_flag=True, help="Give a drain up: the rows stay where they are.")
@click.pass_obj
def drain(options: Options, table: str, batch_rows: int, cancel: bool) -> None:
    """Move the rows in the default partition of TABLE into their months, while others write.

    May be stopped at any time: the next run goes on where it was. Exits with 17 when somebody held
    the table for so long that a lock could not be had: run it again.
    """
    with options.pool() as pool, pool.autocommit() as connection:
        if cancel:
            call(connection, "ops.cancel_drain", table_name=table)
            options.show({"cancelled": table})
            return
        calls = failures = 0
        left = 1
        with click.progressbar(
            length=0, label="draining", file=sys.stderr, hidden=options.as_json
        ) as bar:
            while left:
                try:
                    left = call_value(
                        connection, "ops.drain_default", table_name=table, batch_rows=batch_rows
                    )
                except RetryError:
                    failures += 1
                    if failures == _TRIES:
                        raise
                    time.sleep(0.2)  # who waited behind us goes first
                    continue
                failures = 0
                calls += 1
                bar.length = max(bar.length or 0, left)
                bar.update(bar.length - left - bar.pos)
    options.show({"table": table, "calls": calls})


@group.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def archive(options: Options, folder: Path) -> None:
    """Write the months that retention took off their tables to FOLDER, and drop them.

    Of each month a compressed CSV file and a manifest. Which tables are archived is a column of
    ops.partition_policies: is_archived. Needs a login that is a member of aquascene_owner.
    """
    with click.progressbar(length=0, label="archiving") as bar:

        def progress(name: str, count: int) -> None:
            bar.label = name
            bar.update(count)

        with _explained():
            written = archive_months(options.url(), folder, progress)
    for manifest in written:
        click.echo(f"{manifest.partition_name}: {manifest.row_count:,} rows")
    if not written:
        click.echo("nothing waits to be archived")


@group.command("restore")
@click.argument("manifest", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def restore_(options: Options, manifest: Path) -> None:
    """Bring an archived month back, as a table <partition>_restored beside the others."""
    with _explained():
        click.echo(f"restored as {restore(options.url(), manifest)}")


class _explained:
    """Turns an archive's error into the command's."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ArchiveError):
            raise click.ClickException(str(error)) from error
