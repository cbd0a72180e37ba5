"""What counting tags costs a change of status: updates of 1,000 drafts, each with five tags.

Floor: the same update with the counting triggers taken off. Nothing is counted in either.
"""

from __future__ import annotations

import itertools

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster, interleaved

DRAFTS = 1_000
BAR = 0.9

_PREPARE = """
insert into content.generated_content (content_type, title, content, tags)
select 'guide', 'A title of thirty characters..', repeat('Moss grows on wood. ', 100),
       array['moss', 'tag ' || n % 200, 'sort ' || n % 37, 'kind ' || n % 11, 'wood']
  from generate_series(1, DRAFTS) as n;
vacuum analyze content.generated_content;
"""


def measure() -> Result:
    """Update with the triggers and without by turns, each rolled back."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            for statement in _PREPARE.replace("DRAFTS", str(DRAFTS)).split(";\n")[:-1]:
                connection.execute(statement)

            turns = itertools.cycle(("enable", "disable"))

            def before() -> None:
                connection.execute("rollback")
                state = next(turns)
                for trigger in ("begin_tag_change", "count_updated_tags"):
                    connection.execute(
                        f"alter table content.generated_content {state} trigger {trigger}"
                    )
                connection.execute("vacuum content.generated_content")
                connection.execute("begin")

            def change_status() -> None:
                connection.execute("update content.generated_content set status = 'review'")

            ours, floor = interleaved(change_status, change_status, before=before, repeats=21)
    return Result("tag_counts", DRAFTS / ours, DRAFTS / floor, "rows/s", floor / ours, BAR)
