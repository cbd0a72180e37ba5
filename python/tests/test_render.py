"""Templates: what they see, and what the sandbox keeps from them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from aquascene.render import IssueRenderer, RenderError, compile_template, render

CONTENT = str(uuid4())


def payload(html: str, text: str | None = None) -> dict[str, Any]:
    return {
        "issue_number": 7,
        "subject_line": "Moss",
        "preview_text": None,
        "html_template": html,
        "text_template": text,
        "public_url": "https://example.org/",
        "from_name": "AquaScene",
        "from_email": "news@example.org",
        "links": {CONTENT: 7},
        "articles": [{"content_id": CONTENT, "title": "A <b> & b", "summary": "s", "excerpt": "e"}],
    }


RECIPIENT = {
    "email": "ada@example.com",
    "first_name": "<script>",
    "last_name": None,
    "language": "en",
    "track_token": "T",
    "unsubscribe_token": "U",
}


def test_links_and_escaping() -> None:
    html = (
        "{{ subscriber.first_name }} {{ articles[0].title }} {{ articles[0].url }} {{ links.open }}"
    )
    rendered = IssueRenderer(payload(html, html)).render(RECIPIENT)
    assert rendered.html == (
        "&lt;script&gt; A &lt;b&gt; &amp; b https://example.org/c/T/7 https://example.org/o/T.gif"
    )
    assert rendered.text == (
        "<script> A <b> & b https://example.org/c/T/7 https://example.org/o/T.gif"
    )
    assert rendered.unsubscribe_url == "https://example.org/u/U"


def test_without_text_template_the_text_has_the_links() -> None:
    text = IssueRenderer(payload("<p>hi</p>")).render(RECIPIENT).text
    assert "https://example.org/c/T/7" in text
    assert "https://example.org/u/U" in text


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__ }}",
        "{{ subscriber.__init__ }}",
        "{{ articles.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''|attr('__class__') }}",
        "{{ (articles|first).update({'title': 'x'}) }}",
        "{{ articles.append(1) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ self._TemplateReference__context }}",
        "{% for i in range(10000000) %}{% endfor %}",
    ],
)
def test_the_sandbox_holds(attack: str) -> None:
    renderer = IssueRenderer(payload(attack))
    with pytest.raises(RenderError):
        renderer.render(RECIPIENT)


@pytest.mark.parametrize(
    "template", ["{{ nobody }}", "{{ issue.nothing }}", "{{ articles[5].title }}"]
)
def test_missing_names_are_errors(template: str) -> None:
    with pytest.raises(RenderError, match=r"issue 7 \(HTML\)"):
        IssueRenderer(payload(template)).render(RECIPIENT)


def test_syntax_errors_name_the_line() -> None:
    with pytest.raises(RenderError, match=r"issue 7 \(HTML\), line 2"):
        IssueRenderer(payload("fine\n{% for %}"))


def test_division_by_zero_is_an_error_of_the_template() -> None:
    with pytest.raises(RenderError, match="zero"):
        render(compile_template("{{ 1 / 0 }}", "t", escape=False), {})
