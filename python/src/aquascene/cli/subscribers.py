"""``aquascene subscribers``: files of subscribers, in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, TextIO

import click

from aquascene import subscribers
from aquascene.cli import Options
from aquascene.database import NotFoundError, Pool, Row, call_row, read, stream

_PURPOSES = ("newsletter", "marketing", "analytics", "third_party")
_OUTCOMES = ("added", "updated", "known", "suppressed", "duplicate", "invalid")
_FIELDS = (
    "email",
    "first_name",
    "last_name",
    "full_name",
    "phone",
    "country",
    "timezone",
    "language",
    "status",
    "subscription_date",
    "confirmed_at",
    "unsubscribed_at",
    "tags",
    "newsletter_frequency",
    "content_types",
    "newsletter_consent",
    "custom_fields",
)
_SHOWN = 20


@click.group()
def group() -> None:
    """Take in files of subscribers, and write them."""


@group.command("import")
@click.argument("file", type=click.File("rb"), required=False)
@click.option("--source", help="Where the people come from, such as the name of a fair.")
@click.option("--consent", "consents", multiple=True, type=click.Choice(_PURPOSES),
              help="What they agreed to; may be repeated.")  # fmt: skip
@click.option("--no-consent", is_flag=True, help="They did not agree to the newsletter.")
@click.option("--text-version", help="Version of the text that they agreed to.")
@click.option("--preset", default="plain", show_default=True,
              help="How columns are read: plain, listmonk, mailchimp, ghost.")  # fmt: skip
@click.option("--map", "pairs", multiple=True, metavar="COLUMN=FIELD",
              help="What a column is, beside the preset; may be repeated.")  # fmt: skip
@click.option("--mode", type=click.Choice(["add", "update", "skip"]), default="add",
              show_default=True, help="What to do with people who are known.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only report what would become of each line.")
@click.option("--encoding", default="utf-8", show_default=True,
              help="Of the file, unless it begins with a byte order mark.")  # fmt: skip
@click.option("--delimiter", help="Between cells; by default , ; | or tab, as the header has it.")
@click.option("--batch-size", type=click.IntRange(1, 100_000), default=subscribers.BATCH_SIZE,
              show_default=True, help="Lines taken in by one transaction.")  # fmt: skip
@click.option("--resume", type=int, metavar="ID", help="Go on with an import, without FILE.")
@click.pass_obj
def import_file(
    options: Options,
    file: BinaryIO | None,
    source: str | None,
    consents: tuple[str, ...],
    no_consent: bool,
    text_version: str | None,
    preset: str,
    pairs: tuple[str, ...],
    mode: str,
    dry_run: bool,
    encoding: str,
    delimiter: str | None,
    batch_size: int,
    resume: int | None,
) -> None:
    r"""Take in the people of FILE, a CSV file with a header (- for standard input).

    \b
    First look at what would happen, then do it:
      aquascene subscribers import people.csv --source "Spring fair" --consent newsletter --dry-run
      aquascene subscribers import people.csv --source "Spring fair" --consent newsletter

    \b
    Columns that are called otherwise, and a list of another product:
      aquascene subscribers import people.csv … --map "E-Mail=email" --map "Town=custom:town"
      aquascene subscribers import export.csv … --preset mailchimp

    New people are added. Who is known is left as they are and reported (add), gets what the file
    says (update), or is left and only counted (skip); nobody who left comes back by a file.
    Interrupted while FILE is read, nothing is there; later on, --resume goes on where it stopped.
    Fields and rules: docs/guide/importing.md
    """
    if (file is None) == (resume is None):
        raise click.UsageError("give FILE, or --resume with the number of an import")
    if file is not None and source is None:
        raise click.UsageError("--source has to say where the people come from")
    if no_consent and "newsletter" in consents:
        raise click.UsageError("--no-consent and --consent newsletter exclude each other")
    with options.pool() as pool:
        if file is not None:
            agreed = dict.fromkeys(consents, True)
            with _staging(file, hidden=options.as_json) as progress:
                begun = subscribers.stage(
                    pool,
                    subscribers.CsvFile(file, encoding, delimiter),
                    progress=progress,
                    file_name=getattr(file, "name", None),
                    source=source,
                    consents={**agreed, "newsletter": False} if no_consent else agreed,
                    mapping=dict(_pair(pair) for pair in pairs),
                    preset=preset,
                    mode=mode,
                    text_version=text_version,
                    is_dry_run=dry_run,
                )
        else:
            begun = _found(pool, resume)
        done = _applied(pool, begun, batch_size, hidden=options.as_json)
        faults = [] if options.as_json else _first_faults(pool, done["id"])
    options.show(_facts(done))
    for line, outcome, reason in faults:
        click.echo(f"  line {line}: {outcome}: {_one_line(reason)}")
    if len(faults) == _SHOWN:
        click.echo(f"All of them: aquascene subscribers report {done['id']}")


@group.command("export")
@click.option("--segment", help="Name of a segment, whose members are written.")
@click.option("--all", "is_all", is_flag=True, help="Everybody, whatever their status.")
@click.option("--fields", default=",".join(_FIELDS), help="Columns, with commas between them.")
@click.option("--raw", is_flag=True,
              help="Leave cells that a spreadsheet would calculate as they are.")  # fmt: skip
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", lazy=True), default="-",
              help="A file; by default standard output.")  # fmt: skip
@click.pass_obj
def export(
    options: Options, segment: str | None, is_all: bool, fields: str, raw: bool, output: TextIO
) -> None:
    """Write subscribers as CSV (RFC 4180, UTF-8), which the preset plain reads.

    A cell that begins as a formula does (= + - @ tab) gets a ' in front, so that no spreadsheet
    calculates what a stranger wrote; an import takes it off again.
    """
    if is_all == (segment is not None):
        raise click.UsageError("give --segment NAME or --all")
    chosen = [name.strip() for name in fields.split(",")]
    if unknown := [name for name in chosen if name not in (*_FIELDS, "id", "source")]:
        raise click.UsageError(
            f"no field {', '.join(unknown)}; there are: {', '.join(('id', *_FIELDS, 'source'))}"
        )
    with options.pool() as pool, pool.connection() as connection:
        length = _size_of(connection, segment)
        with click.progressbar(
            length=length or 0, label="exporting", hidden=output.name == "-", file=sys.stderr
        ) as bar:
            subscribers.export(
                connection,
                output,
                chosen,
                segment=segment,
                is_raw=raw,
                progress=lambda count: bar.update(count - bar.pos),
            )


@group.command()
@click.pass_obj
def imports(options: Options) -> None:
    """List the imports, the latest first."""
    with options.pool() as pool, pool.connection() as connection:
        rows = read(connection, "audience.subscriber_imports")
    rows.sort(key=lambda row: -int(row["id"]))
    if options.as_json:
        click.echo(json.dumps(rows, default=str))
        return
    for row in rows:
        counts = ", ".join(
            f"{row[f'{outcome}_count']:,} {outcome}"
            for outcome in _OUTCOMES
            if row[f"{outcome}_count"]
        )
        name = "dry run" if row["is_dry_run"] else row["mode"]
        click.echo(
            f"{row['id']:>4}  {row['created_at']:%Y-%m-%d %H:%M}  {row['status']:<9} {name:<7}  "
            f"{row['file_name'] or ''} ({row['source']}): {counts or 'no lines'}"
        )


@group.command()
@click.argument("number", type=int)
@click.pass_obj
def report(options: Options, number: int) -> None:
    """Show what became of import NUMBER, with each line that was not taken, and why."""
    with options.pool() as pool:
        facts = _facts(_found(pool, number))
        with pool.connection() as connection:
            faults = _faults(connection, number)
            if not options.as_json:
                options.show(facts)
                for line, outcome, reason in faults:
                    click.echo(f"  line {line}: {outcome}: {_one_line(reason)}")
                return
            # piece by piece: a report may have a line for each of a million
            click.echo(json.dumps(facts, default=str)[:-1] + ', "lines": [', nl=False)
            for place, (line, outcome, reason) in enumerate(faults):
                item = {"line": line, "outcome": outcome, "reason": reason}
                click.echo((", " if place else "") + json.dumps(item), nl=False)
            click.echo("]}")


@group.command()
@click.argument("number", type=int)
@click.pass_obj
def cancel(options: Options, number: int) -> None:
    """End import NUMBER before all is done; what was taken in stays."""
    with options.pool() as pool, pool.connection() as connection:
        done = call_row(connection, "audience.cancel_import", import_id=number)
    options.show(_facts(done) if done else {})


@contextmanager
def _staging(file: BinaryIO, *, hidden: bool) -> Iterator[Any]:
    """Show how much of a file was read; say what is wrong with a file that cannot be."""
    try:
        length = file.seek(0, 2) if file.seekable() else None
        if length is not None:
            file.seek(0)
        with click.progressbar(
            length=length or 0, label="reading", hidden=hidden, file=sys.stderr
        ) as bar:
            yield lambda: bar.update(file.tell() - bar.pos) if length is not None else None
    except subscribers.FileError as error:
        raise click.ClickException(f"{getattr(file, 'name', 'the file')}: {error}") from error
    except KeyboardInterrupt:
        click.echo("\ninterrupted: nothing was taken in", err=True)
        raise


def _applied(pool: Pool, begun: Row, batch_size: int, *, hidden: bool) -> Row:
    """Take in what is left; however that ends, say how to go on."""
    last = begun
    try:
        with click.progressbar(
            length=begun["row_count"] or 0, label="importing", hidden=hidden, file=sys.stderr
        ) as bar:

            def progress(row: Row) -> None:
                nonlocal last
                last = row
                bar.update(row["done_count"] - bar.pos)

            return subscribers.apply(pool, begun["id"], batch_size=batch_size, progress=progress)
    except BaseException:
        if begun["status"] not in ("staging", "cancelled"):
            click.echo(
                f"\ninterrupted: {last['done_count']:,} of {last['row_count']:,} lines are done.\n"
                f"Go on with: aquascene subscribers import --resume {begun['id']}",
                err=True,
            )
        raise


def _found(pool: Pool, number: int | None) -> Row:
    with pool.connection() as connection:
        found = read(connection, "audience.subscriber_imports", id=number)
    if not found:
        raise NotFoundError(f"no import {number}", hint="aquascene subscribers imports shows them.")
    return found[0]


def _facts(row: Row) -> dict[str, Any]:
    facts = {"import": row["id"], "status": row["status"], "lines": row["row_count"]}
    if row["is_dry_run"]:
        facts["status"] = f"{row['status']} (dry run: nothing was written)"
    return facts | {outcome: row[f"{outcome}_count"] for outcome in _OUTCOMES}


def _faults(connection: Any, number: int) -> Iterator[tuple[Any, ...]]:
    columns = ("line_number", "outcome", "reason")
    for rows in stream(connection, "audience.subscriber_import_faults", *columns, import_id=number):
        yield from sorted(rows)


def _first_faults(pool: Pool, number: int) -> list[tuple[Any, ...]]:
    with pool.connection() as connection:
        return [fault for fault, _ in zip(_faults(connection, number), range(_SHOWN), strict=False)]


def _size_of(connection: Any, segment: str | None) -> int | None:
    if segment is None:
        return None
    found = read(connection, "audience.subscriber_segments", "subscriber_count", name=segment)
    if not found:
        raise NotFoundError(
            f"no segment {segment!r}", hint="select name from audience.subscriber_segments"
        )
    size: int = found[0]["subscriber_count"]
    return size


def _pair(pair: str) -> tuple[str, str]:
    column, sign, field = pair.rpartition("=")
    if not sign:
        raise click.UsageError(f"--map {pair!r} is not COLUMN=FIELD")
    return column.strip(), field.strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
