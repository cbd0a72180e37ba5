"""Scraping workers as processes: several at one host, and one that is killed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from itertools import pairwise

from stage import add_target, odd_site, rows, wait_until

RUN = """
import sys
from datetime import timedelta
from aquascene.database import SMALL_POOL, open_pool
from aquascene.workers import scrape

scrape.LEASE = timedelta(seconds=float(sys.argv[3]))
with open_pool(sys.argv[1], SMALL_POOL, role="aquascene_worker") as pool:
    print(scrape.run_job(pool, "odd", sys.argv[2]).outcomes)
"""
ARTICLE = "<h1>T</h1><article><p>Page {} of a site that has many of them.</p></article>"


def worker(url: str, name: str, lease: float = 60.0) -> subprocess.Popen[str]:
    """Start a worker that visits the target ``odd``."""
    return subprocess.Popen(
        [sys.executable, "-c", RUN, url, name, str(lease)], stdout=subprocess.PIPE, text=True
    )


def test_four_workers_are_as_polite_as_one(database_url: str) -> None:
    with odd_site() as site, ExitStack() as stack:
        site.html("/", "".join(f'<a href="/{n}">x</a>' for n in range(9)))
        for n in range(9):
            site.html(f"/{n}", ARTICLE.format(n))
        add_target(database_url, site.url, rate_limiting={"requests_per_second": 2})
        workers = [stack.enter_context(worker(database_url, f"w{n}")) for n in range(4)]
        assert [process.wait() for process in workers] == [0] * 4
        times = [at for _, at in site.asked]  # with robots.txt
    assert len(times) == 11
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= 0.5, gaps
    (job,) = rows(database_url, "table scraping.scraping_jobs")
    assert (job["status"], job["pages_scraped"], job["content_found"]) == ("completed", 10, 9)


def test_a_job_ends_complete_when_its_worker_is_killed(database_url: str) -> None:
    pages = 30
    with odd_site() as site:
        site.html("/", "".join(f'<a href="/{n}">x</a>' for n in range(pages)))
        for n in range(pages):
            site.html(f"/{n}", ARTICLE.format(n))
        add_target(
            database_url,
            site.url,
            rate_limiting={"requests_per_second": 40, "concurrent_requests": 2},
        )
        with worker(database_url, "killed", lease=2) as process:
            wait_until(lambda: len(site.paths()) > pages // 3)
            process.kill()
        in_flight = {
            row["path"]
            for row in rows(
                database_url,
                """select substring(p.url from '[^/]*$') as path
                     from scraping.scraper_leases as l
                     join scraping.scraper_pages as p on p.id = l.page_id""",
            )
        }
        with worker(database_url, "next", lease=2) as process:
            assert process.wait() == 0
        asked = Counter(path.removeprefix("/") for path in site.paths())
    assert set(asked) == {"", *map(str, range(pages))}
    assert {path for path, times in asked.items() if times > 1} <= in_flight
    assert max(asked.values()) <= 2
    (job,) = rows(database_url, "table scraping.scraping_jobs")
    assert (job["status"], job["content_found"], job["errors_count"]) == ("completed", pages, 0)
    assert rows(database_url, "table scraping.scraper_leases") == []
    assert {
        row["outcome"]
        for row in rows(database_url, "select * from scraping.page_report where depth > 0")
    } == {"new"}
