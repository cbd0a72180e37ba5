"""``aquascene newsletter template …``, ``preview`` and ``test-send``."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import click

from aquascene import newsletter_templates
from aquascene.cli import Options
from aquascene.database import Connection, Row, call, call_row, call_value, read
from aquascene.newsletter_templates import TemplateFileError, TemplateSource
from aquascene.render import IssueRenderer, RenderError
from aquascene.workers.send import AddressError, compose
from aquascene.workers.smtp import Answer, MailServer, Session, SmtpUnavailableError

F = TypeVar("F", bound=Callable[..., Any])

_ERRORS = (RenderError, TemplateFileError, AddressError, SmtpUnavailableError)


def _acting_option(function: F) -> F:
    return click.option(
        "--user",
        "username",
        envvar="AQUASCENE_USER",
        required=True,
        metavar="NAME",
        help="Who does it: a username of admin.admin_users; or AQUASCENE_USER.",
    )(function)


@contextlib.contextmanager
def _acting(options: Options, username: str) -> Iterator[Connection]:
    """Open a transaction in which a person acts; say errors as commands do."""
    with options.pool() as pool, pool.connection() as connection:
        people = read(connection, "admin.admin_users", "id", username=username, is_active=True)
        if not people:
            raise click.ClickException(f"nobody is called {username!r} who is active")
        call(connection, "admin.act_as", user_id=people[0]["id"], user_agent="aquascene")
        try:
            yield connection
        except _ERRORS as error:
            raise click.ClickException(str(error)) from error


@click.group("template")
def template() -> None:
    """Templates of issues: files on one side, the database on the other.

    A template is NAME.html and NAME.json, and NAME.txt when the text is not made from the HTML.
    docs/guide/templates.md shows how they are written.
    """


@template.command("list")
@click.pass_obj
def list_templates(options: Options) -> None:
    """List the templates of the database, with the newest version of each."""
    with options.pool() as pool, pool.connection() as connection:
        rows = read(connection, "newsletter.newsletter_templates",
                    "id", "name", "template_type", "is_active", "description")  # fmt: skip
        newest: dict[int, int] = {}
        for version in read(connection, "newsletter.newsletter_template_versions",
                            "template_id", "version"):  # fmt: skip
            template_id = version["template_id"]
            newest[template_id] = max(newest.get(template_id, 0), version["version"])
    listed = [
        {"name": row["name"], "template_type": row["template_type"], "version": newest[row["id"]],
         "is_active": row["is_active"], "description": row["description"]}
        for row in sorted(rows, key=lambda row: str(row["name"]))
    ]  # fmt: skip
    if options.as_json:
        click.echo(json.dumps(listed))
        return
    for row in listed:
        click.echo(f"{row['name']:<24}  {row['template_type']:<18}  version {row['version']}")


@template.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def check(options: Options, path: Path) -> None:
    """Render the template of a file, or all of a folder, with sample data; save nothing.

    What they extend is taken from the folder, or else from the database.
    """
    with _said():
        sources = newsletter_templates.load(path)
        others = {source.name: source for source in sources}
        needed = set().union(*(source.parents() for source in sources)) - others.keys()
        if needed:
            with options.pool() as pool, pool.connection() as connection:
                others = {**newsletter_templates.stored(connection), **others}
        for source in sources:
            newsletter_templates.check(source, others)
    options.show({"checked": ", ".join(sorted(source.name for source in sources))})


@template.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@_acting_option
@click.pass_obj
def save(options: Options, path: Path, username: str) -> None:
    """Save the template of a file, or all of a folder, when all of them can be rendered.

    Each is rendered with sample data first; an error names the template and the line, and nothing
    is saved. What did not change makes no version.
    """
    with _said():
        sources = newsletter_templates.load(path)
    _save(options, sources, username)


@template.command()
@_acting_option
@click.pass_obj
def install(options: Options, username: str) -> None:
    """Save the four templates that come with AquaScene, and their layout, as they are shipped."""
    _save(options, newsletter_templates.load(newsletter_templates.SHIPPED), username)


def _save(options: Options, sources: Sequence[TemplateSource], username: str) -> None:
    with _acting(options, username) as connection:
        rows = newsletter_templates.save(connection, sources)
    options.show({"saved": ", ".join(row["name"] for row in rows)})


@contextlib.contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except _ERRORS as error:
        raise click.ClickException(str(error)) from error


def _found(connection: Connection, issue: UUID, email: str | None) -> tuple[dict[str, Any], Row]:
    """Return the payload of an issue, and the person to show it to."""
    person: UUID | None = None
    if email is not None:
        found = read(connection, "audience.subscribers", "id", email=email)
        if not found:
            raise click.ClickException(f"no subscriber has the address {email}")
        person = found[0]["id"]
    recipient = call_row(connection, "newsletter.preview", issue_id=issue, subscriber_id=person)
    assert recipient is not None
    payload: dict[str, Any] = call_value(connection, "newsletter.issue_payload", issue_id=issue)
    return payload, recipient


@click.command()
@click.argument("issue", type=click.UUID)
@click.option(
    "--as", "email", metavar="EMAIL", help="As this subscriber; else as somebody made up."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/preview"),
    show_default=True,
    help="The folder to write to.",
)
@_acting_option
@click.pass_obj
def preview(options: Options, issue: UUID, email: str | None, output: Path, username: str) -> None:
    """Write what somebody would get of ISSUE: issue.html, issue.txt and issue.eml.

    Nothing is recorded, and no link in it counts or unsubscribes anybody.
    """
    with _acting(options, username) as connection:
        payload, recipient = _found(connection, issue, email)
        renderer = IssueRenderer(payload)
        rendered, message = renderer.render(recipient), compose(renderer, recipient)
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / "issue.html").write_text(rendered.html, encoding="utf-8")
        (output / "issue.txt").write_text(rendered.text, encoding="utf-8")
        (output / "issue.eml").write_bytes(message)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error}") from error
    options.show(
        {
            "subject": rendered.subject,
            "preheader": rendered.preheader,
            "template": f"{payload['template']} version {payload['template_version']}",
            "html_bytes": len(rendered.html.encode()),
            "message_bytes": len(message),
            "written_to": str(output),
        }
    )


@click.command("test-send")
@click.argument("issue", type=click.UUID)
@click.option("--to", "address", required=True, metavar="ADDRESS", help="Where to send it.")
@click.option(
    "--as", "email", metavar="EMAIL", help="As this subscriber; else as somebody made up."
)
@click.option(
    "--smtp",
    envvar="AQUASCENE_SMTP_URL",
    default="smtp://localhost:25",
    show_default=True,
    metavar="URL",
    help="smtp://host:port, or smtps:// for TLS; user and password as in any URL.",
)
@_acting_option
@click.pass_obj
def test_send(
    options: Options, issue: UUID, address: str, email: str | None, smtp: str, username: str
) -> None:
    """Send ISSUE to one address, to look at it; the subject begins with [Test].

    Nothing is written to the ledger, nothing is tracked, and its links unsubscribe nobody.
    """
    try:
        server = MailServer.of_url(smtp)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    with _acting(options, username) as connection:
        payload, recipient = _found(connection, issue, email)
    payload["subject_line"] = f"[Test] {payload['subject_line']}"
    with _said():
        message = compose(IssueRenderer(payload), {**recipient, "email": address})
        answer = asyncio.run(_hand_over(server, payload["from_email"], address, message))
    if answer is None or answer.status != "sent":
        raise click.ClickException(
            f"{address}: "
            + (answer.error or answer.status if answer else "the connection was lost")
        )
    options.show({"sent": 1, "to": address})


async def _hand_over(
    server: MailServer, sender: str, recipient: str, message: bytes
) -> Answer | None:
    session = Session(server)
    try:
        return await session.hand_over(sender, recipient, message)
    finally:
        await session.close()


def _checked(connection: Connection, issue: UUID) -> None:
    """Render an issue for somebody with names and somebody without. Raises RenderError."""
    payload, recipient = _found(connection, issue, None)
    for subject in payload["subject_variants"] or [payload["subject_line"]]:
        renderer = IssueRenderer({**payload, "subject_line": subject})
        for person in (recipient, {**recipient, "first_name": None, "last_name": None}):
            compose(renderer, person)


def _step(options: Options, step: str, issue: UUID, username: str) -> None:
    with _acting(options, username) as connection:
        _checked(connection, issue)
        row = call_row(connection, f"newsletter.{step}", issue_id=issue)
    assert row is not None
    options.show({"issue": issue, "status": row["status"]})


@click.command()
@click.argument("issue", type=click.UUID)
@_acting_option
@click.pass_obj
def submit(options: Options, issue: UUID, username: str) -> None:
    """Send ISSUE, a draft, to review, if it can be rendered."""
    _step(options, "submit", issue, username)


@click.command()
@click.argument("issue", type=click.UUID)
@_acting_option
@click.pass_obj
def approve(options: Options, issue: UUID, username: str) -> None:
    """Approve ISSUE, if it can be rendered; it keeps its templates as they are now.

    An error names the template and the line, and the issue stays in review.
    """
    _step(options, "approve", issue, username)
