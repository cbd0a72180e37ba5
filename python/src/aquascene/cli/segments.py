"""``aquascene segments``: groups of subscribers, by hand or by criteria."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

import click

from aquascene import database
from aquascene.cli import Options
from aquascene.database import Connection, Jsonb, Row

_LISTED = ("id", "name", "segment_type", "subscriber_count", "is_active", "refreshed_at")
_REFRESHED = ("name", "entered_count", "left_count", "evaluated_count", "fault")
_MEMBER = ("subscriber_id", "email", "status", "added_at")


def _segment(connection: Connection, which: str) -> int:
    """Return a segment's id. which: the name, or the id."""
    for column, value in (("name", which), ("id", int(which) if which.isdecimal() else None)):
        if value is not None:
            for row in database.read(
                connection, "audience.subscriber_segments", "id", **{column: value}
            ):
                found: int = row["id"]
                return found
    raise click.ClickException(f"no segment {which!r}\nHint: aquascene segments list")


def _criteria(file: TextIO) -> Jsonb:
    try:
        return Jsonb(json.load(file))
    except ValueError as error:
        raise click.ClickException(f"{file.name} is not JSON: {error}") from error


def _show(options: Options, rows: Sequence[Row], columns: Sequence[str]) -> None:
    if options.as_json:
        click.echo(json.dumps(rows, default=str))
        return
    table = [columns, *([_cell(row[name]) for name in columns] for row in rows)]
    widths = [max(len(line[n]) for line in table) for n in range(len(columns))]
    for line in table:
        click.echo("  ".join(f"{cell:<{w}}" for cell, w in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    text = "-" if value is None else str(value)
    return "".join(character for character in text if character.isprintable())


@click.group()
def group() -> None:
    """Groups of subscribers, by hand or by criteria.

    SEGMENT is a name or an id. What criteria may ask for: select * from audience.criteria_fields;
    how they are written: docs/guide/segments.md
    """


@group.command("list")
@click.pass_obj
def list_segments(options: Options) -> None:
    """List the segments: how many are in each, and when it was last refreshed."""
    with options.pool() as pool, pool.connection() as connection:
        rows = database.read(connection, "audience.subscriber_segments", *_LISTED)
    rows.sort(key=lambda row: str(row["name"]))
    _show(options, rows, _LISTED)


@group.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--sample-size", type=click.IntRange(0, 1000), default=10, show_default=True)
@click.pass_obj
def preview(options: Options, file: TextIO, sample_size: int) -> None:
    """Count who fits the criteria in FILE (JSON; - for standard input), and show some."""
    with options.pool() as pool, pool.connection() as connection:
        found = database.call_row(
            connection,
            "audience.preview_segment",
            criteria=_criteria(file),
            sample_size=sample_size,
        )
    assert found is not None
    if options.as_json:
        click.echo(json.dumps(found, default=str))
        return
    click.echo(f"{found['subscriber_count']:,} fit, {found['active_count']:,} of them active")
    for person in found["sample"]:
        click.echo(f"  {_cell(person['email'])}  ({person['status']})")


@group.command()
@click.argument("name")
@click.argument("file", type=click.File(encoding="utf-8"), required=False)
@click.option("--description", help="Who is in it, and what for.")
@click.option(
    "--type",
    "segment_type",
    type=click.Choice(["automatic", "behavioral", "demographic"]),
    default="automatic",
    show_default=True,
    help="Of a segment that has criteria.",
)
@click.pass_obj
def create(
    options: Options, name: str, file: TextIO | None, description: str | None, segment_type: str
) -> None:
    """Make a segment: by the criteria in FILE (JSON; - for standard input), or by hand."""
    with options.pool() as pool, pool.connection() as connection:
        segment_id = database.call_value(
            connection,
            "audience.create_segment",
            name=name,
            description=description,
            **({"segment_type": segment_type, "filter_criteria": _criteria(file)} if file else {}),
        )
        counts = (
            database.call_row(connection, "audience.refresh_segment", segment_id=segment_id)
            if file
            else None
        )
    options.show(
        {"id": segment_id, "name": name, "members": counts["entered_count"] if counts else 0}
    )


@group.command()
@click.argument("segment", required=False)
@click.option("--full", "is_full", is_flag=True, help="Evaluate everybody, not who changed.")
@click.pass_obj
def refresh(options: Options, segment: str | None, is_full: bool) -> None:
    """Have the members of SEGMENT, or of all segments, follow the criteria.

    Each segment is a transaction of its own, after those that its criteria ask for. Exits with 1
    when criteria ask for what is gone.
    """
    rows: list[Row] = []
    if is_full and segment is None:
        raise click.UsageError("--full needs a SEGMENT.")
    with options.pool() as pool:
        if segment is not None:
            with pool.connection() as connection:
                row = database.call_row(
                    connection,
                    "audience.refresh_segment",
                    segment_id=_segment(connection, segment),
                    is_full=is_full,
                )
            rows.append({"name": segment, **(row or {}), "fault": None})
        else:
            with pool.connection() as connection:
                begin = database.call_value(connection, "ops.now")
            while True:
                with pool.connection() as connection:
                    batch = database.call(
                        connection,
                        "audience.refresh_segments",
                        refreshed_before=begin,
                        batch_size=1,
                    )
                if not batch:
                    break
                rows += batch
    _show(options, rows, _REFRESHED)
    if any(row["fault"] for row in rows):
        raise SystemExit(1)


@group.command()
@click.argument("segment")
@click.option("--after", type=click.UUID, help="The id of the last member seen: the next page.")
@click.option("--page-size", type=click.IntRange(1, 10000), default=100, show_default=True)
@click.pass_obj
def members(options: Options, segment: str, after: Any, page_size: int) -> None:
    """Show who is in SEGMENT, by id."""
    with options.pool() as pool, pool.connection() as connection:
        rows = database.call(
            connection,
            "audience.segment_members",
            segment_id=_segment(connection, segment),
            after=after,
            page_size=page_size,
        )
    _show(options, rows, _MEMBER)
    if len(rows) == page_size:
        click.echo(f"Next page: --after {rows[-1]['subscriber_id']}", err=True)
