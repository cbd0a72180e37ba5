"""The demo from an empty database to `demo: ok`, interrupted, and again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from aquascene.demo import run as demo
from aquascene.demo.edge import Edge
from aquascene.demo.people import COUNT, subscribers
from aquascene.demo.run import Count, DemoError
from aquascene.demo.site_server import SiteError, serve_site
from stage import rows

COMMAND = str(Path(sys.executable).with_name("aquascene"))


def start(url: str, output: Path) -> subprocess.Popen[str]:
    # Tests that run in the background of a shell ignore SIGINT, and so would what they start.
    return subprocess.Popen(
        [COMMAND, "--database", url, "demo", "--output", str(output)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def table(lines: list[str]) -> dict[str, tuple[int, int]]:
    """Return the table of counts that the demo printed."""
    found = (re.match(r"(\S.*?) {2,}([\d,]+) +([\d,]+)  the ", line) for line in lines)
    return {
        match[1]: (int(match[2].replace(",", "")), int(match[3].replace(",", "")))
        for match in found
        if match
    }


class Page(HTMLParser):
    """What a report asks of the outside world (nothing), and what it shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.charts: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.outside += [value for name, value in attrs if name in ("src", "href") and value]
        if tag in ("script", "link", "iframe"):
            self.outside.append(tag)
        if tag == "svg":
            self.charts.append(named.get("aria-label"))


def test_the_whole_demo(new_database: Callable[..., str], tmp_path: Path) -> None:
    url = new_database(template=None)
    report = tmp_path / "report.html"
    with start(url, report) as process:
        output, _ = process.communicate()
    lines = output.splitlines()
    assert process.returncode == 0, output
    assert lines[-1] == "demo: ok"
    counts = table(lines)
    assert all(database == counted for database, counted in counts.values())
    told = {name: database for name, (database, _) in counts.items()}
    assert told["pages fetched"] == 22
    assert told["pages blocked by robots.txt"] == 1
    assert (told["raw new"], told["raw duplicate"], told["drafts"]) == (14, 1, 14)
    assert told["published"] == 14
    assert told["frozen"] >= 1000
    assert told["frozen"] == told["sent"] + told["failed"]
    for name in ("failed", "deferred", "unsubscribed"):
        assert 0 < told[name] < 50
    assert 500 < told["opened (readers)"] < told["opened (times)"]
    assert 100 < told["clicked (readers)"] < told["clicked (times)"]
    page = Page(report.read_text())
    assert page.outside == []
    assert len(page.charts) == 3
    assert all(page.charts)
    assert not re.search(r"#0[1-6]0[1-6]0[1-6]|@import|url\(", report.read_text())

    with start(url, report) as process:  # stopped in the middle of sending
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("issue"):
                process.send_signal(signal.SIGINT)
                break
        output, _ = process.communicate()
    assert process.returncode == 1, output

    with start(url, report) as process:
        output, _ = process.communicate()
    assert process.returncode == 0, output
    again = {name: database for name, (database, _) in table(output.splitlines()).items()}
    assert (again["raw new"], again["raw duplicate"], again["drafts"]) == (0, 0, 0)
    assert again["published"] == 14
    assert again["frozen"] == told["frozen"] - told["unsubscribed"] - told["failed"]
    assert "21 not_modified" in output
    ledger = rows(url, "select * from newsletter.delivery_accounting")
    assert all(row["balanced"] for row in ledger)
    passwords = rows(url, "select password_hash from admin.admin_users")
    assert len({row["password_hash"] for row in passwords}) == 3


def test_a_wrong_count_is_named(
    new_database: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A witness that counts one open less than there were makes the demo fail."""
    url = new_database(template="plan")
    monkeypatch.setattr(demo, "_deployed", lambda url, say: url)
    monkeypatch.setattr(demo, "subscribers", lambda: subscribers()[:40])
    count = Edge.count
    monkeypatch.setattr(
        Edge, "count", lambda edge, *key: count(edge, *key) - (key == ("GET", "o", 200))
    )
    said: list[str] = []
    with pytest.raises(DemoError, match=r"^opened \(times\): the database says (\d+), but the web"):
        demo.run_demo(url, say=said.append, output=tmp_path / "report.html")
    assert [line.split("  ")[0] for line in said if "NOT EQUAL" in line] == ["opened (times)"]


def test_the_table_marks_what_differs() -> None:
    lines = list(demo._table([Count("sent", 1200, 1199, "the mail server"), Count("x", 1, 1, "y")]))
    assert "1,200      1,199  the mail server   <-- NOT EQUAL" in lines[1]
    assert "NOT EQUAL" not in lines[2]


def test_the_site_says_when_its_port_is_taken() -> None:
    with (
        serve_site() as site,
        pytest.raises(SiteError, match=f"port {site.port}"),
        serve_site(site.port),
    ):
        pass


def test_subscribers_are_made_up() -> None:
    people = subscribers()
    addresses = [person["email"].lower() for person in people]
    assert len(people) > COUNT >= 1000
    assert people == subscribers()
    domains = {address.partition("@")[2] for address in addresses if address.count("@") == 1}
    assert domains <= {"example.com", "example.org", "example.net", "dot", "x.test"}
