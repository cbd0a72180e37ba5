"""The scraping worker: fetches the pages that the database hands out, and says what it found.

What is fetched, when, how fast, which links are followed and what is kept is decided by
``scraping.claim_pages`` and ``scraping.record_page``. No transaction is open while a page is
fetched or read.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from protego import Protego

from aquascene import extract
from aquascene.database import (
    Jsonb,
    NotFoundError,
    Pool,
    Row,
    WrongStateError,
    call,
    call_row,
    call_value,
    read,
)
from aquascene.extract import ExtractError
from aquascene.fetch import Fetcher, FetchError, Response

THREADS = 8
"""Pages that a worker fetches at once, each on another host."""

LEASE = timedelta(minutes=2)
"""How long a worker that dies keeps others from its pages."""

_BEAT = LEASE.total_seconds() / 4
_ACCEPT = (
    "text/html, application/xhtml+xml;q=0.9, application/feed+json;q=0.8, "
    "application/rss+xml;q=0.8, application/atom+xml;q=0.8, application/xml;q=0.8, */*;q=0.5"
)
_ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2
_ROBOTS_BYTES = 512_000

Progress = Callable[[str, int], None]
"""Called after each page with its outcome and how many new links it added."""


@dataclass(frozen=True)
class JobResult:
    """A finished job as its row, and what this worker added to it.

    outcomes: how many pages had which outcome. fetched: pages that answered. found: new raw
    content. Others may have worked on the job, before or at the same time.
    """

    job: Row
    outcomes: Counter[str]
    fetched: int
    found: int


def run_job(
    pool: Pool,
    target: str,
    worker: str,
    *,
    refresh: bool = False,
    threads: int = THREADS,
    progress: Progress = lambda outcome, links: None,
) -> JobResult:
    """Visit a target, or take up its unfinished visit, and return when nothing is left to do.

    target: a name in scraping.scraper_targets. worker: a name that no other worker has. refresh:
    ask for all pages that are known, not only for those that are due. Several may work on one
    target at once. Raises DatabaseError; a page that fails is an outcome, not an error.
    """
    with pool.connection() as connection:
        job = call_row(connection, "scraping.start_job", target_name=target, refresh=refresh)
    assert job is not None  # the function returns a row or raises
    outcomes = _Crawler(pool, worker, job["id"], threads, progress).run()
    with pool.connection() as connection:
        (done,) = read(connection, "scraping.scraping_jobs", id=job["id"])
    return JobResult(
        done,
        outcomes,
        fetched=done["pages_scraped"] - job["pages_scraped"],
        found=done["content_found"] - job["content_found"],
    )


def run_due(
    pool: Pool,
    worker: str,
    *,
    threads: int = THREADS,
    progress: Progress = lambda outcome, links: None,
) -> Counter[str]:
    """Visit all targets that are due, and return the outcomes when no job is unfinished."""
    with pool.connection() as connection:
        call(connection, "scraping.enqueue_due")
    return _Crawler(pool, worker, None, threads, progress).run()


def test_rules(pool: Pool, target: str, url: str) -> dict[str, Any]:
    """Fetch one page and return what the target's rules take from it; nothing is stored.

    Returns selectors (what each yields), article, kind and links. Raises NotFoundError, FetchError
    or ExtractError.
    """
    with pool.connection() as connection:
        found = read(connection, "scraping.scraper_targets", "scraping_rules", name=target)
        agent = call_value(connection, "ops.setting", key="scraping.user_agent")
    if not found:
        raise NotFoundError(
            f"no scraper target '{target}'", hint="aquascene scrape list shows them."
        )
    rules: Mapping[str, Any] = found[0]["scraping_rules"]
    with Fetcher(agent) as fetcher:
        answer = fetcher.get(url, accept=_ACCEPT, allow_private=_allowed(rules))
    if answer.location:
        raise FetchError(f"redirected to {answer.location}: test that address")
    arguments = (answer.body, answer.content_type, answer.charset, url, rules)
    document = extract.read(*arguments)
    return {
        "kind": document.kind,
        "selectors": extract.test_selectors(*arguments) if document.kind == "page" else {},
        "article": document.article,
        "links": [link.url for link in document.links],
    }


class _Crawler:
    """One worker: claims as many pages as it has threads for, each fetched in a thread."""

    def __init__(
        self, pool: Pool, worker: str, job_id: UUID | None, threads: int, progress: Progress
    ) -> None:
        self._pool = pool
        self._worker = worker
        self._job_id = job_id
        self._threads = threads
        self._progress = progress
        with pool.connection() as connection:
            self._agent: str = call_value(connection, "ops.setting", key="scraping.user_agent")
        self._token = self._agent.split("/")[0]
        self._robots: dict[str, tuple[datetime, Protego]] = {}
        # Reading pages is Python's work, one at a time anyhow; so memory holds one large page.
        self._reading = threading.Lock()

    def run(self) -> Counter[str]:
        """Work until no page is left, and return how many pages had which outcome."""
        outcomes: Counter[str] = Counter()
        flying: set[Future[tuple[str, int] | None]] = set()
        beat = time.monotonic()
        with (
            Fetcher(self._agent) as self._fetcher,
            ThreadPoolExecutor(self._threads, thread_name_prefix="scrape") as executor,
        ):
            while True:
                if flying and time.monotonic() > beat + _BEAT:
                    beat = time.monotonic()
                    self._call("scraping.heartbeat", worker=self._worker, lease=LEASE)
                free = self._threads - len(flying)
                pages = self._claim(free) if free else []
                flying |= {executor.submit(self._visit, page) for page in pages}
                if not pages:
                    patience = self._patience() if free else 1.0
                    if patience is None and not flying:
                        return outcomes
                    patience = 1.0 if patience is None else patience
                    if flying:
                        done, flying = wait(flying, patience, FIRST_COMPLETED)
                    else:
                        time.sleep(patience)
                        done = set()
                else:
                    done = {future for future in flying if future.done()}
                    flying -= done
                for future in done:
                    if (recorded := future.result()) is not None:
                        outcomes[recorded[0]] += 1
                        self._progress(*recorded)

    def _call(self, function: str, **arguments: Any) -> list[Row]:
        with self._pool.connection() as connection:
            return call(connection, function, **arguments)

    def _claim(self, count: int) -> list[Row]:
        return self._call(
            "scraping.claim_pages",
            worker=self._worker,
            batch_size=count,
            lease=LEASE,
            only_job=self._job_id,
        )

    def _patience(self) -> float | None:
        """Return the seconds to wait before there may be something to claim; None for never."""
        with self._pool.connection() as connection:
            left = call_value(connection, "scraping.next_claim", only_job=self._job_id)
        return None if left is None else min(max(left.total_seconds(), 0.005), 1.0)

    def _visit(self, page: Row) -> tuple[str, int] | None:
        """Fetch what was claimed and record it; None when that was a robots.txt or is lost."""
        try:
            if page["page_id"] is None:
                self._record_robots(page)
                return None
            (recorded,) = self._call(
                "scraping.record_page",
                page_id=page["page_id"],
                worker=self._worker,
                **self._answer(page),
            )
        except WrongStateError:
            return None  # the lease ran out, and another worker has it
        return recorded["outcome_recorded"], recorded["links_added"]

    def _answer(self, page: Row) -> dict[str, Any]:
        """Return the arguments of scraping.record_page; never raises for a bad page."""
        url, rules = page["url"], page["rules"]
        if _rule(rules, "extraction", "respect_robots_txt", True) and not self._may_fetch(page):
            return {"outcome": "blocked"}
        facts: dict[str, Any] = {}
        try:
            answer = self._fetcher.get(
                url,
                accept=_ACCEPT,
                etag=page["etag"],
                last_modified=page["last_modified"],
                allow_private=_allowed(rules),
            )
            facts = _facts(answer)
            if answer.status_code == 304:
                return {"outcome": "not_modified", **facts, "answered": _since(answer.answered_at)}
            if answer.location is not None:
                facts |= {"outcome": "redirected", "location": _clean(answer.location)}
                return facts | {"answered": _since(answer.answered_at)}
            with self._reading:
                document = extract.read(
                    answer.body, answer.content_type, answer.charset, url, rules
                )
        except FetchError as error:
            return {
                "outcome": "failed",
                "error": _clean(str(error)),
                "status_code": error.status_code,
                "retry_after": None if error.retry_after is None else _interval(error.retry_after),
                "answered": _since(error.answered_at),
            }
        except ExtractError as error:
            failed = {"outcome": "failed", "error": _clean(str(error))}
            return facts | failed | {"answered": _since(answer.answered_at)}
        return {
            "outcome": "fetched",
            **facts,
            "kind": document.kind,
            "article": None if document.article is None else Jsonb(document.article),
            "links": Jsonb([asdict(link) for link in document.links]),
            "answered": _since(answer.answered_at),
        }

    def _may_fetch(self, page: Row) -> bool:
        """Tell whether the host's robots.txt, which is fetched once a day, lets us ask for it."""
        host, fetched_at = page["host"], page["robots_fetched_at"]
        known = self._robots.get(host)
        if known is None or known[0] != fetched_at:
            with self._pool.connection() as connection:
                text = call_value(connection, "scraping.robots_txt", host=host)
            known = self._robots[host] = (fetched_at, Protego.parse(text or ""))
        return bool(known[1].can_fetch(page["url"], self._token))

    def _record_robots(self, page: Row) -> None:
        """Fetch the robots.txt that was claimed, through redirect_count, and record it."""
        url = page["url"]
        facts: dict[str, Any] = {"error": f"more than {_ROBOTS_REDIRECTS} redirects"}
        answered_at: float | None = None
        try:
            for _ in range(_ROBOTS_REDIRECTS + 1):
                answer = self._fetcher.get(url, allow_private=_allowed(page["rules"]))
                answered_at = answer.answered_at
                if answer.location is None:
                    text = answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace").replace("\0", "")
                    delay = Protego.parse(text).crawl_delay(self._token)
                    facts = {
                        "status_code": answer.status_code,
                        "body": text,
                        "crawl_delay": None if delay is None else _interval(delay),
                    }
                    break
                url = urljoin(url, answer.location)
        except FetchError as error:
            answered_at = error.answered_at
            facts = {"status_code": error.status_code, "error": _clean(str(error))}
        self._call(
            "scraping.record_robots",
            host=page["host"],
            worker=self._worker,
            answered=_since(answered_at),
            **facts,
        )


def _facts(answer: Response) -> dict[str, Any]:
    return {
        "status_code": answer.status_code,
        "etag": answer.headers.get("ETag"),
        "last_modified": answer.headers.get("Last-Modified"),
    }


def _rule(rules: Mapping[str, Any], section: str, name: str, default: Any) -> Any:
    return rules.get(section, {}).get(name, default)


def _allowed(rules: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(_rule(rules, "network", "allow_private", ()))


def _since(moment: float | None) -> timedelta:
    return timedelta(seconds=0 if moment is None else time.monotonic() - moment)


def _interval(seconds: float) -> timedelta:
    """Return seconds as an interval, of a day at most: hosts say what they like."""
    return timedelta(seconds=min(max(seconds, 0.0), 86_400.0))


def _clean(text: str) -> str:
    """Return a text that PostgreSQL takes, of at most 1,000 characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:1000]
