"""Milliseconds to look near-duplicates up for a document: 200 thousand signed documents against 10.

The look-up is the one of content.ingest_raw_many, for a thousand documents in a statement. That what
is alike is found, and what is not alike is not linked, python/tests/test_near_duplicates.py shows.
"""

from __future__ import annotations

import statistics
import time

import psycopg

from aquascene.plan import build_database
from documents import documents
from measure import ROOT, Result, fresh_cluster

LOOKUPS = 1000
REPEATS = 7
HELD = {"few": 10_000, "many": 200_000}
BAR = 1 / 1.5

_HOLD = """
insert into content.raw_content (source_url, source_domain, content_type, content, content_hash)
select 'https://example.com/' || n, 'example.com', 'article', 'A text that stands for another.',
       encode(sha256(convert_to(n::text, 'UTF8')), 'hex')
  from generate_series(1, {rows}) as n;
insert into content.raw_signatures (raw_content_id, bands)
select r.id, array(select hashtext(r.id || ' ' || b) from generate_series(1, 8) as b)
  from content.raw_content as r;
create table signatures as
select content._minhash_bands(content._shingles(content.normalize_text(t.body))) as bands
  from unnest(%s::text[]) as t (body);
vacuum analyze content.raw_signatures;
"""

_LOOK_UP = """
select count(c.raw_content_id)
  from signatures as i
  left join lateral (
       select s.raw_content_id from content.raw_signatures as s where s.bands && i.bands limit 100
      ) as c on true
"""


def measure() -> Result:
    """Measure by turns in a database of each size."""
    texts = documents(LOOKUPS, seed=2)
    with fresh_cluster() as cluster:
        connections = {}
        for name, rows in HELD.items():
            cluster.ensure_database(name)
            build_database(cluster.url(name), ROOT)
            connection = psycopg.connect(cluster.url(name), autocommit=True)
            for statement in _HOLD.format(rows=rows).split(";")[:-1]:
                connection.execute(statement, (texts,) if "%s" in statement else None)
            connection.execute("set enable_seqscan = off")
            connections[name] = connection
        seconds: dict[str, list[float]] = {name: [] for name in HELD}
        for turn in range(REPEATS + 1):
            for name, connection in connections.items():
                begin = time.perf_counter()
                connection.execute(_LOOK_UP)
                if turn:
                    seconds[name].append(time.perf_counter() - begin)
        for connection in connections.values():
            connection.close()
    few, many = (statistics.median(seconds[name]) * 1000 / LOOKUPS for name in HELD)
    return Result("near_duplicates_flat", many, few, "ms", few / many, BAR)
