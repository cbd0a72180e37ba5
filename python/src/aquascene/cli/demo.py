"""``aquascene demo``: the main job, once through, for real."""

from __future__ import annotations

from pathlib import Path

import click

from aquascene.cli import Options


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the report goes; by default build/demo/report.html in the project.",
)
@click.pass_obj
def command(options: Options, output: Path | None) -> None:
    """Run the main job end to end and write a report.

    A private PostgreSQL cluster is started and the schema deployed by Sqitch (or use --database).
    A small site of aquascaping articles is served and scraped, its articles become drafts and are
    published, a newsletter goes to some 1,200 made-up subscribers through a real mail server, and
    readers open it and click. At the end everything that the database counted is compared with
    what the site, the mail server and the web edge counted.

    Run it again: the site has not changed, so the same articles make another issue.
    """
    from aquascene.cli.cluster import explained
    from aquascene.demo.run import DemoError, run_demo

    with explained():
        try:
            run_demo(options.database, say=click.echo, output=output)
        except DemoError as error:
            raise click.ClickException(str(error)) from error
