"""``aquascene scrape``: sites to take articles from."""

from __future__ import annotations

import json
from typing import Any, TextIO

import click

from aquascene.cli import Options, worker_name
from aquascene.database import call_row
from aquascene.workers.scrape import run_job

_FIELDS = (
    "name",
    "base_url",
    "domains",
    "scraping_rules",
    "rate_limit_delay",
    "max_pages",
    "scrape_frequency",
    "categories",
)


@click.group()
def group() -> None:
    """Sites to take articles from: add one, fetch its pages."""


@group.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.pass_obj
def add(options: Options, file: TextIO) -> None:
    """Add the site that FILE describes (- for standard input), or change the one of its name.

    \b
    FILE is JSON with the parameters of scraping.add_target, such as
      {"name": "My site", "base_url": "https://www.example.org/", "domains": ["www.example.org"],
       "max_pages": 50,
       "scraping_rules": {
         "selectors": {"title": "h1", "content": "article", "author": ".author"},
         "filters": {"min_word_count": 200, "exclude_patterns": ["sponsored"]},
         "extraction": {"follow_links": true, "max_depth": 3, "respect_robots_txt": true},
         "rate_limiting": {"requests_per_second": 0.5}}}
    """
    description = _object(file)
    with options.pool() as pool, pool.connection() as connection:
        target = call_row(connection, "scraping.add_target", **description)
    options.show({name: target[name] for name in ("id", "name", "base_url")} if target else {})


@group.command()
@click.argument("target")
@click.pass_obj
def run(options: Options, target: str) -> None:
    """Fetch all pages of the site named TARGET, as politely as its rules ask for.

    A run that was interrupted is taken up where it stopped.
    """
    with (
        options.pool() as pool,
        click.progressbar(length=1, label=target, hidden=options.as_json) as bar,
    ):

        def progress(outcome: str, links: int) -> None:
            bar.length = (bar.length or 0) + links
            bar.update(1)

        result = run_job(pool, target, worker_name(), progress=progress)
    job = result.job
    options.show(
        {
            "job": job["id"],
            "pages": job["pages_scraped"],
            "errors": job["errors_count"],
            **result.outcomes,
        }
    )


def _object(file: TextIO) -> dict[str, Any]:
    """Return the JSON object in a file, whose names must be parameters of add_target."""
    try:
        found = json.load(file)
    except ValueError as error:
        raise click.ClickException(f"{file.name} is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise click.ClickException(f"{file.name} is not a JSON object; see --help")
    if unknown := sorted(found.keys() - set(_FIELDS)):
        raise click.ClickException(
            f"{file.name}: unknown {', '.join(unknown)}\nThere are: {', '.join(_FIELDS)}"
        )
    return found
