"""``aquascene newsletter``: sending."""

from __future__ import annotations

import click

from aquascene.cli import Options, worker_name
from aquascene.cli.bounces import bounces
from aquascene.render import RenderError
from aquascene.workers.send import MailServer, SmtpUnavailableError, send_due


@click.group()
def group() -> None:
    """Send what is due, by SMTP."""


group.add_command(bounces)


@group.command()
@click.option(
    "--smtp",
    envvar="AQUASCENE_SMTP_URL",
    default="smtp://localhost:25",
    show_default=True,
    metavar="URL",
    help="smtp://host:port, or smtps:// for TLS; user and password as in any URL.",
)
@click.option("--batch-size", type=click.IntRange(1, 10_000), default=100, show_default=True)
@click.pass_obj
def send(options: Options, smtp: str, batch_size: int) -> None:
    """Hand all messages that are due to the mail server, then end.

    Any number of these may run at once: each recipient is claimed by one of them, and what the
    server answered is recorded. Start an issue with newsletter.begin_sending.
    """
    try:
        server = MailServer.of_url(smtp)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    try:
        with (
            options.pool() as pool,
            click.progressbar(length=0, label="messages", hidden=options.as_json) as bar,
        ):

            def progress(claimed: int, done: int) -> None:
                bar.length = (bar.length or 0) + claimed
                bar.update(done)

            counts = send_due(pool, server, worker_name(), batch_size=batch_size, progress=progress)
    except (RenderError, SmtpUnavailableError) as error:
        raise click.ClickException(str(error)) from error
    options.show(dict(counts) or {"sent": 0})
