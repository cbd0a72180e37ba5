"""The command line, as a person types it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import psycopg
import pytest

from aquascene.demo.mail import serve_mail
from aquascene.web import listen
from stage import account, odd_site, rows, sending_issue

COMMAND = str(Path(sys.executable).with_name("aquascene"))


def aquascene(
    *arguments: str, url: str | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"AQUASCENE_DATABASE_URL": url} if url else {})}
    return subprocess.run(
        [COMMAND, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        input=stdin,
        check=False,
    )


def test_help_teaches() -> None:
    run = aquascene("--help")
    assert run.returncode == 0
    for word in ("demo", "scrape", "process", "newsletter", "web", "report", "cluster", "schema"):
        assert re.search(rf"^  {word}  ", run.stdout, re.MULTILINE)
    assert re.search(r'^    aquascene scrape run "My site" +fetch them$', run.stdout, re.MULTILINE)
    assert "13 wrong state" in run.stdout


@pytest.mark.parametrize(
    "command",
    [
        "demo", "scrape", "scrape add", "scrape run", "process run", "process templates",
        "newsletter send", "web serve", "report render", "search", "cluster", "schema",
        "docs",
    ],
)  # fmt: skip
def test_every_command_has_help(command: str) -> None:
    run = aquascene(*command.split(), "--help")
    assert run.returncode == 0
    assert run.stdout.startswith(f"Usage: aquascene {command}")
    assert "\\b" not in run.stdout  # a mark that click did not take for one


def test_help_imports_no_worker() -> None:
    program = "import sys, aquascene.cli as c; c.main(['--help'], standalone_mode=False); " + (
        "print([m for m in ('httpx', 'uvicorn', 'jinja2', 'pygal') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.endswith("[]\n")


def test_no_such_command() -> None:
    run = aquascene("bake")
    assert run.returncode == 2
    assert "No such command 'bake'" in run.stderr


def test_scrape_add_and_run(database_url: str, tmp_path: Path) -> None:
    with odd_site() as site:
        site.html("/", "<h1>T</h1><article>Some words here.</article>")
        target = {
            "name": "mine",
            "base_url": site.url,
            "domains": ["127.0.0.1"],
            "scraping_rules": {
                "selectors": {"content": "article"},
                "rate_limiting": {"requests_per_second": 100},
                "network": {"allow_private": ["127.0.0.1"]},
            },
        }
        file = tmp_path / "site.json"
        file.write_text(json.dumps(target))
        run = aquascene("--json", "scrape", "add", str(file), url=database_url)
        assert run.returncode == 0, run.stderr
        assert json.loads(run.stdout)["name"] == "mine"
        assert aquascene("scrape", "add", "-", url=database_url, stdin=json.dumps(target)).stdout
        run = aquascene("--json", "scrape", "test", "mine", site.url, url=database_url)
        tried = json.loads(run.stdout)
        assert tried["selectors"] == {"content": "Some words here."}
        assert tried["article"]["title"] == "T"
        run = aquascene("--json", "scrape", "list", url=database_url)
        assert [(row["target"], row["state"]) for row in json.loads(run.stdout)] == [
            ("mine", "new")
        ]
        run = aquascene("--json", "scrape", "run", "mine", url=database_url)
        result = json.loads(run.stdout)
        run = aquascene("--json", "scrape", "run", url=database_url)
        assert json.loads(run.stdout) == {}  # it is not due before tomorrow
        site.pages.clear()
        run = aquascene("scrape", "run", "mine", url=database_url)
        assert "failed" in run.stdout
    run = aquascene("scrape", "status", "mine", url=database_url)
    assert "HTTP 404" in run.stdout
    assert re.search(r"state +failed\n", run.stdout)
    for step, state in (("pause", "paused"), ("resume", "failed")):
        assert aquascene("scrape", step, "mine", url=database_url).returncode == 0
        assert re.search(rf"mine +{state}", aquascene("scrape", "list", url=database_url).stdout)
    run = aquascene("scrape", "test", "mine", "http://127.0.0.1:1/", url=database_url)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert (result["pages"], result["errors"], result["new"]) == (1, 0, 1)
    run = aquascene("process", "run", url=database_url)
    assert re.search(r"drafts +1\n", run.stdout)
    assert len(rows(database_url, "table content.generated_content")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "is not JSON"), ("[]", "not a JSON object"), ('{"nmae": 1}', "unknown nmae")],
)
def test_scrape_add_refuses_other_files(text: str, said: str) -> None:
    run = aquascene("scrape", "add", "-", stdin=text)
    assert run.returncode == 1
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_exit_codes_by_class_of_error(database_url: str) -> None:
    run = aquascene("scrape", "run", "nowhere", url=database_url)
    assert run.returncode == 11
    assert run.stderr.splitlines()[0].endswith("no scraper target 'nowhere'")
    assert "Hint: " in run.stderr
    bad = {"name": "x", "base_url": "ftp://x", "domains": ["x"], "scraping_rules": {}}
    run = aquascene("scrape", "add", "-", url=database_url, stdin=json.dumps(bad))
    assert run.returncode == 10
    run = aquascene("process", "run", url="postgresql:///none?host=/nowhere")
    assert run.returncode == 18
    assert "Traceback" not in run.stderr
    run = aquascene("--database", "not a uri", "process", "run")
    assert run.returncode == 10
    assert "Traceback" not in run.stderr


def test_newsletter_send(database_url: str) -> None:
    sending_issue(database_url, ["ada@example.com", "gone.x@example.com"])
    with serve_mail() as mailbox:
        smtp = f"smtp://127.0.0.1:{mailbox.port}"
        run = aquascene("--json", "newsletter", "send", "--smtp", smtp, url=database_url)
    assert json.loads(run.stdout) == {"sent": 1, "failed": 1}
    assert account(database_url) == {"frozen": 2, "sent": 1, "failed": 1}
    run = aquascene("newsletter", "send", "--smtp", smtp, url=database_url)
    assert run.returncode == 0  # nothing is due, so nobody is asked


def test_newsletter_send_without_server(database_url: str) -> None:
    sending_issue(database_url, ["ada@example.com"])
    with listen("127.0.0.1", 0) as unanswered:
        port = unanswered.getsockname()[1]
    run = aquascene("newsletter", "send", "--smtp", f"smtp://127.0.0.1:{port}", url=database_url)
    assert run.returncode == 1
    assert "cannot be used" in run.stderr
    assert "Traceback" not in run.stderr
    run = aquascene("newsletter", "send", "--smtp", "mail", url=database_url)
    assert run.returncode == 2


def test_web_serve(database_url: str) -> None:
    environment = {**os.environ, "AQUASCENE_DATABASE_URL": database_url}
    with subprocess.Popen(
        [COMMAND, "web", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+/", line)
        assert found, line
        assert httpx.get(f"{found[0]}healthz").text == "ok\n"
        port = found[0].rsplit(":", 1)[1].strip("/")
        taken = aquascene("web", "serve", "--port", port, url=database_url)
        assert taken.returncode == 1
        assert f"port {port} of 127.0.0.1 cannot be used" in taken.stderr
        assert "another --port" in taken.stderr
        process.send_signal(signal.SIGINT)
        process.wait(30)


def test_search(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(
            """insert into content.generated_content (content_type, title, content, status,
                                                      published_at)
               values ('guide', %s, 'Java & Moos', 'published', '2031-01-02Z'),
                      ('guide', 'Moss', 'Some moss', 'published', '2031-01-01Z')""",
            ["An \x1b[31mold\nfern"],
        )
    run = aquascene("search", "moos", url=database_url)
    assert run.returncode == 0, run.stderr
    assert run.stdout == "An [31mold fern  (guide, en, 2031-01-02)\n  Java & Moos\n"
    run = aquascene("--json", "search", "moss or moos", "--page-size", "1", url=database_url)
    (hit,) = json.loads(run.stdout)
    assert hit["title"] == "Moss"
    run = aquascene(
        "search", "moss or moos", "--page-size", "1", "--after", hit["after"], url=database_url
    )
    assert run.stdout.startswith("An ")
    assert "Next page: --after w_" in run.stderr
    run = aquascene("search", "mosss", "--from", "2031-01-01", url=database_url)
    assert "titles read alike" in run.stderr
    run = aquascene("search", b"\xff\"'zzz".decode(errors="surrogateescape"), url=database_url)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "Nothing found.\n")
    assert aquascene("search", "--after", "x", url=database_url).returncode == 10


def test_report_render(database_url: str, tmp_path: Path) -> None:
    output = tmp_path / "deep" / "report.html"
    run = aquascene("--json", "report", "render", "--output", str(output), url=database_url)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["bytes"] == output.stat().st_size
    assert "No issue has been sent yet" in output.read_text()
    (tmp_path / "file").write_text("")
    run = aquascene("report", "render", "--output", str(tmp_path / "file" / "x"), url=database_url)
    assert run.returncode == 1
    assert "cannot be written" in run.stderr
