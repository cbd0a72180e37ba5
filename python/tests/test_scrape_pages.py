"""Scraping real pages, which lie beside the project, over HTTP."""

from __future__ import annotations

import hashlib
import json

import psycopg
import pytest

from aquascene.database import call
from aquascene.workers.scrape import run_job
from harness.server import ROOT
from stage import odd_site, rows, worker_pool

PAGES = ROOT.parent / "shared/data/pages"


def test_real_pages_without_selectors(database_url: str) -> None:
    """Titles right on 90 %, languages on 95 %, no page fails; nothing is taken in twice."""
    if not PAGES.is_dir():
        pytest.skip("no ../shared/data/pages beside the project: no real pages to scrape")
    expected = {
        file.parent.name: json.loads(file.read_text("utf-8"))
        for file in PAGES.glob("*/expected-metadata.json")
    }
    assert len(expected) > 30
    with odd_site() as site, worker_pool(database_url) as pool:
        site.html("/", "".join(f'<a href="/pages/{name}/">x</a>' for name in sorted(expected)))
        for name in expected:
            body = (PAGES / name / "source.html").read_bytes()
            etag = f'"{hashlib.md5(body).hexdigest()}"'
            site.pages[f"/pages/{name}/"] = (
                200, {"Content-Type": "text/html", "ETag": etag}, body,
            )  # fmt: skip
        with psycopg.connect(database_url) as connection:
            call(
                connection,
                "scraping.add_target",
                name="pages",
                base_url=site.url,
                scraping_rules={
                    "extraction": {"max_depth": 1},
                    "rate_limiting": {"requests_per_second": 200},
                    "network": {"allow_private": ["127.0.0.1"]},
                },
            )
        result = run_job(pool, "pages", "w")
        assert result.outcomes["failed"] == 0, result.job["error_details"]
        assert result.fetched == len(expected) + 1
        reported = {
            row["url"].split("/")[-2]: row["title"] or ""
            for row in rows(database_url, "select * from scraping.page_report where depth = 1")
        }
        found = {
            row["source_url"].split("/")[-2]: row["language"]
            for row in rows(database_url, "table content.raw_content")
        }
        again = run_job(pool, "pages", "w", refresh=True)
        assert again.outcomes.keys() == {"not_modified", "empty"}  # the first page has no ETag
        assert again.outcomes["not_modified"] == len(expected)
        assert len(rows(database_url, "table content.raw_content")) == len(found)

    titles = {
        name: (" ".join(facts["title"].split()), reported[name]) for name, facts in expected.items()
    }
    wrong = {name: pair for name, pair in titles.items() if pair[0] != pair[1]}
    print("titles:", wrong)
    assert len(wrong) <= 0.1 * len(titles), wrong

    languages = {
        name: (facts["lang"][:2].lower(), found.get(name))
        for name, facts in expected.items()
        if facts.get("lang")
    }
    wrong = {name: pair for name, pair in languages.items() if pair[0] != pair[1]}
    print("languages:", wrong)
    assert len(wrong) <= 0.05 * len(languages), wrong
