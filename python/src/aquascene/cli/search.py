"""``aquascene search``: published articles by their words."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime

import click

from aquascene import database
from aquascene.cli import Options


@click.command()
@click.argument("query", default="")
@click.option("--type", "content_type", help="Only this kind of article.")
@click.option("--category", help="Only articles in it or below, by slug.")
@click.option("--tag", help="Only articles that have it.")
@click.option("--language", help="Only this language, such as en.")
@click.option("--from", "published_from", type=click.DateTime(), help="Published then or later.")
@click.option("--to", "published_to", type=click.DateTime(), help="Published before.")
@click.option("--after", help="The token after of the last article seen: the next page.")
@click.option("--page-size", type=click.IntRange(1, 100), default=20, show_default=True)
@click.pass_obj
def command(
    options: Options,
    query: str,
    content_type: str | None,
    category: str | None,
    tag: str | None,
    language: str | None,
    published_from: datetime | None,
    published_to: datetime | None,
    after: str | None,
    page_size: int,
) -> None:
    """Find published articles: words, "a phrase", or, -without; the newest without QUERY."""
    with options.pool() as pool, pool.connection() as connection:
        found = database.call(
            connection,
            "content.search",
            query=query.encode(errors="replace").decode(),  # bytes that are no UTF-8 find nothing
            content_type=content_type,
            category=category,
            tag=tag,
            language=language,
            published_from=_utc(published_from),
            published_to=_utc(published_to),
            after=after,
            page_size=page_size,
        )
    if options.as_json:
        click.echo(json.dumps(found, default=str))
        return
    for hit in found:
        click.echo(
            f"{click.style(_line(hit['title']), bold=True)}  "
            f"({hit['content_type']}, {hit['language']}, {hit['published_at']:%Y-%m-%d})"
        )
        click.echo(f"  {_marked(hit['snippet'])}")
    if not found:
        click.echo("Nothing found.", err=True)
    elif found[0]["match"] == "similar":
        click.echo("No article has these words; these titles read alike.", err=True)
    if len(found) == page_size:
        click.echo(f"Next page: --after {found[-1]['after']}", err=True)


def _utc(instant: datetime | None) -> datetime | None:
    return instant and instant.replace(tzinfo=UTC)


def _line(text: str) -> str:
    """Return a text as one line, without what a terminal would take for a command."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "", " ".join(text.split()))


def _marked(snippet: str) -> str:
    """Return a snippet of HTML as one line of text for a terminal, what was found underlined."""
    parts = re.split(r"<mark>(.*?)</mark>", _line(snippet))
    return "".join(
        click.style(html.unescape(part), underline=True) if place % 2 else html.unescape(part)
        for place, part in enumerate(parts)
    )
