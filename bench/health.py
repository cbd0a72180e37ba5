"""The time of analytics.system_health, with six million rows in the tables that it looks into.

A million in each of six tables, over 13 months, and three thousand faults of each kind that may be
many. ``health_ms``: the floor is what is allowed, 50 ms. ``health_flat``: against a 25th of the
rows and as many faults, in turns; it may take 1.25 times as long, for the view reads only what is
open or wrong. ``health_first_ms`` informs: the first call of a session, as the command makes it,
reads the catalog of all partitions.
"""

from __future__ import annotations

import statistics
import time

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

ROWS = {"few": 40_000, "many": 1_000_000}
ROUNDS = 50
ALLOWED_MS = 50.0
FLAT_BAR = 0.8

# Spread over the year before; of the ledger the million is of one issue that is being sent.
_FILL = """
set session_replication_role = replica;
select ops.create_monthly_partition(p.table_name, (now() - n * interval '1 month')::date)
  from ops.partition_policies as p cross join generate_series(0, 12) as n;
insert into newsletter.newsletter_issues (
    template_type, subject_line, content_ids, status, issue_date)
values ('weekly-digest', 's', '{{}}', 'sending', (now() at time zone 'UTC')::date);
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
select i.issue_date, i.id, gen_random_uuid(), 'sent'
  from newsletter.newsletter_issues as i cross join generate_series(1, {rows});
insert into content.raw_content (source_url, source_domain, content_type, processing_status)
select 'https://example.com/' || n, 'example.com', 'article', 'completed'
  from generate_series(1, {rows}) as n;
insert into ops.outbox (topic, created_at)
select 'a.b', now() - n * interval '1 year' / {rows} from generate_series(1, {rows}) as n;
insert into ops.job_runs (job_name, due_at, started_at, finished_at, status)
select j.name, t.at, t.at, t.at, 'succeeded'
  from (select array_agg(s.name) as names from ops.scheduled_jobs as s) as a
 cross join generate_series(1, {rows}) as n
 cross join lateral (select now() - n * interval '1 year' / {rows},
                            a.names[1 + n % cardinality(a.names)]) as t (at, job)
  join ops.scheduled_jobs as j on j.name = t.job;
insert into audit.system_events (event_type, event_name, occurred_at)
select 'bench', 'bench', now() - n * interval '1 year' / {rows}
  from generate_series(1, {rows}) as n;
insert into audit.audit_log (table_name, record_id, action, changed_at)
select 'bench', n, 'UPDATE', now() - n * interval '1 year' / {rows}
  from generate_series(1, {rows}) as n;
insert into content.raw_content (source_url, source_domain, content_type, processing_status)
select 'https://example.org/' || n, 'example.org', 'article', 'failed'
  from generate_series(1, 3000) as n;
insert into audit.system_events (event_type, event_name, occurred_at, severity)
select 'bench', 'bench', now() - n * interval '2 hours', 'error' from generate_series(1, 3000) as n;
set session_replication_role = origin;
insert into ops.webhook_endpoints (url, secret, cursor_xid, cursor_id)
values ('https://example.com', '', pg_current_xact_id(), 0);
insert into ops.webhook_failures (endpoint_id, event_id, topic, attempt_count, error, failed_at)
select e.id, n, 'a.b', 9, 'bench', now()
  from ops.webhook_endpoints as e cross join generate_series(1, 3000) as n;
select audit.seal();
"""


def _milliseconds(connection: psycopg.Connection) -> float:
    begin = time.perf_counter()
    connection.execute("select * from analytics.system_health").fetchall()
    return 1000 * (time.perf_counter() - begin)


def measure() -> list[Result]:
    """Ask both databases of one cluster, in turns."""
    with fresh_cluster() as cluster:
        connections = {}
        for name, rows in ROWS.items():
            cluster.ensure_database(name)
            build_database(cluster.url(name), ROOT)
            connections[name] = psycopg.connect(cluster.url(name), autocommit=True)
            for statement in _FILL.format(rows=rows).split(";\n")[:-1]:
                connections[name].execute(statement)
            connections[name].execute("vacuum analyze")
            _milliseconds(connections[name])  # the first warms up
        taken: dict[str, list[float]] = {name: [] for name in ROWS}
        for _ in range(ROUNDS):
            for name, connection in connections.items():
                taken[name].append(_milliseconds(connection))
        for connection in connections.values():
            connection.close()
        first = []
        for _ in range(5):
            with psycopg.connect(cluster.url("many"), autocommit=True) as connection:
                first.append(_milliseconds(connection))
    many, few = (statistics.median(taken[name]) for name in ("many", "few"))
    return [
        Result("health_ms", many, ALLOWED_MS, "ms", ALLOWED_MS / many, 1.0),
        Result("health_flat", many, few, "ms", few / many, FLAT_BAR),
        Result(
            "health_first_ms",
            statistics.median(first),
            ALLOWED_MS,
            "ms",
            ALLOWED_MS / statistics.median(first),
        ),
    ]
