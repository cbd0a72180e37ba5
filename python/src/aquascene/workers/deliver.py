"""The delivering worker: posts events of the outbox to the endpoints that want them.

What is posted to whom, in which order, and when it is tried again is decided by
``ops.claim_deliveries`` and ``ops.acknowledge_deliveries``. Signatures come from there, so that
keys never leave the database. No transaction is open while an endpoint answers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from aquascene.database import Pool, Row, UnavailableError, call, call_value
from aquascene.fetch import Fetcher, FetchError

THREADS = 8
"""Endpoints that a worker is at at once; a slow one holds no other."""

_BATCH = 20
_LEASE = 120.0
_TIME = 60.0  # for a batch; what is left of it waits for the next
_GONE = 410
_PAUSE = 1.0


@dataclass
class Result:
    """How many events were taken, and how many tries failed."""

    delivered: int = 0
    failed: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, delivered: int, failed: int) -> None:
        """Count what one batch came to."""
        with self._lock:
            self.delivered += delivered
            self.failed += failed


def open_fetcher() -> Fetcher:
    """Return what posts: it waits 10 s for an answer, 15 s for all of it, and takes 64 kB of it."""
    return Fetcher("AquaScene-Webhooks/1", max_bytes=65_536, timeout=10.0, deadline=15.0)


def deliver(
    pool: Pool,
    worker: str,
    *,
    threads: int = THREADS,
    stop: threading.Event | None = None,
    forever: bool = False,
) -> Result:
    """Post all that is due, and return; with forever, go on until stop is set.

    Any number of workers may run at once; an endpoint is with one of them at a time. Raises
    UnavailableError when the database cannot be reached; with forever it waits for it. What was
    posted and could not be written down is posted again, with the same id.
    """
    stop = stop or threading.Event()
    result = Result()
    with open_fetcher() as fetcher, ThreadPoolExecutor(threads, "deliver") as executor:
        running: set[Future[None]] = set()
        while not stop.is_set():
            try:
                claimed = len(running) < threads and (rows := _claim(pool, worker))
                if claimed:
                    running.add(executor.submit(_post_all, pool, fetcher, rows, result, stop))
                    continue
                if running:
                    done, running = wait(running, timeout=_PAUSE, return_when=FIRST_COMPLETED)
                    for each in done:
                        each.result()
                elif forever:
                    stop.wait(_PAUSE)
                else:
                    break
            except UnavailableError:
                if not forever:
                    raise
                stop.wait(_PAUSE)
    return result


def _claim(pool: Pool, worker: str) -> list[Row]:
    with pool.connection() as connection:
        return call(connection, "ops.claim_deliveries", worker=worker, batch_size=_BATCH)


def _post_all(
    pool: Pool, fetcher: Fetcher, rows: list[Row], result: Result, stop: threading.Event
) -> None:
    """Post a batch in its order, until one fails or time is up, and say what came of it."""
    with pool.connection() as connection:
        private = call_value(connection, "ops.setting", key="webhooks.private_hosts")
    ends = time.monotonic() + _TIME
    taken = 0
    reason: str | None = None
    gone = False
    for row in rows:
        if time.monotonic() > ends or stop.is_set():
            break
        reason, gone = post(fetcher, row, private)
        if reason is not None:
            break
        taken += 1
    with pool.connection() as connection:
        call(
            connection,
            "ops.acknowledge_deliveries",
            endpoint_id=rows[0]["endpoint_id"],
            lease_id=rows[0]["lease_id"],
            delivered_count=taken,
            delivered_to=rows[taken - 1]["event_id"] if taken else None,
            failed_event=None if reason is None else rows[taken]["event_id"],
            error=reason,
            is_gone=gone,
        )
    result.add(taken, int(reason is not None))


def post(fetcher: Fetcher, row: Row, private: Collection[str]) -> tuple[str | None, bool]:
    """Post one event; return why it was not taken, if so, and whether the endpoint is gone."""
    try:
        answer = fetcher.post(
            row["url"],
            row["body"].encode(),
            [
                ("Content-Type", "application/json"),
                ("webhook-id", row["webhook_id"]),
                ("webhook-timestamp", row["unix_time"]),
                ("webhook-signature", row["signature"]),
            ],
            allow_private=private,
        )
    except FetchError as error:
        if error.status_code is not None and 200 <= error.status_code < 300:
            return None, False  # taken, with an answer that is not worth reading
        return str(error), error.status_code == _GONE
    if 200 <= answer.status_code < 300:
        return None, False
    return f"HTTP {answer.status_code}, which is not followed", False
