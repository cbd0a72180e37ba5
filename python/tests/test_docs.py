"""The documents say what is: the generated ones are fresh, the others name what exists."""

from __future__ import annotations

import difflib
import re
import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from aquascene import database
from aquascene.catalog import (
    Catalog,
    DocumentedError,
    Function,
    UndocumentedErrors,
    documented_errors,
)
from aquascene.cli import EXIT_CODES
from aquascene.cli.docs import command
from aquascene.docs import DocsError, errors_page, read, reference
from aquascene.server import find_programs, libpq_free
from harness.server import ROOT

ERRORS = ROOT / "docs/errors.md"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
WRITTEN = [path for path in PAGES if "reference" not in path.parts]


@pytest.fixture
def catalog(database_url: str) -> Catalog:
    """What the plan's catalog says."""
    return read(database_url, ROOT)


def name_of(path: Path) -> str:
    """Return a path as a person writes it."""
    return str(path.relative_to(ROOT))


def assert_fresh(path: Path, generated: str) -> None:
    """Hold a page against what would be generated now."""
    committed = path.read_text() if path.exists() else ""
    if committed != generated:
        difference = difflib.unified_diff(
            committed.splitlines(), generated.splitlines(), "committed", "generated", "", "", n=1
        )
        lines = "\n".join([*difference][:60])
        pytest.fail(f"{name_of(path)} is not what `make docs` writes:\n{lines}", pytrace=False)


def test_reference_is_fresh(catalog: Catalog) -> None:
    pages = reference(catalog)
    assert {path.name for path in ROOT.glob("docs/reference/*")} == set(pages)
    for name, text in pages.items():
        assert_fresh(ROOT / "docs/reference" / name, text)


def test_errors_are_fresh(catalog: Catalog) -> None:
    assert_fresh(ERRORS, errors_page(ERRORS.read_text(), catalog))


def test_every_relation_column_and_function_is_told(catalog: Catalog) -> None:
    pages = reference(catalog)
    for relation in catalog.relations:
        assert f"\n### {relation.name}\n\n" in pages[f"{relation.domain}.md"]
    for column in catalog.columns:
        assert f"| `{column.name}` | " in pages[f"{column.domain}.md"]
    for function in catalog.functions:
        assert f"{function.domain}.{function.name}(" in pages[f"{function.domain}.md"]
    for edge in catalog.transitions:
        line = f"    {edge.from_status} --> {edge.to_status}: {edge.event}\n"
        assert any(line in page for page in pages.values()), line
    assert not re.search(r"_\d{4}_\d{2}\b", "".join(pages.values())), "a monthly partition"


def explained_errors() -> dict[str, tuple[str, int]]:
    """Return what the written part of docs/errors.md says: SQLSTATE to class and exit code."""
    rows = re.findall(r"^\| \[?(\w{5})\b.* \| (\w+) \| (\d+) \|$", ERRORS.read_text(), re.MULTILINE)
    return {code: (name, int(exit_code)) for code, name, exit_code in rows}


def test_every_documented_error_is_explained(catalog: Catalog) -> None:
    explained = explained_errors()
    unexplained = [
        f"docs/errors.md does not explain {error.code} of {function.domain}.{function.name}"
        for function in catalog.functions
        for error in documented_errors(function)
        if error.code not in explained
    ]
    if unexplained:
        pytest.fail("\n".join(unexplained), pytrace=False)


@pytest.mark.parametrize("code", sorted(explained_errors()))
def test_errors_become_the_classes_told(code: str) -> None:
    name, exit_code = explained_errors()[code]
    with pytest.raises(database.DatabaseError) as caught, database.translated():
        raise psycopg.errors.lookup(code)("refused")
    assert type(caught.value).__name__ == name
    assert EXIT_CODES.get(type(caught.value), 1) == exit_code


NO_COMMENT = Function("d", "f", [], [], "void", "sql", "stable", "", False, False, [], "")


@pytest.mark.parametrize(
    ("comment", "errors"),
    [
        ("Does it. Errors: none. Writes: a.b.", []),
        ("Does it.\n\nErrors: 22023 no\nreason.", [("22023", "no reason")]),
        (
            "Errors: 28000, 42501 see admin.require; P0002 no row; HINT helps. See a.b.",
            [
                ("28000", "see admin.require"),
                ("42501", "see admin.require"),
                ("P0002", "no row; HINT helps"),
            ],
        ),
    ],
)
def test_errors_are_read_from_comments(comment: str, errors: list[tuple[str, str]]) -> None:
    function = replace(NO_COMMENT, comment=comment)
    assert documented_errors(function) == [DocumentedError(*error) for error in errors]


@pytest.mark.parametrize("comment", ["", "Does it.", "Errors: when it rains."])
def test_comment_without_errors_is_refused(comment: str) -> None:
    with pytest.raises(UndocumentedErrors, match=r"^d\.f: "):
        documented_errors(replace(NO_COMMENT, comment=comment))


def test_missing_page_is_refused(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aquascene.cli.docs.project_directory", lambda: ROOT / "python")
    monkeypatch.setattr("aquascene.cli.docs.read", lambda url, root: read(url, ROOT))
    result = CliRunner().invoke(command, ["--database", database_url])
    assert result.exit_code == 1
    assert "docs/errors.md is not there" in result.output
    assert not (ROOT / "python/docs").exists()


def test_page_without_markers_is_refused(catalog: Catalog) -> None:
    with pytest.raises(DocsError, match="lacks the line"):
        errors_page("# Errors\n", catalog)


def test_command_writes_the_pages(database_url: str, tmp_path: Path) -> None:
    output = tmp_path / "reference"
    output.mkdir()
    (output / "gone.md").write_text("A domain that is no more.\n")
    page = tmp_path / "errors.md"
    page.write_text(ERRORS.read_text())
    arguments = ["--database", database_url, "--output", str(output), "--errors", str(page)]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    written = {path.name: path.read_text() for path in output.iterdir()}
    assert written == {p.name: p.read_text() for p in ROOT.glob("docs/reference/*")}
    assert page.read_text() == ERRORS.read_text()


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(), re.MULTILINE))
    assert named <= targets


def test_contributing_names_tests_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    named = re.findall(r"`((?:python/tests|db/tests)/[\w/]+\.(?:py|sql))(?:::(\w+))?`", text)
    assert named, "no rule names a test"
    missing = [
        f"{file}::{test}" if test else file
        for file, test in named
        if not (ROOT / file).exists() or (test and f"def {test}(" not in (ROOT / file).read_text())
    ]
    assert not missing


def test_each_library_has_a_reason() -> None:
    project = tomllib.loads((ROOT / "python/pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[\[<>=~!; ]", requirement)[0] for group in groups for requirement in group}
    page = (ROOT / "docs/decisions/0004-libraries.md").read_text()
    told = set(re.findall(r"^\| [^|]+ \| `([\w-]+)` \| [^|]+ \|$", page, re.MULTILINE))
    assert told - {"setuptools"} == names - {"setuptools"}


def test_session_of_the_readme_works(database_url: str) -> None:
    session = re.search(r"^```sql\n(.*?)^```", (ROOT / "README.md").read_text(), re.M | re.S)
    assert session
    run = subprocess.run(
        [find_programs()["psql"], "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database_url],
        input="select test.admin('admin', 'demo.admin');" + session[1],  # who is there after a demo
        env=libpq_free(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "update|approved|published\n" in run.stdout
    with psycopg.connect(database_url) as connection:
        published = connection.execute(
            "select title from content.generated_content where status = 'published'"
        ).fetchall()
    assert published == [("Moss on a stone, step by step",)]
