"""``aquascene report``: what readers did."""

from __future__ import annotations

from pathlib import Path

import click

from aquascene.cli import Options
from aquascene.report import render_report


@click.group()
def group() -> None:
    """What readers did, as one HTML file."""


@group.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("build/report.html"),
    show_default=True,
)
@click.pass_obj
def render(options: Options, output: Path) -> None:
    """Write a report of issues, articles and the system's health from the database's views."""
    with options.pool() as pool, pool.connection() as connection:
        text = render_report(connection)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    options.show({"report": output, "bytes": len(text.encode())})
