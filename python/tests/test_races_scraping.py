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
from test_races_newsletter import is_waiting, second_while_first_is_open


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


PAUSE = "select scraping.pause('odd')"


def in_turn_behind_a_lock(url: str, statements: list[str]) -> list[Exception | None]:
    """Let each wait for the target in turn, let it go, and return what became of each."""

    def run(statement: str) -> Exception | None:
        try:
            execute(url, statement)
        except psycopg.Error as error:
            return error
        return None

    def waiting() -> int:
        (row,) = rows(
            url,
            "select count(*) as n from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock'",
        )
        return int(row["n"])

    with ThreadPoolExecutor(len(statements)) as pool, psycopg.connect(url) as holder:
        holder.execute("select from scraping.scraper_targets for no key update")
        results = []
        for number, statement in enumerate(statements):
            results.append(pool.submit(run, statement))
            if number == 0:
                wait_until(lambda: waiting() == 1)
            else:
                wait_until(lambda: waiting() > 1 or results[-1].done())
        holder.commit()
        return [result.result(30) for result in results]


def test_who_pauses_and_who_records_do_not_deadlock(database_url: str) -> None:
    waiting_job(database_url)
    with psycopg.connect(database_url) as connection:
        assert claim(connection, "a") == ["http://127.0.0.1:1/"]
    record = """select scraping.record_page(page_id, 'a', 'fetched', 200, kind => 'page',
                                            links => '[{"url": "http://127.0.0.1:1/next"}]')
                  from scraping.scraper_leases"""
    assert in_turn_behind_a_lock(database_url, [PAUSE, record]) == [None, None]
    (job,) = rows(database_url, "table scraping.scraping_jobs")
    assert (job["status"], job["asked_count"]) == ("cancelled", 1)


def test_who_starts_and_who_records_do_not_deadlock(database_url: str) -> None:
    waiting_job(database_url)
    with psycopg.connect(database_url) as connection:
        assert claim(connection, "a") == ["http://127.0.0.1:1/"]
    record = """select scraping.record_page(page_id, 'a', 'fetched', 200, kind => 'page',
                                            links => '[{"url": "http://127.0.0.1:2/next"}]')
                  from scraping.scraper_leases"""
    again = "select scraping.start_job('odd')"
    assert in_turn_behind_a_lock(database_url, [again, record]) == [None, None]
    (job,) = rows(database_url, "table scraping.scraping_jobs")
    assert (job["status"], job["asked_count"]) == ("running", 1)


def test_who_pauses_and_who_ends_a_job_do_not_deadlock(database_url: str) -> None:
    waiting_job(database_url)
    execute(database_url, "update scraping.scraper_pages set next_fetch_at = null")
    end = "select from scraping.claim_pages('a')"
    assert in_turn_behind_a_lock(database_url, [PAUSE, end]) == [None, None]
    (job,) = rows(database_url, "table scraping.scraping_jobs")
    assert job["status"] == "cancelled"


def test_a_target_paused_meanwhile_gets_no_job(database_url: str) -> None:
    add_target(database_url, "http://127.0.0.1:1/")
    with ThreadPoolExecutor(1) as pool, psycopg.connect(database_url) as connection:
        connection.execute(PAUSE)
        enqueued = pool.submit(execute, database_url, "select scraping.enqueue_due()")
        wait_until(lambda: enqueued.done() or is_waiting(database_url))
        connection.commit()
        enqueued.result(30)
    assert rows(database_url, "table scraping.scraping_jobs") == []
