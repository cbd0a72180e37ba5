"""``aquascene newsletter bounces``: reads the mails that come back."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from pathlib import Path

import click

from aquascene.cli import Options


class _Address(click.ParamType[tuple[str, int]]):
    """``host:port``."""

    name = "host:port"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        host, _, port = str(value).rpartition(":")
        if not host or not port.isascii() or not port.isdecimal() or int(port) > 65535:
            self.fail(f"{value} is no address such as 127.0.0.1:2424")
        return host.strip("[]"), int(port)


@click.command()
@click.option("--lmtp", type=_Address(), metavar="HOST:PORT", help="Take mails by LMTP there.")
@click.option("--smtp", type=_Address(), metavar="HOST:PORT", help="Take mails by SMTP there.")
@click.option(
    "--maildir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Read the mails of a maildir that nobody has seen, then end.",
)
@click.option(
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read one mail, or an mbox, then end.",
)
@click.pass_obj
def bounces(
    options: Options,
    lmtp: tuple[str, int] | None,
    smtp: tuple[str, int] | None,
    maildir: Path | None,
    file: Path | None,
) -> None:
    """Record the bounces and complaints that come back by mail.

    Delivery status notifications (RFC 3464) and complaints (RFC 5965) are recorded by the
    Message-ID of what they are about; any other mail is counted and not kept. A report that the
    database could not take is refused for now, and so comes again.
    """
    from aquascene.web import PortError
    from aquascene.workers.bounces import listening, read_file, read_maildir

    if sum(way is not None for way in (lmtp, smtp, maildir, file)) != 1:
        raise click.UsageError("say where the mails are: --lmtp, --smtp, --maildir or --file")
    counts: Counter[str] = Counter()
    try:
        with options.pool() as pool:
            if file is not None:
                counts = read_file(pool, file)
            elif maildir is not None:
                with click.progressbar(length=0, label="mails", hidden=options.as_json) as bar:

                    def progress(total: int, done: int) -> None:
                        bar.length = (bar.length or 0) + total
                        bar.update(done)

                    counts = read_maildir(pool, maildir, progress)
            else:
                host, port = lmtp or smtp or ("", 0)
                with listening(pool, host, port, counts, is_lmtp=lmtp is not None) as taken:
                    click.echo(f"taking mails at {host}:{taken} (Ctrl-C ends it)", err=True)
                    stop = threading.Event()
                    for number in (signal.SIGINT, signal.SIGTERM):
                        signal.signal(number, lambda *_: stop.set())
                    stop.wait()
    except PortError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"the mails cannot be had: {error}") from error
    options.show(dict(counts) or {"recorded": 0})
