"""``aquascene web``: the public edge."""

from __future__ import annotations

import click

from aquascene.cli import Options
from aquascene.database import open_pool


@click.group()
def group() -> None:
    """The public edge: tracked links, unsubscribing, articles."""


@group.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.pass_obj
def serve(options: Options, host: str, port: int) -> None:
    """Serve until interrupted.

    It needs no more than the role aquascene_app. The links in the mails begin with the setting
    site.public_url: make that lead here.
    """
    import uvicorn

    from aquascene.web import PortError, create_app, listen

    try:
        socket = listen(host, port)
    except PortError as error:
        raise click.ClickException(str(error)) from error
    with socket, open_pool(options.url()) as pool:
        address, number = socket.getsockname()[:2]
        click.echo(f"serving http://{address}:{number}/ (Ctrl-C ends it)")
        config = uvicorn.Config(create_app(pool), log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[socket])
