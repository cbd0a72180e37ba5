"""Opens and clicks a second: ``newsletter.record_open`` and ``record_click``, one event a commit.

Floor: a bare insert of the same values into a table of the same columns, without index, check or
partition. pgbench calls both by turns, for ten different recipients, from one connection; the
ratio is the median of the turns' ratios. ``event_open_8`` and ``event_click_8`` tell the same for
eight connections, where commits share their flushes and two cores are what counts. The table
already holds a million events, a bounce among fifty.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import tempfile
from pathlib import Path

import psycopg

from aquascene.plan import build_database
from aquascene.server import find_programs
from measure import ROOT, Result, fresh_cluster

RECIPIENTS = 10
TURNS = 9
SECONDS = 1  # a turn: long enough that a session's first calls do not count
BAR = 0.6

_PREPARE = """
select ops.ensure_partitions(2);
create table bare (
    subscriber_id uuid not null, issue_id uuid not null, event_type text not null,
    link_id bigint, client text, is_machine boolean not null default false,
    xid xid8 not null default pg_current_xact_id(),
    occurred_at timestamptz not null default now());
insert into newsletter.newsletter_issues (template_type, subject_line, content_ids)
values ('weekly-digest', 'News', '{}');
insert into newsletter.newsletter_links (issue_id, url)
select i.id, 'https://example.com/' || n
  from newsletter.newsletter_issues as i, generate_series(1, 20) as n;
insert into newsletter.email_events (subscriber_id, issue_id, event_type)
select gen_random_uuid(), i.id, case when n % 50 = 0 then 'bounce' else 'open' end
  from newsletter.newsletter_issues as i, generate_series(1, 1000000) as n;
insert into bare select * from newsletter.email_events;
analyze;
checkpoint;
"""

_STATEMENTS = """
select format('select newsletter.record_open(%%L, %%L, false);', t.token, t.client) as open,
       format('select newsletter.record_click(%%L, %%s, %%L, false);', t.token, t.link_id, t.client)
           as click,
       format('insert into bare (subscriber_id, issue_id, event_type, client, is_machine, '
              'occurred_at) values (%%L, %%L, ''open'', %%L, false, now());',
              t.person, t.issue, t.client) as bare_open,
       format('insert into bare (subscriber_id, issue_id, event_type, link_id, client, '
              'is_machine, occurred_at) values (%%L, %%L, ''click'', %%s, %%L, false, now());',
              t.person, t.issue, t.link_id, t.client) as bare_click
  from (select p.id as person, i.id as issue, l.id as link_id, c.client,
               ops._sign_token('track', uuid_send(p.id) || uuid_send(i.id)) as token
          from (select gen_random_uuid() as id, n from generate_series(1, %s) as n) as p
         cross join newsletter.newsletter_issues as i
          join newsletter.newsletter_links as l on l.id %% 20 = p.n %% 20
         cross join (values (%s)) as a (agent)
         cross join lateral newsletter.mail_client(a.agent) as c) as t
"""

_AGENT = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"


def _rate(url: str, scripts: list[Path], clients: int) -> float:
    """Return the transactions a second of so many connections, each script as likely."""
    command = [find_programs()["pgbench"], "-n", "-M", "prepared", "-c", str(clients), "-j", "2"]
    command += ["-T", str(SECONDS), *(f"--file={script}" for script in scripts), url]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"^tps = ([0-9.]+)", run.stdout, re.MULTILINE)
    assert found is not None, run.stdout
    return float(found[1])


def measure() -> list[Result]:
    """Record opens, clicks and bare rows in turns."""
    with fresh_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        cluster.ensure_database("events")
        url = cluster.url("events")
        build_database(url, ROOT)
        kinds = ("open", "click", "bare_open", "bare_click")
        scripts: dict[str, list[Path]] = {kind: [] for kind in kinds}
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_PREPARE)
            for number, row in enumerate(connection.execute(_STATEMENTS, [RECIPIENTS, _AGENT])):
                for kind, statement in zip(kinds, row, strict=True):
                    path = Path(folder) / f"{kind}-{number}.sql"
                    path.write_text(statement + "\n")
                    scripts[kind].append(path)
        results = []
        for clients in (1, 8):
            rates: dict[str, list[float]] = {kind: [] for kind in kinds}
            for _ in range(TURNS):
                for kind in ("bare_open", "open", "bare_click", "click"):
                    rates[kind].append(_rate(url, scripts[kind], clients))
            for kind in ("open", "click"):
                ours, floor = rates[kind], rates[f"bare_{kind}"]
                results.append(
                    Result(
                        f"event_{kind}" if clients == 1 else f"event_{kind}_{clients}",
                        statistics.median(ours),
                        statistics.median(floor),
                        "events/s",
                        statistics.median(a / b for a, b in zip(ours, floor, strict=True)),
                        BAR if clients == 1 else None,
                    )
                )
    return results
