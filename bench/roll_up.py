"""Rolling events up: nothing lost, nothing twice, no slower however many there are.

``rollup_exact``: 4 writers record a million opens and clicks while roll-ups run all along and are
killed at random; events counted / events written, which must be 1, and every figure that
``analytics.reconcile_email_events`` counts anew must agree. ``rollup_flat``: what an event costs
with 1 million and with 20 million events held. ``rollup_figures_ms``: reading the figures of 20
issues with all those events; the floor is what is allowed, 5 ms.
"""

from __future__ import annotations

import contextlib
import random
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

WRITERS = 4
WRITTEN = 1_000_000
A_TRANSACTION = 500  # as in _WRITE
ISSUES = 20  # as in _FILL
ROUND = 20_000  # events of a round, as in _ROUND
ROUNDS = 5
ALLOWED_MS = 5.0

_FILL = """
insert into newsletter.newsletter_templates (name, template_type, html_template)
values ('bench', 'weekly-digest', '');
insert into audience.subscribers (email, status, source)
select 'p' || i || '@' || (array['example.com', 'example.org', 'example.net'])[i % 3 + 1],
       'active', 'bench'
  from generate_series(1, 50000) as i;
insert into newsletter.newsletter_issues (
    template_type, subject_line, content_ids, design_template, status, is_uncapped)
select 'weekly-digest', 'An issue', array[gen_random_uuid()], 'bench', 'sending', true
  from generate_series(1, 20);
insert into newsletter.newsletter_links (issue_id, url)
select id, 'https://example.com/' || n
  from newsletter.newsletter_issues, generate_series(1, 10) as n;
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
select i.issue_date, i.id, s.id, 'sent'
  from newsletter.newsletter_issues as i, audience.subscribers as s;
create table public.token as
select ops._sign_token('track', uuid_send(s.id) || uuid_send(i.id)) as token, l.id as link_id,
       row_number() over (order by random()) as n
  from newsletter.newsletter_issues as i
 cross join lateral (select s.id from audience.subscribers as s order by random() limit 5000) as s
 cross join lateral (
       select l.id from newsletter.newsletter_links as l where l.issue_id = i.id limit 1) as l;
create unique index on public.token (n);
grant select on public.token to aquascene_app;
analyze;
"""
_WRITE = """
select count(case when t.n %% 4 = 0 then newsletter.record_click(t.token, t.link_id)
                  else newsletter.record_open(t.token)::text end)
  from generate_series(%s::bigint, %s::bigint + 499) as g (n)
  join public.token as t on t.n = g.n %% 100000 + 1
"""
_HELD = """
insert into newsletter.email_events (
    subscriber_id, issue_id, event_type, link_id, occurred_at, xid)
select e.subscriber_id, e.issue_id, e.event_type, e.link_id, e.occurred_at, '4'
  from newsletter.email_events as e, generate_series(1, %s)
 where e.xid = '3'
"""
_ROUND = """
insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
select d.subscriber_id, d.issue_id, 'open', now()
  from (select d.* from newsletter.newsletter_deliveries as d
         offset %s limit 20000) as d
"""
_FIGURES = "select * from analytics.newsletter_performance order by issue_number desc limit 20"


def _killed_at_random(url: str, write: Callable[[], None]) -> tuple[int, int]:
    """Roll up all the time while something is written, and be killed; return events and kills."""
    done = threading.Event()
    killed = 0

    def roll_up() -> None:
        while not done.is_set():
            with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url) as connection:
                connection.execute("set application_name = 'bench roll-up'")
                while not done.is_set():
                    connection.execute("select analytics.roll_up_email_events()")
                    connection.commit()

    def kill() -> None:
        nonlocal killed
        with psycopg.connect(url, autocommit=True) as connection:
            while not done.wait(random.uniform(0.1, 0.6)):
                killed += connection.execute(
                    "select pg_terminate_backend(a.pid) from pg_stat_activity as a "
                    "where a.application_name = 'bench roll-up'"
                ).rowcount

    with ThreadPoolExecutor(2) as others:
        running = [others.submit(roll_up), others.submit(kill)]
        try:
            write()
        finally:
            done.set()
        for other in running:
            other.result()
    with psycopg.connect(url) as connection:
        connection.execute("select analytics.roll_up_email_events()")
        row = connection.execute(
            "select event_count from ops.rollup_watermarks where name = 'email_events'"
        ).fetchone()
        assert row is not None
        drift = connection.execute(
            "select * from analytics.reconcile_email_events() where drift <> 0"
        ).fetchall()
        if drift:
            raise RuntimeError(f"figures that are wrong: {drift[:5]}")
    return row[0], killed


def _written(url: str, share: int) -> None:
    first = share * WRITTEN // WRITERS
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set role aquascene_app")
        for at in range(first, first + WRITTEN // WRITERS, A_TRANSACTION):
            connection.execute(_WRITE, (at, at))


def _cost(connection: psycopg.Connection) -> float:
    """Return the microseconds of an event, the median of several roll-ups."""
    costs = []
    for number in range(ROUNDS):
        connection.execute(_ROUND, (number * ROUND,))
        begin = time.perf_counter()
        (count,) = connection.execute("select analytics.roll_up_email_events()").fetchone() or (0,)
        costs.append((time.perf_counter() - begin) / ROUND * 1e6)
        if count != ROUND:
            raise RuntimeError(f"rolled up {count} events of {ROUND}")
    return statistics.median(costs)


def measure() -> list[Result]:
    """Write and kill first, then fill up."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("rollup")
        url = cluster.url("rollup")
        build_database(url, ROOT)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_FILL)

            def write() -> None:
                with ThreadPoolExecutor(WRITERS) as writers:
                    list(writers.map(lambda share: _written(url, share), range(WRITERS)))

            counted, killed = _killed_at_random(url, write)
            print(f"rolled up {counted:,} events, killed {killed} times")  # noqa: T201
            connection.execute("update newsletter.email_events set xid = '3'")
            connection.execute("vacuum analyze newsletter.email_events")
            _cost(connection)  # the pages of the ledger and of the engagement are dirty once
            small = _cost(connection)
            connection.execute(_HELD, (19,))
            connection.execute("vacuum analyze newsletter.email_events")
            large = _cost(connection)
            reads = []
            for _ in range(20):
                begin = time.perf_counter()
                rows = connection.execute(_FIGURES).fetchall()
                reads.append((time.perf_counter() - begin) * 1000)
            if len(rows) != ISSUES:
                raise RuntimeError(f"figures of {len(rows)} issues")
    read = statistics.median(reads)
    return [
        Result("rollup_exact", counted, WRITTEN, "events", float(counted == WRITTEN), 1.0),
        Result("rollup_flat", large, small, "us an event", small / large, 1 / 1.2),
        Result("rollup_figures_ms", read, ALLOWED_MS, "ms", ALLOWED_MS / read, 1.0),
    ]
