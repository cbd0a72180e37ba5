"""``aquascene scrape``: sites to take articles from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import click

from aquascene.cli import Options, worker_name
from aquascene.database import NotFoundError, call_row, read
from aquascene.extract import ExtractError
from aquascene.fetch import FetchError
from aquascene.workers import scrape as worker

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

_COLUMNS = ("target", "state", "asked_count", "content_found", "errors_count", "next_scrape_at")


@click.group()
def group() -> None:
    """Sites to take articles from: add one, try its rules, fetch its pages."""


@group.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.pass_obj
def add(options: Options, file: TextIO) -> None:
    """Add the site that FILE describes (- for standard input), or change the one of its name.

    \b
    FILE is JSON with the parameters of scraping.add_target. Name and address are enough; a feed or
    a sitemap is an address as good as a page:
      {"name": "My site", "base_url": "https://www.example.org/"}

    \b
    With all that there is (psql: \\df+ scraping.validate_rules):
      {"name": "My site", "base_url": "https://www.example.org/", "domains": ["example.org"],
       "max_pages": 50, "scrape_frequency": "6 hours", "rate_limit_delay": 2,
       "categories": ["plants"],
       "scraping_rules": {
         "selectors": {"title": "h1", "content": "article", "author": ".author",
                       "date": "time", "images": "article img"},
         "filters": {"min_word_count": 200, "exclude_patterns": ["sponsored"]},
         "extraction": {"follow_links": true, "max_depth": 3, "respect_robots_txt": true},
         "rate_limiting": {"requests_per_second": 0.5, "concurrent_requests": 1},
         "network": {"allow_private": ["intranet.example.org"]}}}
    """
    description = _object(file)
    with options.pool() as pool, pool.connection() as connection:
        target = call_row(connection, "scraping.add_target", **description)
    options.show({name: target[name] for name in ("id", "name", "base_url")} if target else {})


@group.command("list")
@click.pass_obj
def list_targets(options: Options) -> None:
    """List the sites: what each is doing, what its last visit found, when the next is due."""
    with options.pool() as pool, pool.connection() as connection:
        rows = read(connection, "scraping.target_report")
    rows.sort(key=lambda row: str(row["target"]))
    if options.as_json:
        click.echo(json.dumps(rows, default=str))
        return
    table = [_COLUMNS, *([str(_short(row[name])) for name in _COLUMNS] for row in rows)]
    widths = [max(len(line[n]) for line in table) for n in range(len(_COLUMNS))]
    for line in table:
        click.echo("  ".join(f"{cell:<{w}}" for cell, w in zip(line, widths, strict=True)).rstrip())


@group.command()
@click.argument("target")
@click.pass_obj
def status(options: Options, target: str) -> None:
    """Show what the site named TARGET is doing, and what went wrong last.

    Every page by itself: select * from scraping.page_report where target = '…'.
    """
    with options.pool() as pool, pool.connection() as connection:
        found = read(connection, "scraping.target_report", target=target)
        if not found:
            raise NotFoundError(
                f"no scraper target '{target}'", hint="aquascene scrape list shows them."
            )
        (facts,) = found
        jobs = read(connection, "scraping.scraping_jobs", "error_details", id=facts["job_id"])
    errors = jobs[0]["error_details"] if jobs else []
    if options.as_json:
        options.show({**facts, "errors": errors})
        return
    options.show({name: "" if value is None else _short(value) for name, value in facts.items()})
    for error in errors[-10:]:
        click.echo(f"  {error['url']}\n    {error['error']}")


@group.command("test")
@click.argument("target")
@click.argument("url")
@click.pass_obj
def try_rules(options: Options, target: str, url: str) -> None:
    """Fetch URL and show what each selector of the site named TARGET yields; nothing is stored."""
    with options.pool() as pool, _explained():
        found = worker.test_rules(pool, target, url)
    if options.as_json:
        options.show(found)
        return
    article = found["article"] or {}
    rows = {"kind": found["kind"], "links": len(found["links"])}
    rows |= {f"selectors.{name}": value for name, value in found["selectors"].items()}
    rows |= {f"article.{name}": value for name, value in article.items()}
    options.show({name: _one_line(value) for name, value in rows.items()})
    if not article:
        click.echo("no article: the content's selector finds nothing, or there is no main text")


@group.command()
@click.argument("target", required=False)
@click.option("--refresh", is_flag=True, help="Ask for all known pages, not only those due.")
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=worker.THREADS,
    show_default=True,
    help="Pages fetched at once, each on another host.",
)
@click.pass_obj
def run(options: Options, target: str | None, refresh: bool, threads: int) -> None:
    """Visit the site named TARGET now; without TARGET, all sites that are due.

    As politely as the rules and robots.txt ask for, however many run this at once. A visit that was
    interrupted is taken up where it stopped.
    """
    if refresh and target is None:
        raise click.UsageError("--refresh is for one TARGET")
    with (
        options.pool() as pool,
        click.progressbar(length=1, label=target or "scraping", hidden=options.as_json) as bar,
    ):

        def progress(outcome: str, links: int) -> None:
            bar.length = (bar.length or 0) + links
            bar.update(1)

        if target is None:
            outcomes = worker.run_due(pool, worker_name(), threads=threads, progress=progress)
            facts: dict[str, Any] = dict(outcomes)
        else:
            result = worker.run_job(
                pool, target, worker_name(), refresh=refresh, threads=threads, progress=progress
            )
            job = result.job
            facts = {
                "job": job["id"],
                "status": job["status"],
                "pages": job["pages_scraped"],
                "errors": job["errors_count"],
                **result.outcomes,
            }
    options.show(facts)


@group.command()
@click.argument("target")
@click.option("--reason", help="Shown by `aquascene scrape status`.")
@click.pass_obj
def pause(options: Options, target: str, reason: str | None) -> None:
    """Keep the site named TARGET from being visited, and cancel its unfinished visit."""
    with options.pool() as pool, pool.connection() as connection:
        row = call_row(connection, "scraping.pause", target_name=target, reason=reason)
    options.show({"target": row["name"], "state": "paused"} if row else {})


@group.command()
@click.argument("target")
@click.pass_obj
def resume(options: Options, target: str) -> None:
    """Let the site named TARGET be visited again, from now on."""
    with options.pool() as pool, pool.connection() as connection:
        row = call_row(connection, "scraping.resume", target_name=target)
    options.show({"target": row["name"], "due": row["next_scrape_at"]} if row else {})


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (FetchError, ExtractError) as error:
        raise click.ClickException(str(error)) from error


def _short(value: Any) -> Any:
    return value.strftime("%Y-%m-%d %H:%M") if hasattr(value, "strftime") else value


def _one_line(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 100 else f"{text[:99]}…"


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
