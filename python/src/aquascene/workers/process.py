"""The processing worker: makes drafts of raw content.

``content.claim_raw`` leases items, a generator writes drafts of one or of several together (a
digest), ``content.complete_raw_many`` takes and scores them. No transaction is open while a
generator works.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from aquascene.database import (
    DatabaseError,
    Jsonb,
    Pool,
    Row,
    WrongStateError,
    call,
    call_value,
)
from aquascene.generators import Draft, EndpointError, GenerationError, Generator, SetupError
from aquascene.generators.extractive import Extractive

Progress = Callable[[int, int], None]
"""Called with the number of items claimed, and of items done, since the last call."""

LEASE = timedelta(minutes=5)
"""How long a batch may take with a generator that needs no network."""

_PATIENCE = 3
"""Drafts in a row that an endpoint may spoil before the worker ends."""


@dataclass
class QueueResult:
    """Ids of the drafts made, and how many items failed this time."""

    drafts: list[UUID] = field(default_factory=list)
    failed: int = 0


def run_queue(
    pool: Pool,
    worker: str,
    *,
    generator: Generator | None = None,
    digest: bool = False,
    batch_size: int = 10,
    lease: timedelta = LEASE,
    progress: Progress = lambda claimed, done: None,
) -> QueueResult:
    """Make drafts of all raw content that waits, and return when none is left.

    worker: a name that no other worker has. generator: extractive by default. digest: one draft of
    each batch, not one of each item. lease: longer than the generator takes for a batch. Items
    whose generator raises GenerationError or DatabaseError are given back with the error; the
    database decides when they are tried again. Raises SetupError, or EndpointError after three in
    a row: what was claimed is given back then.
    """
    generate = generator or Extractive(pool, digest=digest)
    result = QueueResult()
    spoilt = 0
    while True:
        with pool.connection() as connection:
            claimed = call(
                connection, "content.claim_raw", worker=worker, batch_size=batch_size, lease=lease
            )
        if not claimed:
            return result
        progress(len(claimed), 0)
        waiting = [claimed] if digest else [[item] for item in claimed]
        while waiting:
            items = waiting.pop(0)
            try:
                drafts = generate(items)
                result.drafts += _complete(pool, worker, items, drafts)
                spoilt = 0
            except (GenerationError, DatabaseError) as error:
                result.failed += len(items)
                _give_back(pool, worker, items, error)
                spoilt = spoilt + 1 if isinstance(error, EndpointError) else 0
                if spoilt == _PATIENCE:
                    _give_back(pool, worker, [i for rest in waiting for i in rest], error)
                    raise
            except SetupError as error:
                _give_back(pool, worker, [i for rest in [items, *waiting] for i in rest], error)
                raise
            progress(0, len(items))


def _complete(
    pool: Pool, worker: str, items: Sequence[Row], drafts: Sequence[Draft]
) -> list[UUID]:
    with pool.connection() as connection:
        made = call(
            connection,
            "content.complete_raw_many",
            raw_content_ids=[item["id"] for item in items],
            worker=worker,
            drafts=Jsonb(drafts),
        )
    return [row["complete_raw_many"] for row in made]


def _give_back(pool: Pool, worker: str, items: Sequence[Row], error: Exception) -> None:
    for item in items:
        try:
            with pool.connection() as connection:
                call_value(
                    connection,
                    "content.fail_raw",
                    raw_content_id=item["id"],
                    worker=worker,
                    error=str(error),
                )
        except WrongStateError:
            pass  # the lease ran out, and another worker has it
