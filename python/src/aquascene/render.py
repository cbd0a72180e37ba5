"""Renders issues: Jinja2 in a sandbox, since templates are written by people of the database.

A template sees ``issue``, ``articles``, ``subscriber`` and ``links``, whatever is called on them
stays inside the sandbox, HTML is escaped, and a name that is not there is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment


class RenderError(Exception):
    """A template that cannot be rendered; the text says where and why."""


@dataclass(frozen=True)
class Rendered:
    """A message for one recipient. ``html`` and ``text`` are its two forms."""

    html: str
    text: str
    unsubscribe_url: str


class IssueRenderer:
    """Renders one issue for any number of recipients; its templates are compiled once.

    payload: what newsletter.issue_payload returned. Raises RenderError for bad templates.
    """

    def __init__(self, payload: Mapping[str, Any]) -> None:
        self.payload = payload
        self._base = payload["public_url"].rstrip("/")
        name = f"issue {payload['issue_number']}"
        self._html = compile_template(payload["html_template"], f"{name} (HTML)", escape=True)
        text = payload["text_template"] or _PLAIN
        self._text = compile_template(text, f"{name} (text)", escape=False)

    def render(self, recipient: Mapping[str, Any]) -> Rendered:
        """Return the message for a row of newsletter.claim_batch. Raises RenderError."""
        payload = self.payload
        track = recipient["track_token"]
        links = {
            "open": f"{self._base}/o/{track}.gif",
            "unsubscribe": f"{self._base}/u/{recipient['unsubscribe_token']}",
        }
        context = {
            "issue": {
                "number": payload["issue_number"],
                "subject": payload["subject_line"],
                "preview_text": payload["preview_text"],
                "from_name": payload["from_name"],
            },
            "articles": [
                {
                    **article,
                    "url": f"{self._base}/c/{track}/{payload['links'][article['content_id']]}",
                }
                for article in payload["articles"]
            ],
            "subscriber": {
                name: recipient[name] for name in ("email", "first_name", "last_name", "language")
            },
            "links": links,
            "personalization": payload.get("personalization_data") or {},
        }
        return Rendered(
            html=render(self._html, context),
            text=render(self._text, context),
            unsubscribe_url=links["unsubscribe"],
        )


def compile_template(source: str, name: str, *, escape: bool) -> Template:
    """Compile a template for the sandbox. Raises RenderError, with the line, when it is wrong."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    try:
        template = environment.from_string(source)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise RenderError(f"{name}, line {line}: {error.message}") from error
    template.name = name
    return template


def render(template: Template, context: Mapping[str, Any]) -> str:
    """Render a compiled template. Raises RenderError for what is missing or not allowed."""
    try:
        return template.render(context)
    except SecurityError as error:
        raise RenderError(f"{template.name}: not allowed: {error.message}") from error
    except (TemplateError, TypeError, ArithmeticError, LookupError, OverflowError) as error:
        raise RenderError(f"{template.name}: {error}") from error


_PLAIN = """\
{{ issue.subject }}
{% for article in articles %}

{{ article.title }}
{{ article.summary or "" }}
{{ article.url }}
{% endfor %}

Unsubscribe: {{ links.unsubscribe }}
"""
"""The text form of an issue whose template has none."""
