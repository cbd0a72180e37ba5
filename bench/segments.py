"""Segments at a million subscribers: compiled criteria, refreshes of who changed, previews.

segment_compiled: count of who fits, by the compiled criteria and by the same predicate as a person
would write it. segment_refresh: a refresh after 1 % of the subscribers changed, against a rebuild:
all members deleted and inserted again by the handwritten predicate, without the triggers that count
and keep the history, so by the least SQL that does it. segment_preview_s: seconds of a preview.
Each for about 7 % and about 70 % members; the worse one counts.
"""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import dataclass

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

SUBSCRIBERS = 1_000_000
ROUNDS = 5
COUNT_ROUNDS = 9

_PREPARE = """
insert into audience.subscribers (email, country, timezone, language, status, subscription_date,
                                  tags)
select 'reader-' || n || '@example.com', (array['US', 'DE', 'FR', 'JP', 'BR'])[1 + n % 5],
       (array['EST', 'UTC'])[1 + n / 5 % 2], 'en',
       case when n % 17 = 0 then 'unsubscribed' else 'active' end,
       now() - n * interval '1 minute', array['tag-' || n % 50]
  from generate_series(1, SUBSCRIBERS) as n;
insert into audience.subscription_preferences (subscriber_id, gdpr_consent, content_types)
select s.id, true, array[(array['plant-care', 'equipment-reviews', 'news'])
                         [1 + abs(hashtext(s.email)) % 3]]
  from audience.subscribers as s;
insert into audience.subscriber_engagement (
    subscriber_id, sent_count, opened_count, open_count, click_count, last_open_at, level)
select s.id, 50, h.hash % 50, h.hash % 70, h.hash % 40,
       now() - h.hash % 20000 * interval '1 minute',
       (array['high', 'medium', 'low', 'inactive'])[1 + h.hash % 4]
  from audience.subscribers as s
 cross join lateral (select abs(hashtext(s.email || 'e')) as hash) as h
 where h.hash % 10 > 0;
truncate audience.subscriber_changes;
vacuum analyze audience.subscribers;
vacuum analyze audience.subscription_preferences;
vacuum analyze audience.subscriber_engagement;
"""

_TABLES = """
  from audience.subscribers as s
  join audience.subscription_preferences as p on p.subscriber_id = s.id
  join audience.subscriber_engagement as e on e.subscriber_id = s.id
 where """


@dataclass(frozen=True)
class _Rule:
    criteria: str
    handwritten: str  # from FROM on


_RULES = {
    "few": _Rule(
        json.dumps(
            {
                "any": [{"engagement_level": "high"}, {"activity": {"last_open_days": "< 7"}}],
                "subscription_age_days": "> 30",
                "content_preferences": ["plant-care", "equipment-reviews"],
                "location": {"country": "US"},
                "activity": {"total_clicks": "> 10"},
            }
        ),
        _TABLES
        + """(e.level = 'high' or e.last_open_at > now() - interval '7 days')
          and s.subscription_date < now() - interval '30 days' and s.country = 'US'
          and p.content_types && '{plant-care,equipment-reviews}' and e.click_count > 10""",
    ),
    "many": _Rule(
        json.dumps({"status": "active", "engagement_level": ["high", "medium", "low"]}),
        """
  from audience.subscribers as s
  join audience.subscriber_engagement as e on e.subscriber_id = s.id
 where s.status = 'active' and e.level in ('high', 'medium', 'low')""",
    ),
}

_CHANGE = """
with chosen as (select id, random() as dice from audience.subscribers where random() < 0.01),
engaged as (
    update audience.subscriber_engagement as e
       set level = (array['high', 'medium', 'low', 'inactive'])[1 + floor(c.dice * 4)::int],
           click_count = click_count + 1
      from chosen as c
     where e.subscriber_id = c.id)
update audience.subscribers as s
   set country = case when c.dice < 0.1 then 'US' else s.country end
  from chosen as c
 where s.id = c.id
"""


class _Watch:
    """Keeps how long statements take."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self.seconds: dict[tuple[str, str], list[float]] = {}

    def run(self, what: str, name: str, *statements: str) -> None:
        """Run statements of a rule and keep the time under what they are."""
        begin = time.perf_counter()
        for statement in statements:
            self._connection.execute(statement)
        self.seconds.setdefault((what, name), []).append(time.perf_counter() - begin)


def measure() -> list[Result]:
    """Build a million subscribers, then take the medians of rounds that alternate."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("bench")
        build_database(cluster.url("bench"), ROOT)
        with psycopg.connect(cluster.url("bench"), autocommit=True) as connection:
            seconds = _measured(connection)
    return _results({key: statistics.median(values) for key, values in seconds.items()})


def _measured(connection: psycopg.Connection) -> dict[tuple[str, str], list[float]]:
    run = connection.execute
    watch = _Watch(connection)
    for statement in _PREPARE.replace("SUBSCRIBERS", str(SUBSCRIBERS)).split(";\n")[:-1]:
        run(statement)
    refresh: dict[str, str] = {}
    count: dict[str, str] = {}
    for name, rule in _RULES.items():
        (segment,) = run(
            "select audience.create_segment(%s, null, 'automatic', %s)", [name, rule.criteria]
        )
        refresh[name] = f"select audience.refresh_segment({segment[0]})"
        (source,) = run(
            "select audience._segment_source(audience.compile_criteria(%s))", [rule.criteria]
        )
        count[name] = f"select count(*) {source[0]}"
        watch.run("first", name, refresh[name])
    run("vacuum analyze audience.subscriber_segment_memberships")

    for turn in range(COUNT_ROUNDS + 1):
        for name, rule in _RULES.items():
            watch.run("compiled", name, count[name])
            watch.run("hand", name, f"select count(*) {rule.handwritten}")
            watch.run("preview", name, f"select audience.preview_segment('{rule.criteria}')")
        if turn == 0:
            watch.seconds.clear()  # warmed up

    for _ in range(ROUNDS):
        run(_CHANGE)
        for table in ("subscribers", "subscriber_engagement", "subscriber_segment_memberships"):
            run(f"vacuum audience.{table}")
        run("checkpoint")
        for name in _RULES:
            watch.run("refresh", name, refresh[name])
        for name in _RULES:
            watch.run("full", name, refresh[name].replace(")", ", true)"))
        for name, rule in _RULES.items():
            segment_id = refresh[name].partition("(")[2].rstrip(")")
            run("begin")
            for trigger in ("record_entries", "record_exits"):
                run(
                    f"alter table audience.subscriber_segment_memberships disable trigger {trigger}"
                )
            watch.run(
                "rebuild",
                name,
                "delete from audience.subscriber_segment_memberships"  # noqa: S608
                f" where segment_id = {segment_id}",
                "insert into audience.subscriber_segment_memberships (subscriber_id, segment_id)"
                f" select s.id, {segment_id} {rule.handwritten}",
            )
            run("rollback")
            run("vacuum audience.subscriber_segment_memberships")
    members = run(
        "select name, subscriber_count from audience.subscriber_segments order by name"
    ).fetchall()
    print(f"members: {dict(members)}")  # noqa: T201
    return watch.seconds


def _results(median: dict[tuple[str, str], float]) -> list[Result]:
    results = []
    facts = {" ".join(key): round(value, 3) for key, value in median.items()}
    print(facts)  # noqa: T201
    for ours, floor, name, bar in (
        ("compiled", "hand", "segment_compiled", 1 / 1.1),
        ("refresh", "rebuild", "segment_refresh", 5.0),
        ("refresh", "full", "segment_refresh_full", None),
    ):
        worst = min(_RULES, key=lambda rule: median[floor, rule] / median[ours, rule])
        a, b = median[ours, worst], median[floor, worst]
        results.append(Result(name, a, b, f"s ({worst})", b / a, bar))
    slowest = max(median["preview", rule] for rule in _RULES)
    results.append(Result("segment_preview_s", slowest, 1.0, "s", 1 / slowest, 1.0))
    return results
