"""A file of subscribers, end to end: read, staged by COPY, checked, and taken in batch by batch.

import_copy: against COPY of the same lines into a plain table with the indexes of
audience.subscribers; it checks nothing, and knows of no consents and preferences. import_upserts:
against a loop that does the same work, one upsert of subscriber, preferences and consent a row by
one prepared statement, with a commit each 10,000.
"""

from __future__ import annotations

import csv
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from aquascene.database import SMALL_POOL, Pool, open_pool
from aquascene.plan import build_database
from aquascene.subscribers import CsvFile, apply, stage
from measure import ROOT, Result, fresh_cluster

ROWS = 200_000
UPSERTS = 20_000
ROUNDS = 3
COPY_BAR = 0.2
UPSERT_BAR = 5.0

_HEADER = (
    *("email", "first_name", "last_name", "country", "timezone", "language", "tags"),
    *("subscription_date", "town"),
)
_PLACES = (
    ("GB", "Europe/London"),
    ("US", "America/New_York"),
    ("DE", "Europe/Berlin"),
    ("FR", "Europe/Paris"),
    ("ES", "Europe/Madrid"),
    ("IN", "Asia/Kolkata"),
)

_PREPARE = """
create table plain (like audience.subscribers including all);
alter table plain add column town text;
insert into audience.suppressions (address_hash, reason)
select sha256(n::text::bytea), 'manual' from generate_series(1, 10000) as n;
insert into audience.suppressions (domain, reason)
select 'd' || n || '.example', 'manual' from generate_series(1, 1000) as n;
"""

_EMPTY = """
truncate audience.subscribers, audience.subscriber_imports, audience.subscriber_import_rows,
         audience.subscriber_changes, plain cascade;
checkpoint
"""

_UPSERT = """
with person as (
    insert into audience.subscribers as s (
        email, first_name, last_name, country, timezone, language, tags, subscription_date, source,
        confirmed_at, custom_fields)
    values (%s, %s, %s, %s, %s, %s, string_to_array(%s, ','), %s::timestamptz, 'fair', now(),
            jsonb_build_object('town', %s::text))
    on conflict (email) do update set first_name = excluded.first_name
    returning s.id
), wishes as (
    insert into audience.subscription_preferences (subscriber_id, gdpr_consent, gdpr_consent_date)
    select p.id, true, now() from person as p
    on conflict (subscriber_id) do nothing
)
insert into audience.consent_events (subscriber_id, purpose, is_granted, source)
select p.id, 'newsletter', true, 'fair' from person as p
"""


def _people(count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        country, zone = _PLACES[number % 6]
        yield (
            f"reader{number * 7919 % count}@mail{number % 50}.example.com",
            f"Name{number % 500}",
            f"Family{number % 900}",
            country,
            zone,
            "en",
            f"plants,tag{number % 50}",
            f"2024-0{1 + number % 9}-1{number % 10}T10:00:00Z",
            f"Town, {number % 100}",
        )


def _write(path: Path, *, is_for_copy: bool) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for person in _people(ROWS):
            tags = f"{{{person[6]}}}" if is_for_copy else person[6]
            writer.writerow((*person[:6], tags, *person[7:]))


def _import(pool: Pool, path: Path) -> None:
    with path.open("rb") as source:
        begun = stage(
            pool,
            CsvFile(source),
            file_name=path.name,
            source="fair",
            consents={"newsletter": True},
            mapping={"town": "custom:town"},
        )
    done = apply(pool, begun["id"])
    assert done["added_count"] == ROWS, done


def _copy(connection: psycopg.Connection, path: Path) -> None:
    with (
        path.open("rb") as source,
        connection.cursor() as cursor,
        cursor.copy(f"copy plain ({', '.join(_HEADER)}) from stdin (format csv, header)") as copy,
    ):
        while data := source.read(1 << 20):
            copy.write(data)


def _upsert(url: str, people: list[tuple[str, ...]]) -> None:
    with psycopg.connect(url, prepare_threshold=0) as connection:
        cursor = connection.cursor()
        for number, person in enumerate(people, start=1):
            cursor.execute(_UPSERT, person)
            if number % 10_000 == 0:
                connection.commit()


def measure() -> list[Result]:
    """Do all three by turns, each into empty tables after a checkpoint."""
    seconds: dict[str, list[float]] = {"ours": [], "copy": [], "upserts": []}
    with fresh_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        cluster.ensure_database("bench")
        url = cluster.url("bench")
        build_database(url, ROOT)
        ours, floor = Path(folder) / "people.csv", Path(folder) / "people-copy.csv"
        _write(ours, is_for_copy=False)
        _write(floor, is_for_copy=True)
        people = list(_people(UPSERTS))
        with (
            psycopg.connect(url, autocommit=True) as connection,
            open_pool(url, SMALL_POOL) as pool,
        ):
            connection.execute(_PREPARE)
            runs: dict[str, Callable[[], None]] = {
                "ours": lambda: _import(pool, ours),
                "copy": lambda: _copy(connection, floor),
                "upserts": lambda: _upsert(url, people),
            }
            for _ in range(ROUNDS):
                for name, run in runs.items():
                    for statement in _EMPTY.split(";"):
                        connection.execute(statement)
                    begin = time.perf_counter()
                    run()
                    seconds[name].append(time.perf_counter() - begin)
    rate = {
        name: (UPSERTS if name == "upserts" else ROWS) / statistics.median(times)
        for name, times in seconds.items()
    }
    return [
        Result("import_copy", rate["ours"], rate["copy"], "rows/s",
               rate["ours"] / rate["copy"], COPY_BAR),
        Result("import_upserts", rate["ours"], rate["upserts"], "rows/s",
               rate["ours"] / rate["upserts"], UPSERT_BAR),
    ]  # fmt: skip
