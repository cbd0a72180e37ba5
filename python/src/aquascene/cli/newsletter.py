"""``aquascene newsletter``: templates, looking at issues, sending."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from aquascene.cli import Options, templates, worker_name
from aquascene.cli.bounces import bounces
from aquascene.render import RenderError
from aquascene.workers.dkim import KeyFileError, signer
from aquascene.workers.send import Sending, send_due
from aquascene.workers.smtp import MailServer, SmtpUnavailableError


@click.group()
def group() -> None:
    """Templates of issues, looking at issues before they go out, and sending what is due."""


for _command in (
    templates.template,
    templates.preview,
    templates.test_send,
    templates.submit,
    templates.approve,
    bounces,
):
    group.add_command(_command)


@group.command()
@click.option(
    "--smtp",
    envvar="AQUASCENE_SMTP_URL",
    metavar="URL",
    help="smtp://host:port, or smtps:// for TLS; user and password as in any URL. By default the "
    "accounts of newsletter.smtp_accounts, whose passwords are AQUASCENE_SMTP_PASSWORD_<NAME>.",
)
@click.option("--follow", is_flag=True, help="Go on until Ctrl-C or SIGTERM; issues begin and end.")
@click.option("--connections", type=click.IntRange(1, 100), default=4, show_default=True)
@click.option("--batch-size", type=click.IntRange(1, 10_000), default=100, show_default=True)
@click.option(
    "--dkim-key",
    envvar="AQUASCENE_DKIM_KEY",
    type=click.Path(path_type=Path),
    help="A file with an RSA key (PEM) or an Ed25519 key (base64); messages are signed by it.",
)
@click.option("--dkim-selector", envvar="AQUASCENE_DKIM_SELECTOR", metavar="NAME")
@click.option("--dkim-domain", envvar="AQUASCENE_DKIM_DOMAIN", help="By default the sender's.")
@click.pass_obj
def send(
    options: Options,
    smtp: str | None,
    follow: bool,
    connections: int,
    batch_size: int,
    dkim_key: Path | None,
    dkim_selector: str | None,
    dkim_domain: str | None,
) -> None:
    """Hand all messages that are due to the mail servers, then end.

    Any number of these may run at once: each recipient is claimed by one of them, and what the
    server answered is recorded. Ctrl-C finishes what is being handed over and gives the rest back.
    Issues begin by newsletter.begin_sending, or by themselves with --follow.
    """
    if (dkim_key is None) != (dkim_selector is None):
        raise click.UsageError("--dkim-key and --dkim-selector belong together")
    try:
        sending = Sending(
            MailServer.of_url(smtp) if smtp else None,
            batch_size,
            connections,
            signer(dkim_key, dkim_selector, dkim_domain) if dkim_key and dkim_selector else bytes,
        )
    except (ValueError, KeyFileError) as error:
        raise click.UsageError(str(error)) from error
    try:
        with (
            options.pool() as pool,
            stopping() as stop,
            click.progressbar(length=0, label="messages", hidden=options.as_json) as bar,
        ):

            def progress(claimed: int, done: int) -> None:
                bar.length = (bar.length or 0) + claimed
                bar.update(done)

            counts = send_due(
                pool, sending, worker_name(), follow=follow, stop=stop, progress=progress
            )
    except (RenderError, SmtpUnavailableError) as error:
        raise click.ClickException(str(error)) from error
    options.show(dict(counts) or {"sent": 0})


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Give an event that the first Ctrl-C or SIGTERM sets; a second one ends as always."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()
        for kind, handler in before.items():
            signal.signal(kind, handler)

    before = {kind: signal.signal(kind, ask) for kind in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
