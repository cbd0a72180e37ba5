"""The scraping worker, over real HTTP."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from aquascene.database import NotFoundError
from aquascene.demo.run import RULES
from aquascene.demo.site_server import serve_site
from aquascene.fetch import Fetcher
from aquascene.workers import scrape
from aquascene.workers.scrape import run_job
from stage import add_target, odd_site, rows, worker_pool

ARTICLE = "<h1>T</h1><article><p>{}</p></article>"


def test_the_demo_site_twice(database_url: str) -> None:
    with serve_site() as site, worker_pool(database_url) as pool:
        add_target(database_url, site.url, **RULES)
        seen: Counter[str] = Counter()
        result = run_job(pool, "odd", "w", progress=lambda outcome, links: seen.update([outcome]))
        assert result.outcomes == {
            "new": 14, "duplicate": 1, "filtered": 1, "empty": 5, "blocked": 1, "failed": 1,
        }  # fmt: skip
        assert seen == result.outcomes
        assert (result.fetched, result.found) == (site.fetched(), 14)
        assert site.articles() == (14, 1)
        assert site.requests["/robots.txt", 200] == 1
        assert site.requests["/articles/plant-of-the-month.html", 404] == 1
        assert not any(path.startswith("/private/") for path, _ in site.requests)
        languages = Counter(
            row["language"] for row in rows(database_url, "table content.raw_content")
        )
        assert languages == {"en": 10, "de": 2, "fr": 1, "es": 1}

        # Soon after, only the beginning is asked for again; and all, conditionally, if wanted.
        again = run_job(pool, "odd", "w")
        assert again.outcomes == {"not_modified": 1}
        everything = run_job(pool, "odd", "w", refresh=True)
        assert everything.outcomes == {"not_modified": 21, "blocked": 1, "failed": 1}
        assert everything.fetched == 22
        assert len(rows(database_url, "table content.raw_content")) == 14
        assert site.requests["/robots.txt", 200] == 1


def test_what_is_taken_from_an_article(database_url: str) -> None:
    with serve_site() as site, worker_pool(database_url) as pool:
        add_target(database_url, site.url, **RULES)
        run_job(pool, "odd", "w")
    (row,) = rows(
        database_url,
        "select * from content.raw_content where source_url like %s",
        "%/articles/moss%",
    )
    assert row["title"] == "Moss on wood: four ways to fix it and one way to ruin it"
    assert row["content"].startswith("A bare branch in a tank is firewood.")
    assert row["content"].count("\n\n") == 10
    assert "<h2>Thread</h2>" in row["html_content"]
    assert row["images"] == [
        {"url": f"{site.url}images/moss.svg", "alt": "Branch covered in tufts of moss"}
    ]
    assert row["metadata"]["author"] == "Ada Fern"
    assert row["metadata"]["published_at"] == "2026-03-03"
    assert row["metadata"]["keywords"] == ["moss", "hardscape"]


def test_bad_pages_are_outcomes_and_the_job_goes_on(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrape, "Fetcher", partial(Fetcher, max_bytes=10_000))
    with odd_site() as site, worker_pool(database_url) as pool:
        bad = ["/hangup", "/pdf", "/nameless", "/huge", "/broken", "/charset", "/gone"]
        links = "".join(f'<a href="{path}">x</a>' for path in [*bad, "/good", "/soup", "/bytes"])
        site.html("/", links + '<a href="javascript:alert(1)">x</a><a href="http://[bad">x</a>')
        site.html("/good", ARTICLE.format("Plain good words."))
        site.html("/soup", "<article><<p <b>tag<article>soup & words\x00 here")
        site.pages["/bytes"] = (
            200, {"Content-Type": "text/html; charset=utf-8"}, b"<article>\xff\xfe words</article>",
        )  # fmt: skip
        site.pages["/hangup"] = None
        site.pages["/pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF")
        site.pages["/nameless"] = (200, {}, b"<article>words</article>")
        site.html("/huge", ARTICLE.format("word " * 5000))
        site.pages["/broken"] = (500, {"Content-Type": "text/html"}, b"")
        site.pages["/charset"] = (
            200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"not gzip at all",
        )  # fmt: skip
        add_target(database_url, site.url)
        result = run_job(pool, "odd", "w")
    assert result.outcomes == {"empty": 1, "new": 3, "failed": 7}
    assert result.job["status"] == "completed"
    errors = {
        row["url"].removeprefix(site.url): row["error"]
        for row in rows(
            database_url, "select * from scraping.scraper_pages where error is not null"
        )
    }
    assert set(errors) == set(bad)
    assert errors["/broken"].startswith("HTTP 500")
    assert errors["/gone"].startswith("HTTP 404")
    assert "application/pdf" in errors["/pdf"]
    assert "nameless" in errors["/nameless"]
    assert "longer than" in errors["/huge"]
    assert errors["/hangup"] == "hung up without an answer"
    assert errors["/charset"].startswith("cannot be decoded")
    assert result.job["errors_count"] == 7


def test_a_redirect_is_a_link(database_url: str) -> None:
    with odd_site() as site, worker_pool(database_url) as pool:
        site.pages["/"] = (301, {"Location": "/new"}, b"")
        site.html("/new", '<a href="/away">x</a>' + ARTICLE.format("Here it is now."))
        site.pages["/away"] = (302, {"Location": "http://elsewhere.example.com/"}, b"")
        add_target(database_url, site.url)
        result = run_job(pool, "odd", "w")
        assert result.outcomes == {"redirected": 1, "new": 1, "failed": 1}
        assert sorted(site.paths()) == ["/", "/away", "/new"]
    (error,) = result.job["error_details"]
    assert error["error"] == (
        "redirected to http://elsewhere.example.com/, which is at none of the domains"
    )


@pytest.mark.parametrize(
    ("robots", "outcomes"),
    [
        ((404, {}, b""), {"new": 1}),
        ((500, {}, b""), {}),
        (None, {}),
        ((200, {}, b"User-agent: *\nDisallow: /"), {"blocked": 1}),
        ((200, {}, b"User-agent: AquaSceneBot\nDisallow: /"), {"blocked": 1}),
        ((200, {}, b"User-agent: other\nDisallow: /"), {"new": 1}),
    ],
)
def test_robots(
    database_url: str, robots: tuple[int, dict[str, str], bytes] | None, outcomes: dict[str, int]
) -> None:
    with odd_site() as site, worker_pool(database_url) as pool:
        site.pages["/robots.txt"] = robots
        site.html("/", ARTICLE.format("Some words."))
        add_target(database_url, site.url)
        assert run_job(pool, "odd", "w").outcomes == outcomes
        assert site.paths() == (["/"] if "new" in outcomes else [])


def test_robots_may_be_ignored_by_rule(database_url: str) -> None:
    with odd_site() as site, worker_pool(database_url) as pool:
        site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /")
        site.html("/", ARTICLE.format("Our own site."))
        add_target(database_url, site.url, extraction={"respect_robots_txt": False})
        assert run_job(pool, "odd", "w").outcomes == {"new": 1}


def test_the_pace_is_kept(database_url: str) -> None:
    with odd_site() as site, worker_pool(database_url) as pool:
        site.html("/", "".join(f'<a href="/{n}">x</a>' for n in range(4)))
        add_target(database_url, site.url, rate_limiting={"requests_per_second": 5})
        run_job(pool, "odd", "w")
        times = [at for path, at in site.asked if path != "/robots.txt"]
    assert len(times) == 5
    assert times[-1] - times[0] > 4 * 0.2 - 0.1


def test_a_job_is_taken_up_where_a_dead_worker_left_it(database_url: str) -> None:
    with odd_site() as site, worker_pool(database_url) as pool:
        site.html("/", ARTICLE.format("Once there was a worker."))
        add_target(database_url, site.url)
        (job,) = rows(database_url, "select * from scraping.start_job('odd')")
        (claimed,) = rows(
            database_url,
            "select * from scraping.claim_pages('dead', lease => interval '0.2 s')",
        )
        assert claimed["url"] == f"{site.url}/robots.txt"
        result = run_job(pool, "odd", "alive")
        assert result.job["id"] == job["id"]
        assert result.outcomes == {"new": 1}


def test_unknown_target(database_url: str) -> None:
    with worker_pool(database_url) as pool, pytest.raises(NotFoundError, match="nowhere"):
        run_job(pool, "nowhere", "w")
