"""Sending to a million: freezing the audience, then claiming and acknowledging all of it.

``send_freeze``: recipients a second of ``newsletter.begin_sending`` over those of a plain
``create table as select id`` with the same conditions; at least 0.25. ``send_claims``:
recipients a second of ``claim_batch`` and ``acknowledge`` with all their checks and tokens,
1,000 at a time, over the least SQL that keeps a state for each recipient (one statement claims
1,000 by SKIP LOCKED, one acknowledges them, two commits); at least 0.5. ``send_flat``: the time
of the first tenth over that of the last; it may take 1.2 times as long. ``send_procrastinate``:
over the jobs a second of procrastinate, of which it is at least 20 times as fast.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from uuid import UUID

import procrastinate
import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

RECIPIENTS = 1_000_000
BATCH = 1_000
ROUNDS = 3
JOBS = 2_000
FREEZE_BAR, CLAIMS_BAR, FLAT_BAR, JOBS_BAR = 0.25, 0.5, 1 / 1.2, 20.0

_PEOPLE = """
insert into audience.subscribers (email, confirmed_at)
select 'reader' || n || '@example.com', now() from generate_series(1, {recipients}) as n;
insert into audience.subscription_preferences (subscriber_id, gdpr_consent)
select id, true from audience.subscribers;
insert into newsletter.newsletter_templates (name, template_type, html_template)
values ('bench', 'weekly-digest', '<p>bench</p>');
vacuum analyze audience.subscribers;
vacuum analyze audience.subscription_preferences;
"""
_ISSUE = """
insert into newsletter.newsletter_issues (template_type, subject_line, content_ids, design_template,
                                          scheduled_for, status, is_uncapped)
values ('weekly-digest', 'Bench', '{}', 'bench', now(), 'scheduled', true)
returning id
"""
_PLAIN_FREEZE = """
create table plain_freeze as
select s.id
  from audience.subscribers as s
  join audience.subscription_preferences as p on p.subscriber_id = s.id
 where s.status = 'active' and not s.is_suppressed and p.gdpr_consent
   and p.newsletter_frequency <> 'never'
"""
_LEAST = """
create unlogged table least_made as select id as subscriber_id from plain_freeze order by id;
create table least (subscriber_id uuid not null primary key, status text not null, worker text,
                    lease_expires_at timestamptz, sent_at timestamptz);
insert into least (subscriber_id, status) select subscriber_id, 'pending' from least_made;
create index on least (subscriber_id) where status = 'pending';
vacuum analyze least;
"""
_LEAST_CLAIM = """
with slice as (
    select subscriber_id from least where status = 'pending'
     order by subscriber_id limit {batch} for update skip locked
)
update least as l
   set status = 'sending', worker = 'w', lease_expires_at = now() + interval '5 minutes'
  from slice as s where l.subscriber_id = s.subscriber_id
returning l.subscriber_id
"""
_LEAST_ACK = """
update least set status = 'sent', sent_at = now() where subscriber_id = any(%s)
"""


def _seconds(connection: psycopg.Connection, statement: str, *arguments: object) -> float:
    begin = time.perf_counter()
    connection.execute(statement, arguments)
    return time.perf_counter() - begin


def _ours(connection: psycopg.Connection, batches: int) -> list[float]:
    """Return the seconds of each batch, claimed and acknowledged."""
    taken = []
    for _ in range(batches):
        begin = time.perf_counter()
        claimed = connection.execute(
            "select * from newsletter.claim_batch('bench', %s)", (BATCH,)
        ).fetchall()
        sent: list[UUID] = [row[2] for row in claimed]
        connection.execute("select * from newsletter.acknowledge(%s, %s)", (claimed[0][0], sent))
        taken.append(time.perf_counter() - begin)
        assert len(sent) == BATCH
    return taken


def _least(connection: psycopg.Connection, batches: int) -> list[float]:
    taken = []
    for _ in range(batches):
        begin = time.perf_counter()
        claimed = connection.execute(_LEAST_CLAIM.format(batch=BATCH)).fetchall()
        sent = [row[0] for row in claimed]
        connection.execute(_LEAST_ACK, (sent,))
        taken.append(time.perf_counter() - begin)
        assert len(sent) == BATCH
    return taken


def _procrastinate(url: str) -> float:
    """Return the jobs a second of one worker of procrastinate, with jobs that do nothing."""
    app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector(conninfo=url))
    with app.open():
        app.schema_manager.apply_schema()
    worker = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url))

    @worker.task(name="nothing")
    def nothing() -> None:
        pass

    async def run() -> float:
        async with worker.open_async():
            await nothing.batch_defer_async(*({} for _ in range(JOBS)))
            begin = time.perf_counter()
            await worker.run_worker_async(wait=False, install_signal_handlers=False)
            return JOBS / (time.perf_counter() - begin)

    return asyncio.run(run())


def measure() -> list[Result]:
    """Freeze and send to a million; beside it, in turns, the least that does the same."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("sending")
        cluster.ensure_database("jobs")
        build_database(cluster.url("sending"), ROOT)
        with psycopg.connect(cluster.url("sending"), autocommit=True) as connection:
            for statement in _PEOPLE.format(recipients=RECIPIENTS).split(";\n")[:-1]:
                connection.execute(statement)
            freeze, plain = [], []
            for _ in range(ROUNDS):
                connection.execute("drop table if exists plain_freeze")
                plain.append(_seconds(connection, _PLAIN_FREEZE))
                connection.execute("delete from newsletter.newsletter_issues")
                (issue,) = connection.execute(_ISSUE).fetchone() or ()
                freeze.append(_seconds(connection, "select newsletter.begin_sending(%s)", issue))
            for statement in _LEAST.split(";\n")[:-1]:
                connection.execute(statement)
            ours: list[float] = []
            least: list[float] = []
            for _ in range(10):
                ours += _ours(connection, RECIPIENTS // BATCH // 10)
                least += _least(connection, RECIPIENTS // BATCH // 10)
            (balanced,) = connection.execute(
                "select balanced and sent = frozen from newsletter.delivery_accounting"
            ).fetchone() or (False,)
            assert balanced
        jobs = _procrastinate(cluster.url("jobs"))
    tenth = len(ours) // 10
    first, last = statistics.median(ours[:tenth]), statistics.median(ours[-tenth:])
    frozen, floor = (RECIPIENTS / statistics.median(values) for values in (freeze, plain))
    rate, least_rate = (BATCH / statistics.median(values) for values in (ours, least))
    return [
        Result("send_freeze", frozen, floor, "a second", frozen / floor, FREEZE_BAR),
        Result("send_claims", rate, least_rate, "a second", rate / least_rate, CLAIMS_BAR),
        Result("send_flat", last * 1000, first * 1000, "ms", first / last, FLAT_BAR),
        Result("send_procrastinate", rate, jobs, "a second", rate / jobs, JOBS_BAR),
    ]
