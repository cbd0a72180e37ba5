"""Whatever happens to a subscriber, in whatever order, the books are right."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aquascene.database import Connection

# Each is a statement over the subscriber %(id)s, its address %(email)s, and some days %(days)s.
EVENTS = {
    "subscribe": "select audience.subscribe(%(email)s)",
    "subscribe with more": """select audience.subscribe(%(email)s, consents =>
                                  '{"newsletter": true, "marketing": true}')""",
    "confirm": """select audience.confirm(c.token) from audience.claim_requests() as c
                   where c.email in (%(email)s, %(other)s)""",
    "days pass": "select test.travel_to(ops.now() + %(days)s * interval '1 day')",
    "expire": "select audience.expire_pending()",
    "unsubscribe": "select audience.unsubscribe(ops._sign_token('unsubscribe', uuid_send(%(id)s)))",
    "unsubscribe by phone": "select audience.unsubscribe_person(%(id)s)",
    "resubscribe": "select audience.resubscribe(ops._sign_token('unsubscribe', uuid_send(%(id)s)))",
    "hard bounce": "select audience.record_bounce(%(id)s, 'hard')",
    "soft bounces": """select audience.record_bounce(%(id)s, 'soft')
                         from generate_series(1, %(days)s)""",
    "delivery": "select audience.record_delivery(array[%(id)s])",
    "complaint": "select audience.record_complaint(%(id)s)",
    "another address": "select audience.change_email(%(id)s, %(other)s)",
    "suppress": "select audience.suppress(%(email)s)",
    "unsuppress": "select audience.unsuppress(%(email)s)",
}
REFUSALS = (
    psycopg.errors.ObjectNotInPrerequisiteState,  # who left changes no address
    psycopg.errors.InvalidParameterValue,  # a link that has expired
)

STATE = """
select s.status, s.bounce_count, s.complaint_count, s.confirmed_at is not null as is_confirmed,
       p.gdpr_consent, p.marketing_consent,
       (select count(*) from audience.bounces as b where b.subscriber_id = s.id) as bounces,
       (select array_agg(array[c.purpose, c.is_granted::text] order by c.occurred_at, c.id)
          from audience.consent_events as c where c.subscriber_id = s.id) as consents,
       audience._is_suppressed(s.email) as is_suppressed
  from audience.subscribers as s
  join audience.subscription_preferences as p on p.subscriber_id = s.id
 where s.id = %s
"""

sequences = st.lists(
    st.tuples(st.sampled_from(sorted(EVENTS)), st.integers(min_value=1, max_value=9)), max_size=25
)


def last(consents: list[list[str]], purpose: str) -> bool:
    """Return what was said last about a purpose."""
    said = [granted == "true" for name, granted in consents if name == purpose]
    return said[-1] if said else False


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sequence=sequences)
def test_any_sequence_of_events(connection: Connection, sequence: list[tuple[str, int]]) -> None:
    email = f"{uuid4()}@example.com"
    arguments: dict[str, Any] = {"email": email, "other": f"other-{email}"}
    connection.execute("savepoint example")
    connection.execute("select test.travel_to('2030-01-01Z')")
    edges = set(
        connection.execute(
            "select from_status, to_status from ops.status_transitions where entity = 'subscriber'"
        ).fetchall()
    )
    connection.execute("select audience.subscribe(%s)", (email,))
    (arguments["id"],) = connection.execute(
        "select id from audience.subscribers where email = %s", (email,)
    ).fetchone() or (None,)
    before: Any = None
    for event, days in sequence:
        connection.execute("savepoint event")
        try:
            connection.execute(EVENTS[event], arguments | {"days": days})
        except REFUSALS:
            connection.execute("rollback to event")
        with connection.cursor(row_factory=psycopg.rows.namedtuple_row) as cursor:
            now: Any = cursor.execute(STATE, (arguments["id"],)).fetchone()
        consents = now.consents or []
        if before is not None and before.status != now.status:
            # One event may take two edges: who signs up again is pending, then confirms.
            assert (before.status, now.status) in edges or any(
                (before.status, between) in edges and (between, now.status) in edges
                for _, between in edges
            )
        assert now.bounce_count == now.bounces
        assert now.gdpr_consent == last(consents, "newsletter")
        assert now.marketing_consent == last(consents, "marketing")
        if before is not None:
            assert consents[: len(before.consents or [])] == (before.consents or [])
        if now.status == "active":
            assert now.is_confirmed
        if now.status in ("unsubscribed", "complained"):
            assert not now.gdpr_consent
        if now.status == "complained":
            assert now.complaint_count == 1
        before = now
    connection.execute("rollback to example")
