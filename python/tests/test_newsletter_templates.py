"""The templates that are shipped, templates as files, and the commands around them."""

from __future__ import annotations

import email
import json
import re
from email.message import EmailMessage
from email.policy import strict
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser
from tinyhtml5.parser import HTMLParser

from aquascene.cli import main
from aquascene.database import call, call_value
from aquascene.demo.mail import serve_mail
from aquascene.newsletter_templates import (
    SAMPLE_PERSON,
    SHIPPED,
    TemplateFileError,
    check,
    in_order,
    load,
    sample_payload,
)
from aquascene.render import IssueRenderer, Rendered, RenderError
from aquascene.workers.send import compose
from stage import rows

ALL = {source.name: source for source in load(SHIPPED)}
TYPES = ("weekly-digest", "announcement", "how-to-guide", "community-showcase")
LARGEST = 102_000  # bytes; a large mail program cuts longer messages off
TOKENS = {"track_token": "T" * 64, "unsubscribe_token": "U" * 64}


def payload(name: str, articles: int = 2) -> dict[str, Any]:
    made = sample_payload(ALL[name], ALL)
    first = made["articles"][0]
    made["articles"] = [
        {**first, "content_id": str(n), "title": f"Über Moos & <i>Holz</i>, Teil {n}",
         "excerpt": "Ein Fisch ist kein Filter. " * 30, "language": "de"}
        for n in range(articles)
    ]  # fmt: skip
    return {**made, "links": {str(n): n for n in range(articles)}}


def rendered(name: str, articles: int = 2, **person: Any) -> Rendered:
    return IssueRenderer(payload(name, articles)).render({**SAMPLE_PERSON, **TOKENS, **person})


def test_the_four_types_are_shipped() -> None:
    assert [ALL[name].template_type for name in TYPES] == list(TYPES)
    assert {name for name in ALL if name not in TYPES} == {"base", "article"}


@pytest.mark.parametrize("name", ALL)
def test_each_can_be_rendered_and_merged(name: str) -> None:
    check(ALL[name], ALL)
    assert IssueRenderer(sample_payload(ALL[name], ALL)).is_merged


@pytest.mark.parametrize("name", TYPES)
def test_the_html_is_valid(name: str) -> None:
    parser = HTMLParser()
    parser.parse(rendered(name, first_name='"><script>').html)
    assert parser.errors == []


@pytest.mark.parametrize("name", TYPES)
def test_the_html_can_be_used_by_everybody(name: str) -> None:
    page = rendered(name).html
    tree = LexborHTMLParser(page)
    assert [page.attributes["lang"] for page in tree.css("html")] == ["en"]
    assert [bool(title.text()) for title in tree.css("title")] == [True]
    assert next(h.tag for h in tree.css("h1, h2")) == "h1"
    assert len(tree.css("h1")) == 1
    assert all(image.attributes.get("alt") is not None for image in tree.css("img"))
    assert all(table.attributes.get("role") == "presentation" for table in tree.css("table"))
    assert all(link.text().strip() for link in tree.css("a"))
    links = {link.attributes["href"] for link in tree.css("a")}
    assert {f"https://example.com/u/{'U' * 64}", f"https://example.com/v/{'T' * 64}"} <= links
    assert f"https://example.com/c/{'T' * 64}/0" in links
    # Nothing is fetched but pictures; rules are in style attributes, but for dark and small
    assert not tree.css("script, link, iframe, object, form")
    assert "url(" not in page
    assert "prefers-color-scheme: dark" in page
    styles = "".join(style.text() for style in tree.css("style"))
    assert not re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", styles).strip()
    assert all(part.attributes["style"] for part in tree.css(".column, .card, h1, h2, p"))


def luminance(colour: str) -> float:
    def channel(text: str) -> float:
        value = int(text, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(colour[n : n + 2]) for n in (1, 3, 5))
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


@pytest.mark.parametrize(
    ("inks", "papers"),
    [
        (["#14302a", "#26403a", "#46625a", "#17694d"], ["#eef5f2", "#ffffff", "#dcefe6"]),
        (["#ffffff"], ["#17694d"]),
        (["#e3eeea", "#a9bfb8", "#7fd6b5"], ["#0f1d19", "#172a25", "#1d3a31"]),
        (["#0f1d19"], ["#7fd6b5"]),
    ],
)
def test_the_contrast_is_enough(inks: list[str], papers: list[str]) -> None:
    source = ALL["base"].html_template
    for ink in inks:
        for paper in papers:
            assert ink in source
            assert paper in source
            light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{ink} on {paper}"


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_messages_pass_a_strict_check(name: str, language: str) -> None:
    renderer = IssueRenderer(payload(name, 20))
    recipient = {**SAMPLE_PERSON, **TOKENS, "first_name": "Löv\r\nBcc: eve@example.com",
                 "language": language}  # fmt: skip
    raw = compose(renderer, recipient)
    assert len(raw) <= LARGEST
    assert raw.isascii()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    message = email.message_from_bytes(raw, EmailMessage, policy=strict)
    assert [part.defects for part in message.walk()] == [[], [], []]
    assert "bcc" not in message
    assert message["To"].addresses[0].addr_spec == "ada@example.com"
    assert message["List-Unsubscribe"] == f"<https://example.com/u/{'U' * 64}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    whole = renderer.render(recipient)
    assert plain.get_content().splitlines() == whole.text.splitlines()
    assert html.get_content().splitlines() == whole.html.splitlines()
    assert len(whole.html.encode()) <= LARGEST


@pytest.mark.parametrize("name", TYPES)
def test_the_text_part_can_be_read(name: str) -> None:
    text = rendered(name, 3).text
    assert not re.search(r"\{[{%#]|%\}|<(?!https|/?i>)|&\w+;|None|\n{4}", text)
    assert "Über Moos & <i>Holz</i>, Teil 2" in text
    for path in (f"u/{'U' * 64}", f"v/{'T' * 64}", f"c/{'T' * 64}/2"):
        assert f"https://example.com/{path}" in text


def test_nobody_is_called_none() -> None:
    one = rendered("weekly-digest", first_name=None, last_name=None)
    assert "Hello there, " in one.html
    assert "Hello there, " in one.text
    assert "None" not in one.html


# -- files


def write(folder: Path, name: str, html: str, **facts: Any) -> Path:
    page = folder / f"{name}.html"
    page.write_text(html)
    page.with_suffix(".json").write_text(json.dumps({"template_type": "announcement", **facts}))
    return page


def test_templates_come_after_what_they_need(tmp_path: Path) -> None:
    write(tmp_path, "a", "{% extends 'b' %}")
    write(tmp_path, "b", "{% include 'c' %}")
    write(tmp_path, "c", "c")
    assert [source.name for source in in_order(load(tmp_path))] == ["c", "b", "a"]
    write(tmp_path, "c", "{% include 'a' %}")
    with pytest.raises(RenderError, match="a → b → c → a"):
        in_order(load(tmp_path))


@pytest.mark.parametrize(
    ("facts", "said"),
    [("[]", "no object"), ("{", "a: "), ('{"template_type": "x", "size": 1}', "size: no such"),
     ("{}", "template_type")],
)  # fmt: skip
def test_files_that_are_no_template(tmp_path: Path, facts: str, said: str) -> None:
    write(tmp_path, "a", "a").with_suffix(".json").write_text(facts)
    with pytest.raises(TemplateFileError, match=said):
        load(tmp_path / "a.html")


def test_a_huge_file_is_not_even_compiled(tmp_path: Path) -> None:
    write(tmp_path, "a", "{{ 1 }}" * 2_000_000)
    with pytest.raises(TemplateFileError, match="larger than 500,000"):
        load(tmp_path)


def test_an_empty_folder_holds_no_template(tmp_path: Path) -> None:
    with pytest.raises(TemplateFileError, match="holds no template"):
        load(tmp_path)


# -- commands


def run(url: str, *arguments: str) -> Result:
    """Run ``aquascene newsletter`` as the editor called ed."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "select test.admin('editor', 'ed') "
            "where not exists (select from admin.admin_users where username = 'ed')"
        )
    return CliRunner(env={"AQUASCENE_USER": "ed"}).invoke(
        main, ["--database", url, "newsletter", *arguments]
    )


def test_install_can_be_repeated(database_url: str) -> None:
    for _ in range(2):
        result = run(database_url, "template", "install")
        assert result.exit_code == 0, result.output
    found = rows(
        database_url,
        "select name, version, saved_by is not null as by from "
        "newsletter.newsletter_template_versions order by name",
    )
    assert found == [{"name": name, "version": 1, "by": True} for name in sorted(ALL)]
    listed = run(database_url, "template", "list").output
    assert [line.split()[0] for line in listed.splitlines()] == sorted(ALL)


def test_save_refuses_what_cannot_be_rendered(database_url: str, tmp_path: Path) -> None:
    write(tmp_path, "fine", "fine")
    page = write(tmp_path, "broken", "one\n{{ shoe_size }}")
    result = run(database_url, "template", "save", str(tmp_path))
    assert result.exit_code == 1
    assert "broken (HTML), line 2: 'shoe_size' is undefined" in result.output
    assert rows(database_url, "table newsletter.newsletter_templates") == []
    page.write_text("one\n{{ variables.size }}")
    declared = [{"name": "size", "type": "number", "default": 7}]
    write(tmp_path, "broken", page.read_text(), variables=declared)
    result = run(database_url, "template", "save", str(tmp_path))
    assert result.exit_code == 0, result.output
    write(tmp_path, "broken", page.read_text(), variables=[{"name": "size", "type": "poem"}])
    result = run(database_url, "template", "save", str(page))
    assert result.exit_code == 10
    assert "variables[0].type: is poem" in result.output


def test_check_takes_layouts_from_the_database(database_url: str, tmp_path: Path) -> None:
    run(database_url, "template", "install")
    page = write(tmp_path, "mine", "{% extends 'base' %}")
    result = run(database_url, "template", "check", str(page))
    assert result.exit_code == 0, result.output
    page.write_text("{% extends 'basis' %}")
    result = run(database_url, "template", "check", str(page))
    assert result.exit_code == 1
    assert "mine (HTML), line 1: there is no template 'basis'" in result.output


def issue_of(url: str, template: str) -> str:
    with psycopg.connect(url) as connection:
        connection.execute("select test.act_as('author')")
        found = connection.execute("select test.content('published', 'Moss & wood')").fetchone()
        assert found is not None
        (issue,) = call(
            connection, "newsletter.create_issue", design_template=template, content_ids=[found[0]]
        )
        return str(issue["id"])


def test_preview_and_test_send(database_url: str, tmp_path: Path) -> None:
    run(database_url, "template", "install")
    issue = issue_of(database_url, "weekly-digest")
    with psycopg.connect(database_url) as connection:
        connection.execute("select test.subscriber('grace@example.com')")
        connection.execute("update audience.subscribers set first_name = 'Grace'")
    result = run(database_url, "preview", issue, "--as", "grace@example.com", "-o", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert "Moss & wood" in result.output
    assert "Hello Grace, " in (tmp_path / "issue.html").read_text()
    assert "/articles/" in (tmp_path / "issue.txt").read_text()
    made = email.message_from_bytes((tmp_path / "issue.eml").read_bytes(), policy=strict)
    assert made["Subject"] == "Moss & wood"

    with serve_mail() as mailbox:
        smtp = f"smtp://127.0.0.1:{mailbox.port}"
        result = run(database_url, "test-send", issue, "--to", "me@example.org", "--smtp", smtp)
        assert result.exit_code == 0, result.output
        ((to, raw),) = mailbox.messages
    message = email.message_from_bytes(raw, policy=strict)
    assert (to, message["Subject"]) == ("me@example.org", "[Test] Moss & wood")
    assert rows(database_url, "table newsletter.newsletter_deliveries") == []
    assert rows(database_url, "table newsletter.email_events") == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["preview", "00000000-0000-0000-0000-000000000000"], 11, "no newsletter issue"),
        (["preview", "ISSUE", "--as", "nobody@example.com"], 1, "no subscriber has"),
        (["preview", "ISSUE", "--user", "nobody"], 1, "nobody is called 'nobody'"),
        (["test-send", "ISSUE", "--to", "a,b", "--smtp", "smtp://127.0.0.1:1"], 1, "addressed"),
        (["test-send", "ISSUE", "--to", "a@b.example", "--smtp", "smtp://127.0.0.1:1"], 1, "used"),
        (["test-send", "ISSUE", "--to", "a@b.example", "--smtp", "x"], 2, "smtp://host:port"),
    ],
)
def test_what_cannot_be_shown_or_sent(
    database_url: str, arguments: list[str], code: int, said: str
) -> None:
    run(database_url, "template", "install")
    issue = issue_of(database_url, "weekly-digest")
    result = run(database_url, *(issue if text == "ISSUE" else text for text in arguments))
    assert said in result.output
    assert result.exit_code == code


def test_an_approved_issue_keeps_its_templates(database_url: str) -> None:
    run(database_url, "template", "install")
    issue = issue_of(database_url, "weekly-digest")
    with psycopg.connect(database_url) as connection:
        connection.execute("select test.act_as('editor')")
        for step in ("submit", "approve"):
            call(connection, f"newsletter.{step}", issue_id=issue)
        connection.execute(
            "update newsletter.newsletter_templates set html_template = 'changed' "
            "where name in ('base', 'article', 'weekly-digest')"
        )
        kept = call_value(connection, "newsletter.issue_payload", issue_id=issue)
        assert "Hello" in IssueRenderer(kept).render(SAMPLE_PERSON).html
        call(connection, "newsletter.return_to_draft", issue_id=issue)
        newest = call_value(connection, "newsletter.issue_payload", issue_id=issue)
    assert IssueRenderer(newest).render(SAMPLE_PERSON).html == "changed"


def test_what_cannot_be_rendered_is_not_approved(database_url: str) -> None:
    run(database_url, "template", "install")
    issue = issue_of(database_url, "weekly-digest")
    result = run(database_url, "submit", issue)
    assert result.exit_code == 0, result.output
    with psycopg.connect(database_url) as connection:  # past the command, so unchecked
        connection.execute(
            "update newsletter.newsletter_templates set html_template = E'\\n{{ shoe_size }}' "
            "where name = 'article'"
        )
    result = run(database_url, "approve", issue)
    assert result.exit_code == 1
    assert "article (HTML), line 2: 'shoe_size' is undefined" in result.output
    run(database_url, "template", "install")
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "update newsletter.newsletter_issues set subject_line = '{{ articles[7].title }}'"
        )
    result = run(database_url, "approve", issue)
    assert "subject, line 1: " in result.output
    with psycopg.connect(database_url) as connection:
        connection.execute("update newsletter.newsletter_issues set subject_line = 'Moss'")
    assert "approved" in run(database_url, "approve", issue).output
    result = run(database_url, "approve", issue)
    assert result.exit_code == 13


def test_values_are_checked_at_approval(database_url: str) -> None:
    run(database_url, "template", "install")
    issue = issue_of(database_url, "announcement")
    result = run(database_url, "submit", issue)
    assert result.exit_code != 0  # no headline
    with psycopg.connect(database_url) as connection:
        connection.execute("select test.act_as('author')")
        values = {"headline": "News", "paragraphs": ["One"], "size": 1}
        call(connection, "newsletter.update_issue", issue_id=issue, personalization_data=values)
    result = run(database_url, "submit", issue)
    assert result.exit_code == 10
    assert "size: is no variable of the template" in result.output
