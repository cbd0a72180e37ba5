"""What happens when many scrape at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg

from aquascene.database import Jsonb, call
from stage import add_target, rows, wait_until
from test_races_content import Connection, connect, execute
from test_races_newsletter import second_while_first_is_open


def start(connection: Connection) -> UUID:
    job: UUID = call(connection, "scraping.start_job", target_name="odd")[0]["id"]
    return job


def test_two_who_start_a_job_get_the_same(database_url: str) -> None:
    add_target(database_url, "http://127.0.0.1:1/")
    first, second = second_while_first_is_open(database_url, start, first_commits=True)
    (job,) = rows(database_url, "select id from scraping.scraping_jobs")
    assert first == second.result() == job["id"]
    assert len(rows(database_url, "table scraping.scraper_pages")) == 1


def test_who_waited_starts_the_job_when_the_first_gives_up(database_url: str) -> None:
    add_target(database_url, "http://127.0.0.1:1/")
    _, second = second_while_first_is_open(database_url, start, first_commits=False)
    (job,) = rows(database_url, "select id from scraping.scraping_jobs")
    assert second.result() == job["id"]


def claim(connection: Connection, worker: str = "w", batch_size: int = 9) -> list[str]:
    pages = call(connection, "scraping.claim_pages", worker=worker, batch_size=batch_size)
    return [page["url"] for page in pages]


def waiting_job(url: str, pages: int = 1, hosts: int = 1, **rules: Any) -> None:
    """Begin a job with some pages on some hosts, whose robots.txt is not asked for."""
    add_target(
        url,
        "http://127.0.0.1:1/",
        **{"extraction": {"respect_robots_txt": False, "max_depth": 9}, **rules},
    )
    execute(
        url,
        """insert into scraping.scraper_pages (target_id, url, next_fetch_at)
           select t.id, format('http://127.0.0.1:%%s/%%s', h, p), now()
             from scraping.scraper_targets as t
            cross join generate_series(1, %s) as h cross join generate_series(2, %s) as p""",
        hosts,
        pages,
    )
    with psycopg.connect(url) as connection:
        start(connection)


def test_two_who_claim_at_once_are_as_polite_as_one(database_url: str) -> None:
    waiting_job(database_url, pages=5, rate_limiting={"requests_per_second": 0.01})
    with connect(database_url) as first, connect(database_url) as second:
        assert claim(first) == ["http://127.0.0.1:1/"]
        assert claim(second) == []  # and does not wait for the first
        first.commit()
        second.commit()
        assert claim(second) == []


def test_many_claim_each_page_once(database_url: str) -> None:
    waiting_job(
        database_url, pages=10, hosts=10,
        rate_limiting={"requests_per_second": 1000, "concurrent_requests": 100},
    )  # fmt: skip
    barrier = threading.Barrier(4)

    def work(number: int) -> list[str]:
        got: list[str] = []
        with psycopg.connect(database_url, autocommit=True) as connection:
            barrier.wait(30)
            while len(rows(database_url, "table scraping.scraper_leases")) < 91:
                got += claim(connection, f"w{number}")
        return got

    with ThreadPoolExecutor(4) as pool:
        got = sorted(page for pages in pool.map(work, range(4)) for page in pages)
    assert len(got) == len(set(got)) == 91


def test_a_job_is_not_over_while_somebody_may_find_links(database_url: str) -> None:
    waiting_job(database_url)
    record = """select scraping.record_page(page_id, 'a', 'fetched', 200, kind => 'page',
                                            links => '[{"url": "http://127.0.0.1:1/next"}]')
                  from scraping.scraper_leases"""
    with connect(database_url) as finder, connect(database_url) as other:
        assert claim(finder, "a") == ["http://127.0.0.1:1/"]
        finder.commit()
        finder.execute(record)
        for _ in range(3):
            assert claim(other, "b") == []
            other.commit()
        finder.commit()
    (job,) = rows(database_url, "table scraping.scraping_jobs")
    assert job["status"] == "running"
    with psycopg.connect(database_url, autocommit=True) as other:
        wait_until(lambda: claim(other, "b") == ["http://127.0.0.1:1/next"])


def test_links_found_twice_at_once_are_known_once(database_url: str) -> None:
    waiting_job(database_url, hosts=2, pages=2)
    with psycopg.connect(database_url, autocommit=True) as connection:
        claimed: list[str] = []

        def both_are_claimed() -> bool:
            claimed.extend(claim(connection))
            return len(claimed) == 2

        wait_until(both_are_claimed)
    links = [f"http://127.0.0.1:1/{n}" for n in range(100)]

    def record(url: str, found: list[str]) -> int:
        with psycopg.connect(database_url) as connection:
            (row,) = connection.execute(
                """select r.links_added
                     from scraping.scraper_leases as l
                     join scraping.scraper_pages as p on p.id = l.page_id and p.url = %s
                    cross join scraping.record_page(l.page_id, 'w', 'fetched', 200,
                                                    kind => 'page', links => %s) as r""",
                (url, Jsonb([{"url": link} for link in found])),
            ).fetchall()
            return int(row[0])

    with ThreadPoolExecutor(2) as pool:
        added = list(pool.map(record, claimed, (links, links[::-1])))
    assert sum(added) == len(rows(database_url, "table scraping.scraper_pages")) - 3
    (target,) = rows(database_url, "table scraping.scraper_targets")
    assert target["page_count"] == sum(added)
