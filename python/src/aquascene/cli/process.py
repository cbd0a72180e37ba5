"""``aquascene process``: drafts of raw content."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import click

from aquascene.cli import Options, worker_name
from aquascene.database import Pool, call_value, read
from aquascene.generators import EndpointError, Generator, SetupError
from aquascene.workers.process import LEASE, run_queue

_BATCH_SIZES = {("extractive", "article"): 10, ("chat", "article"): 1}
_DIGEST_SIZE = 5


@click.group()
def group() -> None:
    """Turn raw content into drafts."""


@group.command()
@click.option(
    "--generator",
    type=click.Choice(["extractive", "chat"]),
    help="Who writes; by default what the setting generation.generator says.",
)
@click.option(
    "--template",
    metavar="NAME",
    help="Prompt for chat, as `aquascene process templates` lists them; by default the setting "
    "generation.template, and for a digest the one called digest.",
)
@click.option(
    "--kind",
    type=click.Choice(["article", "digest"]),
    default="article",
    show_default=True,
    help="One draft of each item, or one of every batch.",
)
@click.option(
    "--batch-size",
    type=click.IntRange(1, 1000),
    help="Items claimed at a time; by default 10, with chat 1, for a digest 5.",
)
@click.pass_obj
def run(
    options: Options, generator: str | None, template: str | None, kind: str, batch_size: int | None
) -> None:
    """Make drafts of all raw content that waits, then end.

    The generator "extractive" picks sentences, asks no network and invents nothing. The generator
    "chat" asks a language model behind any OpenAI-compatible endpoint, with a prompt out of
    content.generation_templates; tokens, cost and model are in the draft's metadata.

    \b
    To use chat, an admin sets once, in psql:
      begin;
      select admin.act_as('…');      -- the id of a person with the role admin
      select ops.set_setting('generation.endpoint', '"https://llm.example.com/v1"');
      select ops.set_setting('generation.model', '"name-of-the-model"');
      commit;

    \b
    and who runs the worker gives it the key, which is nowhere in the database:
      export AQUASCENE_CHAT_API_KEY=…
      aquascene process run --generator chat --template how_to_guide
      aquascene process run --generator chat --kind digest --batch-size 8

    Each draft names the raw items it was made of: select * from content.lineage('<its id>').
    """
    digest = kind == "digest"
    if digest and template is None:
        template = "digest"
    with (
        options.pool() as pool,
        _generator(pool, generator, template, digest) as (generate, chosen, seconds),
        click.progressbar(length=0, label="raw content", hidden=options.as_json) as bar,
    ):
        size = batch_size or (_DIGEST_SIZE if digest else _BATCH_SIZES[chosen, kind])
        drafts_of_a_batch = 1 if digest else size
        lease = LEASE if seconds is None else timedelta(seconds=60 + seconds * drafts_of_a_batch)

        def progress(claimed: int, done: int) -> None:
            bar.length = (bar.length or 0) + claimed
            bar.update(done)

        try:
            result = run_queue(
                pool,
                worker_name(),
                generator=generate,
                digest=digest,
                batch_size=size,
                lease=lease,
                progress=progress,
            )
        except (SetupError, EndpointError) as error:
            raise click.ClickException(str(error)) from error
    options.show({"drafts": len(result.drafts), "failed": result.failed})


@contextlib.contextmanager
def _generator(
    pool: Pool, generator: str | None, template: str | None, digest: bool
) -> Iterator[tuple[Generator, str, float | None]]:
    """Give the generator that is chosen, its name, and the seconds it may take for a draft."""
    with pool.connection() as connection:
        setup: dict[str, Any] = call_value(
            connection, "content.generation_setup", template=template, generator=generator
        )
    if setup["generator"] == "extractive":
        from aquascene.generators.extractive import Extractive

        if template is not None and not digest:
            raise click.UsageError("--template is for --generator chat: extractive has no prompt")
        yield Extractive(pool, digest=digest), "extractive", None
        return
    from aquascene.generators.chat import KEY_VARIABLE, Chat

    try:
        chat = Chat(setup, key=os.environ.get(KEY_VARIABLE) or None)
    except SetupError as error:
        raise click.ClickException(str(error)) from error
    with chat:
        yield chat, "chat", chat.deadline


@group.command()
@click.pass_obj
def templates(options: Options) -> None:
    """List the prompts that the generator chat can be given.

    They are rows of content.generation_templates; content.save_generation_template adds and
    changes them.
    """
    with options.pool() as pool, pool.connection() as connection:
        rows = read(connection, "content.generation_templates", "name", "description", "is_active")
    options.show(
        {
            row["name"]: row["description"] + ("" if row["is_active"] else " (not active)")
            for row in sorted(rows, key=lambda row: str(row["name"]))
        }
    )
