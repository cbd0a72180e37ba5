"""``aquascene docs``: the reference, from the comments in the database."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from aquascene.catalog import UndocumentedErrors
from aquascene.cli.cluster import explained
from aquascene.docs import DocsError, errors_page, read, reference, write
from aquascene.drift import planned_database
from aquascene.server import project_directory
from aquascene.sqitch import libpq_of


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the pages; default: docs/reference of the project.",
)
@click.option(
    "--errors",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Page whose generated part is written anew; default: docs/errors.md of the project.",
)
@click.option("--database", help="Describe this database in place of what the plan builds.")
def command(output: Path | None, errors: Path | None, database: str | None) -> None:
    """Write docs/reference and the tables of docs/errors.md from the comments in the database."""
    with explained():
        root = project_directory()
        with contextlib.ExitStack() as stack:
            url = libpq_of(database) if database else stack.enter_context(planned_database(root))
            catalog = read(url, root)
    page = errors or root / "docs/errors.md"
    if not page.exists():
        raise click.ClickException(f"{page} is not there: its written part is nobody's to generate")
    try:
        pages = reference(catalog)
        text = errors_page(page.read_text("utf-8"), catalog)
    except (DocsError, UndocumentedErrors) as error:
        raise click.ClickException(str(error)) from error
    write(output or root / "docs/reference", pages)
    page.write_text(text, "utf-8")
