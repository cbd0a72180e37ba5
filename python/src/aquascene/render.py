"""Renders issues: Jinja2 in a sandbox, since templates are written by people of the database.

A template sees ``issue``, ``articles``, ``subscriber``, ``links`` and ``variables``; whatever is
called on them stays inside the sandbox, HTML is escaped, and a name that is not there is an error
with its line. Templates may extend and include those that the payload brings, and no other.

Most of a message is the same for everybody. Where a template only writes what is personal (a name,
an address, a link with a token) or asks whether it is there, it is rendered once for each language
and each combination of names that are there, with marks in place of what is personal; a message
then is these pieces, joined. A template that does more with it is rendered for each recipient.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import css_inline
from jinja2 import Template, nodes
from markupsafe import escape

from aquascene.plain import plain_text
from aquascene.sandbox import RenderError, Sandbox

__all__ = ["IssueRenderer", "RenderError", "Rendered", "compile_template", "one_line", "render"]

_PERSON = ("email", "first_name", "last_name")
_ISSUE = ("number", "subject", "preview_text", "from_name")
_LINKS = ("open", "browser", "preferences", "unsubscribe")
_MAX_LINE = 255
_MAX_SHAPES = 64


@dataclass(frozen=True)
class Rendered:
    """A message for one recipient. ``html`` and ``text`` are its two forms."""

    html: str
    text: str
    subject: str
    preheader: str
    unsubscribe_url: str


_Values = Mapping[str, str]
_Pieces = Callable[[_Values], str]


class IssueRenderer:
    """Renders one issue for any number of recipients; its templates are compiled once.

    payload: what newsletter.issue_payload returned. Raises RenderError for bad templates.
    """

    def __init__(self, payload: Mapping[str, Any]) -> None:
        self.payload = payload
        self._base = payload["public_url"].rstrip("/")
        name = payload.get("template") or f"issue {payload['issue_number']}"
        known = {
            "issue": frozenset(_ISSUE),
            "articles": None,
            "article": None,  # in a template that a loop over articles includes
            "subscriber": frozenset((*_PERSON, "language")),
            "links": frozenset(_LINKS),
            "variables": frozenset(payload.get("variables") or {}),
        }
        self._name = name
        own = {"html_template": payload["html_template"], "text_template": payload["text_template"]}
        templates = {**(payload.get("templates") or {}), name: own}

        def sandbox(part: str, label: str, *, escape: bool) -> Sandbox:
            return Sandbox(
                {key: value[part] for key, value in templates.items()},
                escape=escape,
                known=known,
                label=lambda key: f"{key} ({label})",
            )

        self._in_html = sandbox("html_template", "HTML", escape=True)
        self._in_text = sandbox("text_template", "text", escape=False)
        lines = {
            "subject": payload["subject_line"],
            "preview text": payload["preview_text"] or "",
        }
        before = {**known, "issue": frozenset(_ISSUE) - {"subject", "preview_text"}}
        self._in_lines = Sandbox(lines, escape=False, known=before)
        self._html = self._in_html.compiled(name)
        self._text = self._in_text.compiled(name) if payload["text_template"] else None
        self._subject = self._in_lines.compiled("subject")
        self._preview = self._in_lines.compiled("preview text")
        self.is_merged = all(
            _only_writes(tree)
            for sandbox in (self._in_html, self._in_text, self._in_lines)
            for tree in sandbox.trees.values()
        )
        self._mark = f"\ue000{secrets.token_hex(6)}"
        self._marks = re.compile(f"{self._mark}([a-z_]+)\ue001")
        self._shapes: dict[tuple[Any, ...], tuple[_Pieces, _Pieces, _Pieces, _Pieces]] = {}

    def render(self, recipient: Mapping[str, Any]) -> Rendered:
        """Return the message for a row of newsletter.claim_batch. Raises RenderError.

        Without a track_token it is one that nobody counts: links lead to the articles themselves.
        """
        tokens = {
            "track_token": recipient["track_token"] or "",
            "unsubscribe_token": recipient["unsubscribe_token"] or "preview",
        }
        person = {name: one_line(recipient[name] or "") for name in _PERSON}
        language = recipient["language"] or "en"
        unsubscribe_url = f"{self._base}/u/{tokens['unsubscribe_token']}"
        shape = (language, bool(tokens["track_token"]), *map(bool, person.values()))
        pieces = self._shapes.get(shape)
        if pieces is None and self.is_merged:
            if len(self._shapes) >= _MAX_SHAPES:
                self._shapes.clear()
            pieces = self._pieces(person, language, tokens)
            if pieces is None:  # a mark went where it should not: better slow than wrong
                self.is_merged = False
                self._shapes.clear()
            else:
                self._shapes[shape] = pieces
        if pieces is None:
            html, text, subject, preheader = self._rendered(person, language, tokens)
            return Rendered(html, text, subject, preheader, unsubscribe_url)
        values = {**person, **tokens}
        in_html, in_text, in_subject, in_preheader = pieces
        return Rendered(
            html=in_html({name: str(escape(value)) for name, value in values.items()}),
            text=in_text(values),
            subject=one_line(in_subject(values)),
            preheader=one_line(in_preheader(values)),
            unsubscribe_url=unsubscribe_url,
        )

    def _pieces(
        self, person: Mapping[str, str], language: str, tokens: Mapping[str, str]
    ) -> tuple[_Pieces, _Pieces, _Pieces, _Pieces] | None:
        """Render with marks for what is personal, and return what puts values in their place.

        None when a mark was changed on its way.
        """
        marked = {
            name: f"{self._mark}{name}\ue001" if value else ""
            for name, value in {**person, **tokens}.items()
        }
        parts = self._rendered(
            {name: marked[name] for name in person}, language,
            {name: marked[name] for name in tokens}, is_final=False,
        )  # fmt: skip
        if any(
            part.lower().count(self._mark[1:]) != len(self._marks.findall(part)) for part in parts
        ):
            return None
        html, text, subject, preheader = map(self._split, parts)
        return html, text, subject, preheader

    def _split(self, marked: str) -> _Pieces:
        pieces = self._marks.split(marked)
        names = pieces[1::2]

        def joined(values: _Values) -> str:
            whole = pieces.copy()
            whole[1::2] = [values[name] for name in names]
            return "".join(whole)

        return joined

    def _rendered(
        self,
        person: Mapping[str, str],
        language: str,
        tokens: Mapping[str, str],
        *,
        is_final: bool = True,
    ) -> tuple[str, str, str, str]:
        payload = self.payload
        base, track, unsubscribe = self._base, tokens["track_token"], tokens["unsubscribe_token"]
        issue = {"number": payload["issue_number"], "from_name": payload["from_name"]}
        context: dict[str, Any] = {
            "issue": issue,
            "articles": [
                {**article, "url": self._article_url(article["content_id"], track)}
                for article in payload["articles"]
            ],
            "subscriber": {**person, "language": language},
            "links": {
                "open": f"{base}/o/{track or 'preview'}.gif",
                "browser": f"{base}/v/{track or 'preview'}",
                "preferences": f"{base}/u/{unsubscribe}/preferences",
                "unsubscribe": f"{base}/u/{unsubscribe}",
            },
            "variables": payload.get("variables") or {},
        }
        tidy = one_line if is_final else str
        subject = tidy(self._in_lines.rendered(self._subject, context))
        preheader = tidy(self._in_lines.rendered(self._preview, context))
        context["issue"] = {**issue, "subject": subject, "preview_text": preheader}
        html = _with_styles_inlined(self._in_html.rendered(self._html, context), self._name)
        if self._text is None:
            text = plain_text(html)
            leave = context["links"]["unsubscribe"]
            if leave not in text:
                text += f"\nUnsubscribe: {leave}\n"
        else:
            text = self._in_text.rendered(self._text, context)
        return html, text, subject, preheader

    def _article_url(self, content_id: str, track: str) -> str:
        link_id = self.payload["links"].get(content_id) if track else None
        if link_id is None:
            return f"{self._base}/articles/{content_id}"
        return f"{self._base}/c/{track}/{link_id}"


_inliner = css_inline.CSSInliner(
    keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
)


def _with_styles_inlined(html: str, name: str) -> str:
    """Return a page with its rules as style attributes, as mail programs ask for.

    Rules of media (dark mode, small screens) stay in a style element.
    """
    if "<style" not in html:
        return html
    try:
        return _inliner.inline(html)
    except css_inline.InlineError as error:
        raise RenderError(f"{name} (HTML): its styles cannot be inlined: {error}") from error


def one_line(text: str) -> str:
    """Return a text as it may stand in a header or a name: one line, nothing that hides or turns.

    Control characters and those that reverse the reading direction become spaces; it is cut at 255
    characters.
    """
    if not text.isprintable():
        text = "".join(
            " " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in _TURNS else c
            for c in text
        )
    return " ".join(text.split())[:_MAX_LINE]


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def _only_writes(tree: nodes.Template) -> bool:
    """Tell whether a template does nothing with what is personal but write it or ask for it."""
    parents: dict[int, nodes.Node] = {}
    for parent in (tree, *tree.find_all(nodes.Node)):
        parents.update((id(child), parent) for child in parent.iter_child_nodes())

    def is_written(node: nodes.Node) -> bool:
        parent = parents[id(node)]
        while isinstance(parent, (nodes.Or, nodes.And, nodes.CondExpr)):
            node, parent = parent, parents[id(parent)]
        if isinstance(parent, (nodes.If, nodes.Not)):
            return True
        if not isinstance(parent, nodes.Output):
            return False
        taking = (nodes.Macro, nodes.AssignBlock, nodes.FilterBlock, nodes.CallBlock)
        above: nodes.Node | None = parent
        while above is not None:  # written, and not taken in again
            if isinstance(above, taking):
                return False
            above = parents.get(id(above))
        return True

    for node in tree.find_all(nodes.Node):
        holder = parents.get(id(node))
        if isinstance(node, nodes.Name):
            if node.name == "self":
                return False
            if node.name in ("subscriber", "links", "issue") and not isinstance(
                holder, nodes.Getattr
            ):
                return False
        elif isinstance(node, nodes.Getattr):
            root = node.node.name if isinstance(node.node, nodes.Name) else ""
            personal = (
                root == "links"
                or (root == "subscriber" and node.attr in _PERSON)
                or (root == "issue" and node.attr in ("subject", "preview_text"))
                or node.attr == "url"
            )
            if node.attr in ("items", "values") or (personal and not is_written(node)):
                return False
        elif isinstance(node, nodes.Getitem):
            if not (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)):
                return False
        elif isinstance(node, nodes.Const):
            if node.value == "url":
                return False
        elif isinstance(node, nodes.Filter):
            if node.name == "items":
                return False
        elif (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.Name)
            and node.node.name == "super"
            and not isinstance(holder, nodes.Output)
        ):
            return False
    return True


def compile_template(source: str, name: str, *, escape: bool) -> Template:
    """Compile a template for the sandbox. Raises RenderError, with the line, when it is wrong."""
    return Sandbox({name: source}, escape=escape).compiled(name)


def render(template: Template, context: Mapping[str, Any]) -> str:
    """Render a compiled template. Raises RenderError for what is missing or not allowed."""
    environment = template.environment
    assert isinstance(environment, Sandbox)
    return environment.rendered(template, context)
