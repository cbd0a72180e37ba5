"""Templates: what they see, and what the sandbox keeps from them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from aquascene.plain import plain_text
from aquascene.render import IssueRenderer, RenderError, compile_template, one_line, render

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
    html = '<p>hi</p><p><a href="{{ articles[0].url }}">Read</a></p>'
    text = IssueRenderer(payload(html)).render(RECIPIENT).text
    assert text.startswith("hi\n\nRead <https://example.org/c/T/7>\n")
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
        "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
        "{{ 'x' * 10000000000 }}",
        "{{ 10 ** 10 ** 8 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 'x'.ljust(10000000000) }}",
        "{{ 'x'|center(10000000000) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'x'.replace('', 'xx') }}",
        "{% set a = 'x' * 1000000 %}{{ a }}{{ a }}{{ a }}{{ a }}{{ a }}",
        "{% set a = 'x' * 1000000 %}{{ (a ~ a ~ a ~ a)|length }}",
        "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
        "{% macro f(n) %}{% if n and f(n - 1) and f(n - 1) %}{% endif %}x{% endmacro %}{{ f(40) }}",
        "{% set a = 'x' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40 + "{{ a }}",
        "{% set a = 1 %}" + "{% set a = [a, a] %}" * 40,
        "{% macro f(a) %}{{ varargs }}{% endmacro %}{{ f(1, 2) }}",
        "{{ articles }}",
        "{{ subscriber.first_name|safe }}",
        "{% autoescape false %}{{ subscriber.first_name }}{% endautoescape %}",
        "{% include 'setup.py' %}",
        "{% include '/etc/passwd' %}",
        "{% include issue.subject %}",
        "{% extends ['a', 'b'] %}",
        "{% import 'os' as os %}",
        "{{ lipsum(1000) }}",
        "{{ cycler }}",
        "{{ namespace(a=1).a }}",
        "{{ (1).real }}",
        "{{ loop }}",
        "{{ ''.join([]) }}",
        "{{ range.__self__ }}",
        "{{ articles|map(attribute='__class__')|first }}",
        "{{ articles|map(attribute='title.__class__')|first }}",
        "{{ articles[0]['__class__'] }}",
        "{{ articles|map('attr', '__class__')|first }}",
        "{% for x in articles|groupby('__class__') %}{{ x.grouper }}{% endfor %}",
        "{% for x in articles %}{{ loop.__class__ }}{% endfor %}",
    ],
)
def test_the_sandbox_holds(attack: str) -> None:
    with pytest.raises(RenderError, match=r"issue 7 \(HTML\), line 1: "):
        IssueRenderer(payload(attack)).render(RECIPIENT)


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
    with pytest.raises(RenderError, match=r"t, line 1: .*zero"):
        render(compile_template("{{ 1 / 0 }}", "t", escape=False), {})


def layouts(**templates: str) -> dict[str, Any]:
    """A payload whose template is ``main``."""
    made = {
        name: {"html_template": html, "text_template": None} for name, html in templates.items()
    }
    return {**payload(templates["main"]), "template": "main", "templates": made}


def test_a_template_extends_and_includes_others() -> None:
    made = layouts(
        base="<a>{% block body %}{% endblock %}</a>{% include 'foot' %}",
        foot="<i>{{ subscriber.email }}</i>",
        main="{% extends 'base' %}{% block body %}{{ super() }}{{ articles[0].url }}{% endblock %}",
    )
    rendered = IssueRenderer(made).render(RECIPIENT)
    assert rendered.html == "<a>https://example.org/c/T/7</a><i>ada@example.com</i>"


@pytest.mark.parametrize(
    ("main", "base", "said"),
    [
        ("\n{{ variables.size }}", "", r"main \(HTML\), line 2: 'variables.size' is undefined"),
        ("{% if 0 %}\n\n{{ shoe }}{% endif %}", "", r"main \(HTML\), line 3: 'shoe' is undefined"),
        ("{% extends 'base' %}", "\n{{ 1 / 0 }}", r"base \(HTML\), line 2: .*zero"),
        ("{% extends 'base' %}", "\n{{ links.home }}", r"base \(HTML\), line 2: 'links.home'"),
        ("{% extends 'base' %}", "\n{% if %}", r"base \(HTML\), line 2: "),
        ("{% extends 'gone' %}", "", "no template 'gone'"),
        ("{{ 'x'|upper|shout }}", "", r"main \(HTML\), line 1: No filter named 'shout'"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "", "main"),
        ("{% for a in articles %}" * 30 + "{% endfor %}" * 30, "", "main"),
    ],
)
def test_errors_name_template_and_line(main: str, base: str, said: str) -> None:
    with pytest.raises(RenderError, match=said):
        IssueRenderer(layouts(main=main, base=base)).render(RECIPIENT)


def test_variables_and_what_is_none() -> None:
    made = payload("{{ variables.city }}|{{ variables.size }}|{{ subscriber.last_name }}")
    made["variables"] = {"city": "Rom & Co", "size": None}
    assert IssueRenderer(made).render(RECIPIENT).html == "Rom &amp; Co||"


SOURCES = {
    "plain": "Hello {{ subscriber.first_name or 'there' }} {{ subscriber.last_name }}"
    " <{{ links.open }}>",
    "asks": "{% if subscriber.first_name and not subscriber.last_name %}A{% else %}B{% endif %}"
    "{{ subscriber.first_name if subscriber.last_name else subscriber.email }}",
    "loops": "{% for a in articles %}{{ loop.index }} {{ a.title }} {{ a.url }}{% endfor %}",
    "lines": "{{ issue.subject }} {{ issue.preview_text }} {{ subscriber.language }}",
    "links": "{{ links.unsubscribe }} {{ links.browser }} {{ links.preferences }}",
    "language": "{% if subscriber.language == 'de' %}Hallo{% else %}Hi{% endif %}",
    "changes": "{{ subscriber.first_name|upper }}",
    "compares": "{% if subscriber.first_name == 'Bob' %}Bob!{% endif %}",
    "counts": "{{ subscriber.email|length }} {{ issue.subject|length }}",
    "keeps": "{% set name = subscriber.first_name %}{{ name|upper }}",
    "passes": "{% macro m(s) %}{{ s.first_name|upper }}{% endmacro %}{{ m(subscriber) }}",
    "takes": "{% set x %}{{ subscriber.first_name }}{% endset %}{{ x|upper }}",
    "filters": "{% filter upper %}{{ subscriber.first_name }}{% endfilter %}",
    "urls": "{{ articles|map(attribute='url')|join(' ')|upper }}",
    "items": "{% for k, v in articles[0].items() %}{{ k }}{{ v }}{% endfor %}",
    "subscripts": "{{ subscriber['first_name']|upper }} {{ articles[0]['url']|upper }}",
    "hides": "{{ articles|map(attribute='u' ~ 'rl')|join|upper }}",
    "default": "{{ subscriber.last_name|default('nobody', true) }}",
}
MERGED = {"plain", "asks", "loops", "lines", "links", "language"}


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_merged_is_what_would_be_rendered(source: str) -> None:
    made = payload(SOURCES[source], SOURCES[source])
    made["subject_line"] = "For {{ subscriber.first_name or 'you' }}"
    made["preview_text"] = "<{{ subscriber.first_name }}>"
    merging, rendering = IssueRenderer(made), IssueRenderer(made)
    assert merging.is_merged == (source in {*MERGED, "hides"})
    rendering.is_merged = False
    people = [
        {**RECIPIENT, "first_name": first, "last_name": last, "language": language, "email": email}
        for first in (
            "",
            None,
            "Bob",
            "<b>&",
            "Ö\r\nBcc: x@example.com",
            "{{ 1 }}",
            "\ue000a\ue001",
        )
        for last in (None, "Löv")
        for language in ("en", "de")
        for email in ("ada@example.com", "b@example.com")
    ]
    for person in people:
        for track in ("T", "T2", None):
            recipient = {**person, "track_token": track}
            assert merging.render(recipient) == rendering.render(recipient)


def test_subjects_and_preheaders_are_templates() -> None:
    made = payload("{{ issue.subject }}|{{ issue.preview_text }}", "{{ issue.subject }}")
    made["subject_line"] = "{{ subscriber.first_name }} & {{ articles[0].title }}"
    made["preview_text"] = "{{ articles|length }} article"
    rendered = IssueRenderer(made).render(RECIPIENT)
    assert rendered.subject == rendered.text == "<script> & A <b> & b"
    assert rendered.preheader == "1 article"
    assert rendered.html == "&lt;script&gt; &amp; A &lt;b&gt; &amp; b|1 article"


@pytest.mark.parametrize("subject", ["{{ issue.subject }}", "{% if %}", "{{ nobody }}"])
def test_subjects_that_cannot_be(subject: str) -> None:
    with pytest.raises(RenderError, match="subject, line 1"):
        IssueRenderer({**payload("x"), "subject_line": subject})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nBcc: eve@example.com", "a Bcc: eve@example.com"),
        ("a\x00b\x1b[31m\x7f", "a b [31m"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("\u202eevil\u2066", "evil"),
        ("👩‍👩‍👧 grün", "👩‍👩‍👧 grün"),
        ("x" * 300, "x" * 255),
        ("  ", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_preview_counts_nobody() -> None:
    html = "{{ articles[0].url }} {{ links.open }} {{ links.browser }} {{ links.unsubscribe }}"
    person = {**RECIPIENT, "track_token": None, "unsubscribe_token": None}
    assert IssueRenderer(payload(html)).render(person).html.split() == [
        f"https://example.org/articles/{CONTENT}",
        "https://example.org/o/preview.gif",
        "https://example.org/v/preview",
        "https://example.org/u/preview",
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>A</h1><p>b  c\n d</p>", "A\n\nb c d\n"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\n\nb\n"),
        ("<ul><li>a<li><b>b</b> c</ul>", "* a\n\n* b c\n"),
        ('<a href="https://x.example">x</a>', "x <https://x.example>\n"),
        ('<a href="https://x.example">https://x.example</a>', "https://x.example\n"),
        ('<a href="u">a</a> <a href="u">b</a>', "a <u> b\n"),
        ('<img src="p" alt=""><img src="q" alt="A fish">', "[A fish]\n"),
        ('a<div style="display:none">b</div><p hidden>c</p><style>d</style>', "a\n"),
        ("a&zwnj;&nbsp;&zwnj;b<br>c", "a b\nc\n"),
        ("&lt;b&gt; &amp; שלום", "<b> & שלום\n"),
        ("<div>" * 20000 + "deep", "deep\n"),
        ("", "\n"),
    ],
)
def test_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text
