"""``aquascene web``: the public edge."""

from __future__ import annotations

import os

import click

from aquascene.cli import Options
from aquascene.database import open_pool


@click.group()
def group() -> None:
    """The public edge: tracked links, unsubscribing, articles."""


@group.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=9187, show_default=True)
@click.pass_obj
def metrics(options: Options, host: str, port: int) -> None:
    """Serve /metrics for Prometheus, until interrupted.

    It needs the role aquascene_reader, and pg_read_all_stats to look at all sessions. Keep it from
    the public: it has no password.
    """
    import uvicorn

    from aquascene.web import PortError, listen
    from aquascene.web.metrics import create_metrics_app

    try:
        socket = listen(host, port)
    except PortError as error:
        raise click.ClickException(str(error)) from error
    with socket, options.pool() as pool:
        address, number = socket.getsockname()[:2]
        click.echo(f"serving http://{address}:{number}/metrics (Ctrl-C ends it)")
        config = uvicorn.Config(create_metrics_app(pool), log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[socket])


@group.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--client-header",
    envvar="AQUASCENE_CLIENT_HEADER",
    metavar="NAME",
    help="Header in which the reverse proxy in front names the client, such as X-Forwarded-For; "
    "without it no header is believed.",
)
@click.option(
    "--privacy-url",
    envvar="AQUASCENE_PRIVACY_URL",
    metavar="URL",
    help="Your privacy notice; the forms that ask for consent link to it.",
)
@click.pass_obj
def serve(
    options: Options, host: str, port: int, client_header: str | None, privacy_url: str | None
) -> None:
    """Serve until interrupted.

    It needs no more than the role aquascene_app. The links in the mails begin with the setting
    site.public_url: make that lead here. Providers tell bounces and complaints to
    /webhooks/ses, sendgrid, postmark, mailgun and generic, each if its secret is in the
    environment: docs/guide/web-edge.md has the names.
    """
    import uvicorn

    from aquascene.web import PortError, create_app, listen
    from aquascene.web.site import EdgeSettings
    from aquascene.web.webhooks import PROVIDERS

    secrets = {name: os.environ.get(name, "") for name, _ in PROVIDERS.values()}
    try:
        settings = EdgeSettings(
            client_header=client_header or None, secrets=secrets, privacy_url=privacy_url or None
        )
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--privacy-url") from error

    try:
        socket = listen(host, port)
    except PortError as error:
        raise click.ClickException(str(error)) from error
    with socket, open_pool(options.url()) as pool:
        address, number = socket.getsockname()[:2]
        click.echo(f"serving http://{address}:{number}/ (Ctrl-C ends it)")
        try:
            app = create_app(pool, settings)
        except ValueError as error:
            raise click.ClickException(f"a provider's secret cannot be one: {error}") from error
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[socket])
