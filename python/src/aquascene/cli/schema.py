"""``aquascene schema``: Sqitch, drift, the golden dump, new changes, pg_prove."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from aquascene import plan, sqitch
from aquascene.cli.cluster import explained
from aquascene.drift import find_drift, planned_database
from aquascene.dump import dump_schema
from aquascene.server import SUPERUSER, libpq_free, project_cluster, project_directory

_target = click.option(
    "--target",
    required=True,
    help="A Sqitch target's name, a db: URI or a postgresql:// URI.",
)

_TEMPLATES = {
    "tables": "table",
    "functions": "function",
    "triggers": "trigger",
    "views": "view",
    "matviews": "matview",
}


@click.group()
def group() -> None:
    """The schema: deploy, revert, verify, compare, dump, add a change."""


@group.command()
@_target
def deploy(target: str) -> None:
    """Deploy by Sqitch what is not deployed yet, each change verified."""
    _sqitch(sqitch.deploy_arguments(target))


@group.command()
@_target
@click.option("--to", help="Stop at this change, which stays.")
@click.option("--lose-data", is_flag=True, help="Drop tables that hold rows, too.")
def revert(target: str, to: str | None, lose_data: bool) -> None:
    """Revert by Sqitch, without asking; it stops at a table that holds rows."""
    _sqitch(sqitch.revert_arguments(target, to), lose_data=lose_data)


@group.command()
@_target
def verify(target: str) -> None:
    """Run the verify scripts of all that is deployed."""
    _sqitch(["verify", sqitch.target_of(target)])


@group.command()
@_target
def status(target: str) -> None:
    """Show what is deployed, and what is not."""
    _sqitch(["status", sqitch.target_of(target)])


@group.command()
@_target
def drift(target: str) -> None:
    """Compare a target with what the plan builds; exit code 1 when they differ.

    Nothing is written to the target. Monthly partitions made at run time are no difference.
    """
    with explained():
        found = find_drift(sqitch.libpq_of(target), project_directory())
    if not found.difference:
        click.echo("no difference")
        return
    if found.pending:
        click.echo(
            f"{found.pending} changes of the plan are not deployed to the target: "
            "deploy them first, or read them as differences here",
            err=True,
        )
    click.echo("-- SQL that brings the target to the plan, as far as `results` sees it:\n")
    click.echo(found.proposal or "-- (nothing; see the difference below)\n")
    click.echo("-- What differs, from the target (-) to the plan (+);")
    click.echo("-- monthly partitions made at run time are left out:\n")
    click.echo(found.difference, nl=False)
    raise SystemExit(1)


@group.command()
@click.option("--target", help="A database to dump in place of what the plan builds.")
@click.option("--output", type=click.Path(path_type=Path), help="A file; default: print it.")
def dump(target: str | None, output: Path | None) -> None:
    """Write the schema as one normalised text: what the plan builds, or a target has."""
    with explained():
        root = project_directory()
        if target:
            text = dump_schema(sqitch.libpq_of(target), root)
        else:
            with planned_database(root) as url:
                text = dump_schema(url, root)
    if output:
        output.write_text(text)
    else:
        click.echo(text, nl=False)


@group.command(context_settings={"ignore_unknown_options": True})
@click.argument("files", nargs=-1, type=click.Path(exists=True))
def pgtap(files: tuple[str, ...]) -> None:
    """Run pgTAP files (default: all) by pg_prove, in a fresh database of the private cluster."""
    with explained():
        root = project_directory()
        cluster = project_cluster()
        cluster.start()
        cluster.psql("drop database if exists aquascene_pgtap with (force)")
        cluster.ensure_database("aquascene_pgtap")
        url = cluster.url("aquascene_pgtap")
        plan.build_database(url, root)
        cluster.psql("create extension pgtap; create extension plpgsql_check;", "aquascene_pgtap")
        plan.run_files(url, sorted((root / "db/tests/lib").glob("*.sql")))
    tests = root / "db/tests"
    chosen = list(files) or [
        str(path.relative_to(root))
        for path in sorted(tests.rglob("*.sql"))
        if not path.is_relative_to(tests / "lib")
    ]
    run = subprocess.run(
        ["pg_prove", "--psql-bin", cluster.programs["psql"], *chosen],
        cwd=root,
        env={
            **libpq_free(),
            "PGHOST": str(cluster.socket_directory),
            "PGPORT": str(cluster.port),
            "PGUSER": SUPERUSER,
            "PGDATABASE": "aquascene_pgtap",
            "PGOPTIONS": "--client-min-messages=warning",
        },
        check=False,
    )
    raise SystemExit(run.returncode)


@group.command()
@click.argument("name")
@click.option("--template", help="A file of db/templates/deploy; default: by the change's kind.")
@click.option("--requires", multiple=True, help="A change that this one stands on; repeatable.")
@click.option("--note", help="The change's note in the plan.")
def change(name: str, template: str | None, requires: tuple[str, ...], note: str | None) -> None:
    """Add the change NAME (domain/kind/object) to the plan, with its scripts and its test."""
    with explained():
        root = project_directory()
        domain, kind, thing = _parts_of(name)
        template = template or _TEMPLATES.get(kind, kind)
        if not (root / f"db/templates/deploy/{template}.tmpl").exists():
            there = ", ".join(sorted(p.stem for p in (root / "db/templates/deploy").glob("*.tmpl")))
            raise click.ClickException(f"there is no template {template}\nThere are: {there}")
        sqitch.run_sqitch(
            ["add", name, "--template", template, "--template-directory", "db/templates"]
            + ["--set", f"schema={domain}", "--set", f"object={thing}"]
            + ["--note", note or thing.replace("_", " ")]
            + [word for change in requires for word in ("--requires", change)],
            root=root,
            echo=True,
        )
    # Sqitch names the files; a test is only wanted where there is something to behave.
    if kind not in ("grants", "data"):
        skeleton = (root / "db/templates/test.sql").read_text()
        test = root / "db/tests" / f"{name}.sql"
        if not test.exists():
            test.parent.mkdir(parents=True, exist_ok=True)
            test.write_text(skeleton.replace("{{change}}", name))
            click.echo(f"Created {test.relative_to(root)}")


@group.command()
@click.argument("name")
@click.option("--note", required=True, help="What changes, for the plan.")
def rework(name: str, note: str) -> None:
    """Copy a released change's scripts aside, so that a function or view can be edited in place.

    The revert script becomes the released deploy script: going back means the old definition.
    """
    with explained():
        root = project_directory()
        parent = Path(name).parent
        for action in ("deploy", "revert", "verify"):
            # Sqitch makes db/reworked, but not the folders in it.
            (root / "db/reworked" / action / parent).mkdir(parents=True, exist_ok=True)
        sqitch.run_sqitch(["rework", name, "--note", note], root=root, echo=True)
        script = root / "db/revert" / f"{name}.sql"
        first = f"-- Deploy aquascene:{name} to pg"
        text = script.read_text().replace(first, f"-- Revert aquascene:{name} from pg", 1)
        script.write_text(text)


def _parts_of(name: str) -> list[str]:
    """Return domain, kind and object of a change's name."""
    parts = name.split("/")
    if len(parts) != 3 or not all(parts):
        raise click.ClickException(
            f"{name} is no name for a change\n"
            "It is <domain>/<kind>/<object>, such as content/functions/schedule."
        )
    return parts


def _sqitch(arguments: list[str], *, lose_data: bool = False) -> None:
    """Run Sqitch for a person to see, and end with its exit code."""
    with explained():
        try:
            sqitch.run_sqitch(arguments, echo=True, lose_data=lose_data)
        except sqitch.SqitchError as error:
            raise SystemExit(error.code) from error
