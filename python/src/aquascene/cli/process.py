"""``aquascene process``: drafts of raw content."""

from __future__ import annotations

import click

from aquascene.cli import Options, worker_name
from aquascene.workers.process import run_queue


@click.group()
def group() -> None:
    """Turn raw content into drafts."""


@group.command()
@click.option("--batch-size", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.pass_obj
def run(options: Options, batch_size: int) -> None:
    """Make drafts of all raw content that waits, then end.

    The generator is extractive: it picks sentences, asks no network and invents nothing.
    """
    with (
        options.pool() as pool,
        click.progressbar(length=0, label="raw content", hidden=options.as_json) as bar,
    ):

        def progress(claimed: int, done: int) -> None:
            bar.length = (bar.length or 0) + claimed
            bar.update(done)

        result = run_queue(pool, worker_name(), batch_size=batch_size, progress=progress)
    options.show({"drafts": len(result.drafts), "failed": result.failed})
