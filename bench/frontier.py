"""The 95th percentile of the time of scraping.claim_pages, one page a call, over 100 hosts.

``claim_p95_ms``: the floor is what is allowed, 5 ms, with a million known. ``claim_flat``:
with a million against ten thousand, in turns; it may take 1.5 times as long. Each claimed page is
recorded between two measurements, and is due again a day later, as in a crawl.
"""

from __future__ import annotations

import statistics
import time

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

KNOWN = {"few": 10_000, "many": 1_000_000}
HOSTS = 100
ROUNDS = 6
CLAIMS = 200
ALLOWED_MS = 5.0
FLAT_BAR = 1 / 1.5

_FRONTIER = """
select scraping.add_target('bench', 'https://site-1.example.com/', '{{example.com}}',
                           '{{"rate_limiting": {{"requests_per_second": 1000}}}}',
                           max_pages => 1000000);
insert into scraping.scraper_pages (target_id, url, depth, etag, next_fetch_at)
select t.id, format('https://site-%s.example.com/articles/%s', n % {hosts}, n), 2, '"' || n || '"',
       now() - n * interval '1 second'
  from scraping.scraper_targets as t cross join generate_series(1, {known}) as n;
insert into scraping.scraper_hosts (host, robots_fetched_at)
select format('site-%s.example.com', n), now() from generate_series(0, {hosts} - 1) as n;
vacuum analyze scraping.scraper_pages;
select scraping.start_job('bench');
"""


def _claims(connection: psycopg.Connection) -> list[float]:
    """Claim and record pages; return the milliseconds of each claim."""
    taken: list[float] = []
    while len(taken) < CLAIMS:
        begin = time.perf_counter()
        page = connection.execute("select page_id from scraping.claim_pages('bench')").fetchone()
        end = time.perf_counter()
        if page is None:  # all hosts were asked within a millisecond
            continue
        taken.append(1000 * (end - begin))
        connection.execute(
            "select scraping.record_page(%s, 'bench', 'not_modified', 304)", (page[0],)
        )
    return taken


def measure() -> list[Result]:
    """Claim in both databases of one cluster, in turns."""
    with fresh_cluster() as cluster:
        connections = {}
        for name, known in KNOWN.items():
            cluster.ensure_database(name)
            build_database(cluster.url(name), ROOT)
            connections[name] = psycopg.connect(cluster.url(name), autocommit=True)
            for statement in _FRONTIER.format(known=known, hosts=HOSTS).split(";\n")[:-1]:
                connections[name].execute(statement)
            _claims(connections[name])  # the first warm up
        p95: dict[str, list[float]] = {name: [] for name in KNOWN}
        for _ in range(ROUNDS):
            for name, connection in connections.items():
                p95[name].append(statistics.quantiles(_claims(connection), n=20)[-1])
        for connection in connections.values():
            connection.close()
    many, few = (statistics.median(p95[name]) for name in ("many", "few"))
    return [
        Result("claim_p95_ms", many, ALLOWED_MS, "ms", ALLOWED_MS / many, 1.0),
        Result("claim_flat", many, few, "ms", few / many, FLAT_BAR),
    ]
