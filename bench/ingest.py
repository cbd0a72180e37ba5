"""Documents of 300 words a second into content.ingest_raw_many, one connection, batches of 500.

Normalised, hashed, their language found, words counted, signed, compared with what is near, and
inserted. ``ingest``: floor is the usual Python route in the same run, in one process: py3langid,
datasketch's MinHash and LSH, SHA-256, then ``executemany`` into a table with the same columns,
constraints and indexes. ``ingest_ms``: what is allowed, 4 ms a document. ``ingest_flat_1m``: with a
million documents in the table, against ten thousand.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import time
from collections.abc import Sequence

import psycopg
import py3langid
from datasketch import MinHash, MinHashLSH

from aquascene.plan import build_database
from documents import documents
from measure import ROOT, Result, fresh_cluster

BATCH = 500
BATCHES = 6
ALLOWED_MS = 4.0
HELD = {"few": 10_000, "many": 1_000_000}
FLAT_BAR = 1 / 1.3

_FLOOR_TABLE = "create table floor_table (like content.raw_content including all)"

# Rows as ingestion leaves them, with signatures as random as those of texts that are not alike.
_HOLD = """
drop index content.raw_signatures_bands_idx;
insert into content.raw_content (source_url, source_domain, content_type, title, content,
                                 content_hash, language, word_count, processing_status, processed)
select 'https://example.com/' || n, 'site-' || n % 500 || '.example.com', 'article', 'A title',
       'A text that stands for another.', encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), 'en',
       300, 'completed', true
  from generate_series(1, {rows}) as n;
insert into content.raw_signatures (raw_content_id, bands)
select r.id, array(select hashtext(r.id || ' ' || b) from generate_series(1, 8) as b)
  from content.raw_content as r;
create index raw_signatures_bands_idx
    on content.raw_signatures using gin (bands) with (fastupdate = off);
vacuum analyze content.raw_content;
vacuum analyze content.raw_signatures;
"""


def _ours(connection: psycopg.Connection, texts: Sequence[str], name: str) -> float:
    items = [
        {
            "source_url": f"https://site-{n % 500}.example.com/{name}/{n}",
            "content_type": "article",
            "title": "A title",
            "content": text,
        }
        for n, text in enumerate(texts)
    ]
    begin = time.perf_counter()
    outcomes = connection.execute(
        "select outcome from content.ingest_raw_many(%s)", (json.dumps(items),)
    ).fetchall()
    seconds = time.perf_counter() - begin
    assert {row[0] for row in outcomes} == {"new"}
    assert len(outcomes) == len(texts)
    return seconds


class _PythonRoute:
    """What a careful Python programmer would write."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self._index = MinHashLSH(threshold=0.7, num_perm=128)
        self._seen: set[str] = set()

    def __call__(self, texts: Sequence[str], name: str) -> float:
        begin = time.perf_counter()
        rows = []
        for n, text in enumerate(texts):
            words = text.lower().split()
            digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
            assert digest not in self._seen
            self._seen.add(digest)
            language, _ = py3langid.classify(text)
            signature = MinHash(num_perm=128)
            signature.update_batch(
                [" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)]
            )
            assert not self._index.query(signature)
            self._index.insert(digest, signature)
            rows.append(
                (
                    f"https://site-{n % 500}.example.com/{name}/{n}",
                    f"site-{n % 500}.example.com",
                    text,
                    digest,
                    language,
                    len(words),
                )
            )
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.executemany(
                """insert into floor_table (source_url, source_domain, content_type, title, content,
                                            content_hash, language, word_count)
                   values (%s, %s, 'article', 'A title', %s, %s, %s, %s)""",
                rows,
            )
        return time.perf_counter() - begin


def measure() -> list[Result]:
    """Measure all three in one cluster, batch by batch in turns."""
    with fresh_cluster() as cluster:
        connections = {}
        for name, rows in HELD.items():
            cluster.ensure_database(name)
            build_database(cluster.url(name), ROOT)
            connections[name] = psycopg.connect(cluster.url(name), autocommit=True)
            for statement in _HOLD.format(rows=rows).split(";")[:-1]:
                connections[name].execute(statement)
        connections["few"].execute(_FLOOR_TABLE)
        python_route = _PythonRoute(connections["few"])
        seconds: dict[str, list[float]] = {"few": [], "many": [], "python": []}
        texts = documents(BATCH * (BATCHES + 1), seed=1)
        for number in range(BATCHES + 1):  # the first warms up
            batch = texts[number * BATCH : (number + 1) * BATCH]
            taken = {
                "few": _ours(connections["few"], batch, str(number)),
                "many": _ours(connections["many"], batch, str(number)),
                "python": python_route(batch, str(number)),
            }
            if number:
                for name, value in taken.items():
                    seconds[name].append(value)
        for connection in connections.values():
            connection.close()
    median = {name: statistics.median(values) for name, values in seconds.items()}
    rate = {name: BATCH / value for name, value in median.items()}
    milliseconds = median["few"] * 1000 / BATCH
    return [
        Result("ingest", rate["few"], rate["python"], "docs/s", rate["few"] / rate["python"], 1.0),
        Result("ingest_ms", milliseconds, ALLOWED_MS, "ms", ALLOWED_MS / milliseconds, 1.0),
        Result(
            "ingest_flat_1m",
            rate["many"],
            rate["few"],
            "docs/s",
            rate["many"] / rate["few"],
            FLAT_BAR,
        ),
    ]
