"""Templates of newsletters as files: read, checked with sample data, sorted by what needs what.

A template is two or three files of one name: ``NAME.html``, ``NAME.json`` (template_type,
description, default_subject, preheader, variables; ``sample`` with values for a check) and, when
the text is not to be made from the HTML, ``NAME.txt``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aquascene.database import Connection, Jsonb, Row, call_row, read
from aquascene.render import IssueRenderer, RenderError
from aquascene.sandbox import needed_templates

SHIPPED = Path(__file__).parent / "templates" / "newsletter"
"""Where the four types that come with AquaScene are, and their layout."""

_COLUMNS = (
    "template_type", "html_template", "text_template", "default_subject", "preheader",
    "description", "variables",
)  # fmt: skip
_LARGEST = 500_000  # as the database has it, in bytes
_KEYS = {"template_type", "description", "default_subject", "preheader", "variables", "sample"}
_SAMPLES: Mapping[str, Any] = {
    "text": "Sample", "number": 1, "boolean": True, "date": "2030-12-31",
    "url": "https://example.com/", "list": ["Sample"],
}  # fmt: skip


class TemplateFileError(Exception):
    """Files that are no template; the text says which and why."""


@dataclass(frozen=True)
class TemplateSource:
    """A template as its author wrote it. sample: values of its variables for a check."""

    name: str
    html_template: str
    template_type: str = "announcement"
    text_template: str | None = None
    default_subject: str | None = None
    preheader: str | None = None
    description: str | None = None
    variables: list[dict[str, Any]] = field(default_factory=list)
    sample: dict[str, Any] = field(default_factory=dict)

    def parents(self) -> set[str]:
        """Return the templates that it extends, includes or imports. Raises RenderError."""
        found: set[str] = set()
        for source, label in ((self.html_template, "HTML"), (self.text_template, "text")):
            if source is not None:
                found |= needed_templates(source, f"{self.name} ({label})")
        return found


def load(path: Path) -> list[TemplateSource]:
    """Read the template of a file, or all of a folder. Raises TemplateFileError."""
    if path.is_dir():
        pages = sorted(path.glob("*.html"))
        if not pages:
            raise TemplateFileError(f"{path} holds no template: no file that ends in .html")
        return [_load(page) for page in pages]
    return [_load(path.with_suffix(".html"))]


def _load(page: Path) -> TemplateSource:
    try:
        html = page.read_text(encoding="utf-8")
        text_file, facts_file = page.with_suffix(".txt"), page.with_suffix(".json")
        text = text_file.read_text(encoding="utf-8") if text_file.exists() else None
        facts = json.loads(facts_file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TemplateFileError(f"{page.with_suffix('')}: {error}") from error
    if max(len(html), len(text or "")) > _LARGEST:
        raise TemplateFileError(f"{page.with_suffix('')} is larger than {_LARGEST:,} characters")
    if not isinstance(facts, dict) or not isinstance(facts.get("template_type"), str):
        raise TemplateFileError(f"{facts_file} is no object with a template_type")
    if unknown := facts.keys() - _KEYS:
        raise TemplateFileError(f"{facts_file}: {', '.join(sorted(unknown))}: no such key")
    return TemplateSource(name=page.stem, html_template=html, text_template=text, **facts)


def stored(connection: Connection) -> dict[str, TemplateSource]:
    """Return the templates of the database by name."""
    rows = read(connection, "newsletter.newsletter_templates", "name", *_COLUMNS)
    return {row["name"]: TemplateSource(**row) for row in rows}


def in_order(sources: Iterable[TemplateSource]) -> list[TemplateSource]:
    """Return templates so that each comes after those that it needs. Raises RenderError."""
    by_name = {source.name: source for source in sources}
    ordered: dict[str, TemplateSource] = {}
    open_names: list[str] = []

    def place(name: str) -> None:
        if name in open_names:
            raise RenderError(f"templates extend each other: {' → '.join([*open_names, name])}")
        if name in ordered or name not in by_name:
            return
        open_names.append(name)
        for parent in sorted(by_name[name].parents()):
            place(parent)
        open_names.pop()
        ordered[name] = by_name[name]

    for name in sorted(by_name):
        place(name)
    return list(ordered.values())


def check(source: TemplateSource, others: Mapping[str, TemplateSource]) -> None:
    """Render a template with sample data, for a person with names and for one without.

    others: what it may extend. A layout is only compiled: what a loop hands to it is not known.
    Raises RenderError, with template and line.
    """
    payload = sample_payload(source, others)
    renderer = IssueRenderer(payload)
    if source.template_type == "layout":
        return
    for recipient in (SAMPLE_PERSON, {**SAMPLE_PERSON, "first_name": None, "last_name": None}):
        for track_token in ("track", None):
            renderer.render({**recipient, "track_token": track_token})


def sample_payload(source: TemplateSource, others: Mapping[str, TemplateSource]) -> dict[str, Any]:
    """Return what newsletter.issue_payload would for an issue of a template, with sample data."""
    used = {source.name: source}
    todo = [source]
    for template in todo:
        for name in template.parents():
            if name in others and name not in used:
                used[name] = others[name]
                todo.append(others[name])
    declared = {
        variable["name"]: variable for template in reversed(todo) for variable in template.variables
        if isinstance(variable, dict) and isinstance(variable.get("name"), str)
    }  # fmt: skip
    values = {
        name: variable.get("default", _SAMPLES.get(str(variable.get("type"))))
        for name, variable in declared.items()
        if variable.get("is_required") or "default" in variable
    }
    return {
        "issue_number": 1,
        "subject_line": source.default_subject or source.name,
        "preview_text": source.preheader,
        "template": source.name,
        "html_template": source.html_template,
        "text_template": source.text_template,
        "templates": {
            name: {"html_template": other.html_template, "text_template": other.text_template}
            for name, other in used.items()
        },
        "variables": {**dict.fromkeys(declared), **values, **source.sample},
        "public_url": "https://example.com",
        "from_name": "AquaScene",
        "from_email": "newsletter@example.com",
        "links": {"1": 1, "2": 2},
        "articles": [
            {"content_id": "1", "title": "Moss on wood", "summary": "How to tie it on.",
             "excerpt": "Rinse the wood, tie the moss on with cotton, and wait for three weeks.",
             "language": "en", "reading_time": 3},
            {"content_id": "2", "title": "Licht & Schatten", "summary": None, "excerpt": None,
             "language": "de", "reading_time": None},
        ],
    }  # fmt: skip


SAMPLE_PERSON: Row = {
    "email": "ada@example.com",
    "first_name": "Ada",
    "last_name": "Example",
    "language": "en",
    "email_format": "html",
    "track_token": None,
    "unsubscribe_token": None,
    "message_id": "<sample@example.com>",
}
"""Somebody to render for who is nobody."""


def save(connection: Connection, sources: Iterable[TemplateSource]) -> list[Row]:
    """Check templates and save them, as the person who acts; return their rows.

    All or none: the caller owns the transaction. Raises RenderError and DatabaseError.
    """
    ordered = in_order(sources)
    others = {**stored(connection), **{source.name: source for source in ordered}}
    for source in ordered:
        check(source, others)
    rows: list[Row] = []
    for source in ordered:
        row = call_row(
            connection,
            "newsletter.save_template",
            name=source.name,
            **{column: getattr(source, column) for column in _COLUMNS if column != "variables"},
            variables=Jsonb(source.variables),
        )
        assert row is not None
        rows.append(row)
    return rows


__all__ = ["SAMPLE_PERSON", "SHIPPED", "TemplateFileError", "TemplateSource", "check",
           "in_order", "load", "sample_payload", "save", "stored"]  # fmt: skip
