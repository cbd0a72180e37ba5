"""Segments: compiled criteria against another evaluator, many writers at once, the command."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aquascene.cli import main
from aquascene.database import Jsonb, RetryError, call, call_row, call_value
from stage import rows
from test_races_newsletter import second_while_first_is_open

Connection = psycopg.Connection[Any]
Json = dict[str, Any]
NOW = datetime(2031, 6, 1, tzinfo=UTC)

# Criteria and people are made of few values, so that much fits.

NASTY = ["DE", "it's", 'a"b', "back\\slash", "$$", "%", "_", "\u202eab", "a\u200bb", "x; drop", ""]
TEXTS = st.sampled_from(NASTY)
NUMBERS = st.integers(-1, 6)


def _scalar(value: st.SearchStrategy[Any], *, ordered: bool) -> st.SearchStrategy[Any]:
    """What a field of one value may be asked, as operators."""
    tests: dict[str, st.SearchStrategy[Any]] = {
        "eq": value,
        "ne": value,
        "in": st.lists(value, min_size=1, max_size=3),
        "not_in": st.lists(value, min_size=1, max_size=3),
        "is_set": st.booleans(),
    }
    if ordered:
        tests |= dict.fromkeys(("gt", "gte", "lt", "lte"), value)
    else:
        tests |= dict.fromkeys(("starts_with", "contains"), TEXTS)
    return st.fixed_dictionaries({}, optional=tests).filter(bool)


def _comparison(low: int) -> st.SearchStrategy[Any]:
    number = st.integers(low, 6)
    return st.one_of(
        number,
        st.builds("{} {}".format, st.sampled_from([">", ">=", "<", "<=", "="]), number),
        st.builds("{}..{}".format, number, number),
        st.lists(number, min_size=1, max_size=3),
    )


LISTS = st.one_of(
    st.sampled_from(["a", "b"]),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=2),
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(
                ("any_of", "all_of", "none_of"),
                st.lists(st.sampled_from("abc"), min_size=1, max_size=2),
            ),
            "is_set": st.booleans(),
        },
    ).filter(bool),
)

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "location.country": _scalar(TEXTS, ordered=False),
    "activity.bounces": st.one_of(_comparison(-1), _scalar(NUMBERS, ordered=True)),
    "activity.total_clicks": st.one_of(_comparison(-1), _scalar(NUMBERS, ordered=True)),
    "activity.last_open_days": st.one_of(_comparison(0), _scalar(st.integers(0, 6), ordered=True)),
    "subscription_age_days": st.one_of(_comparison(0), _scalar(st.integers(0, 6), ordered=True)),
    "engagement_level": st.sampled_from(
        ["high", "inactive", ["low", "inactive"], {"ne": "high"}, {"ne": "inactive"}]
    ),
    "consents.newsletter": st.sampled_from([True, False, {"ne": True}, {"is_set": True}]),
    "tags": LISTS,
    "content_preferences": LISTS,
    "custom_fields.k": st.one_of(
        _scalar(st.one_of(TEXTS, NUMBERS, st.booleans()), ordered=False),
        _comparison(-1).filter(lambda value: not str(value).startswith("=")),
    ),
}
LEAVES = st.one_of(
    *(st.fixed_dictionaries({name: values}) for name, values in FIELDS.items()),
    st.fixed_dictionaries(
        {"location": st.fixed_dictionaries({"country": FIELDS["location.country"]})}
    ),
)
CRITERIA = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda a: {"not": a}, inner),
        st.builds(lambda a: {"all": a}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda a: {"any": a}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda a, b: a | b, inner, inner),
    ),
    max_leaves=6,
)
LABELS = st.none() | st.lists(st.sampled_from("abc"), max_size=3, unique=True)
DAYS = st.none() | st.integers(0, 14).map(lambda n: n / 2)
PEOPLE = st.fixed_dictionaries(
    {
        "location.country": st.none() | TEXTS,
        "activity.bounces": st.integers(0, 6),
        "subscription_age_days": st.integers(0, 14).map(lambda n: n / 2),
        "tags": LABELS,
        "custom_fields": st.dictionaries(
            st.just("k"), st.none() | TEXTS | NUMBERS | st.booleans() | st.just(["a"])
        ),
        "preferences": st.none()
        | st.fixed_dictionaries({"consent": st.booleans(), "types": LABELS}),
        "engagement": st.none()
        | st.fixed_dictionaries(
            {
                "level": st.sampled_from(["high", "low", "inactive"]),
                "clicks": st.integers(0, 6),
                "days": DAYS,
            }
        ),
    }
)


# The other evaluator: what the guide says, in Python


def value_of(person: Json, field: str) -> Any:
    engagement = person["engagement"] or {"level": "inactive", "clicks": 0, "days": None}
    preferences = person["preferences"] or {"consent": False, "types": None}
    special = {
        "engagement_level": engagement["level"],
        "activity.total_clicks": engagement["clicks"],
        "activity.last_open_days": engagement["days"],
        "consents.newsletter": preferences["consent"],
        "content_preferences": preferences["types"],
        "custom_fields.k": person["custom_fields"].get("k"),
    }
    return special[field] if field in special else person[field]


def same(left: Any, right: Any) -> bool:
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def holds(field: str, value: Any, operator: str, wanted: Any) -> bool:
    is_age = field.endswith("_days")
    if operator in ("ne", "not_in", "none_of"):
        positive = {"ne": "eq", "not_in": "in", "none_of": "any_of"}[operator]
        return not holds(field, value, positive, wanted)
    if operator == "is_set":
        is_list = field in ("tags", "content_preferences")
        return (bool(value) if is_list else value is not None) is bool(wanted)
    if value is None:
        return False
    if operator == "in":
        return any(holds(field, value, "eq", item) for item in wanted)
    if operator in ("any_of", "all_of"):
        return (any if operator == "any_of" else all)(item in value for item in wanted)
    if operator == "eq":
        return bool(wanted <= value < wanted + 1) if is_age else same(value, wanted)
    if operator in ("starts_with", "contains"):
        if not isinstance(value, str):
            return False
        return value.startswith(wanted) if operator == "starts_with" else str(wanted) in value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    compared: dict[str, bool] = {
        "gt": value > wanted,
        "gte": value >= wanted,
        "lt": value < wanted,
        "lte": value <= wanted,
    }
    return compared[operator]


def asked(field: str, value: Any) -> list[tuple[str, Any]]:
    is_list = field in ("tags", "content_preferences")
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, list):
        return [("any_of" if is_list else "in", value)]
    if is_list:
        return [("any_of", [value])]
    if isinstance(value, str) and ".." in value:
        low, high = value.split("..")
        return [("gte", int(low)), ("lte", int(high))]
    for sign, operator in ((">=", "gte"), ("<=", "lte"), (">", "gt"), ("<", "lt"), ("=", "eq")):
        if isinstance(value, str) and value.startswith(sign):
            return [(operator, int(value.removeprefix(sign)))]
    return [("eq", value)]


def fits(person: Json, criteria: Json) -> bool:
    for key, value in criteria.items():
        if key == "all":
            found = all(fits(person, item) for item in value)
        elif key == "any":
            found = any(fits(person, item) for item in value)
        elif key == "not":
            found = not fits(person, value)
        elif key == "location":
            found = fits(person, {f"location.{name}": asked for name, asked in value.items()})
        else:
            field_value = value_of(person, key)
            found = all(holds(key, field_value, op, item) for op, item in asked(key, value))
        if not found:
            return False
    return True


def add_person(connection: Connection, number: int, person: Json) -> None:
    (row,) = connection.execute(
        "insert into audience.subscribers (email, country, bounce_count, subscription_date, tags,"
        " custom_fields) values (%s, %s, %s, %s, %s, %s) returning id",
        [
            f"{number}@example.com",
            person["location.country"],
            person["activity.bounces"],
            NOW - timedelta(days=person["subscription_age_days"]),
            person["tags"],
            Jsonb(person["custom_fields"]),
        ],
    )
    if (preferences := person["preferences"]) is not None:
        connection.execute(
            "insert into audience.subscription_preferences (subscriber_id, gdpr_consent,"
            " content_types) values (%s, %s, %s)",
            [row[0], preferences["consent"], preferences["types"]],
        )
    if (engagement := person["engagement"]) is not None:
        days = engagement["days"]
        connection.execute(
            "insert into audience.subscriber_engagement (subscriber_id, level, click_count,"
            " last_open_at) values (%s, %s, %s, %s)",
            [
                row[0],
                engagement["level"],
                engagement["clicks"],
                None if days is None else NOW - timedelta(days=days),
            ],
        )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    people=st.lists(PEOPLE, min_size=1, max_size=8),
    criteria=st.lists(CRITERIA, min_size=1, max_size=5),
)
def test_compiled_criteria_mean_what_the_guide_says(
    connection: Connection, people: list[Json], criteria: list[Json]
) -> None:
    connection.rollback()
    connection.execute("select test.travel_to(%s)", [NOW])
    for number, person in enumerate(people):
        add_person(connection, number, person)
    for rule in criteria:
        condition = call_value(connection, "audience.compile_criteria", criteria=Jsonb(rule))
        source = call_value(connection, "audience._segment_source", condition=condition)
        found = connection.execute(
            f"select split_part(s.email, '@', 1)::integer {source} order by 1"
        ).fetchall()
        expected = [number for number, person in enumerate(people) if fits(person, rule)]
        assert [number for (number,) in found] == expected, (rule, condition)
    connection.rollback()


@pytest.mark.parametrize(
    "value",
    [
        "'",
        "''; drop table x; --",
        "\\'; --",
        "$$",
        "$a$",
        "\\u0027",
        "U&'\\0027'",
        "\u02bc",
        "\x01",
    ],
)
def test_no_value_gets_out_of_its_quotes(connection: Connection, value: str) -> None:
    for criteria in (
        {"email": {"eq": value}},
        {"email": {"in": [value], "contains": value, "starts_with": value}},
        {"tags": {"any_of": [value]}},
        {"custom_fields": {value: {"eq": value, "any_of": [value]}}},
        {"preferences": {value: {"gt": 5}}},
    ):
        found = call_row(connection, "audience.preview_segment", criteria=Jsonb(criteria))
        assert found is not None
        assert found["subscriber_count"] == 0


# Many at once


def make(url: str, name: str, criteria: Json | None = None) -> int:
    with psycopg.connect(url) as connection:
        made: int = call_value(
            connection,
            "audience.create_segment",
            name=name,
            **(
                {"segment_type": "automatic", "filter_criteria": Jsonb(criteria)}
                if criteria
                else {}
            ),
        )
    return made


def asks_for(segment: int, other: int) -> Callable[[Connection], object]:
    return lambda connection: call(
        connection,
        "audience.update_segment",
        segment_id=segment,
        filter_criteria=Jsonb({"in_segment": other}),
    )


def test_two_at_once_do_not_close_a_circle(database_url: str) -> None:
    one, two = (make(database_url, name, {"status": "active"}) for name in ("one", "two"))
    turns = iter([asks_for(one, two), asks_for(two, one)])
    _, second = second_while_first_is_open(
        database_url, lambda connection: next(turns)(connection), first_commits=True
    )
    error = second.exception()
    assert getattr(error, "sqlstate", None) == "22023"
    assert "two -> one -> two" in str(error.detail)  # type: ignore[union-attr]


def test_a_change_that_commits_after_a_refresh_is_seen_by_the_next(database_url: str) -> None:
    segment = make(database_url, "germans", {"location": {"country": "DE"}})

    def refresh() -> dict[str, Any] | None:
        with psycopg.connect(database_url) as connection:
            return call_row(connection, "audience.refresh_segment", segment_id=segment)

    with psycopg.connect(database_url) as connection:
        connection.execute("select test.subscriber('ada@example.com')")
    refresh()
    with psycopg.connect(database_url) as slow:
        slow.execute("update audience.subscribers set country = 'DE'")
        with psycopg.connect(database_url) as other:  # younger than the slow one, and done before
            other.execute("select test.subscriber('eda@example.com')")
        first = refresh()
        assert first is not None
        assert first["entered_count"] == 0
    second = refresh()
    assert second is not None
    assert second["entered_count"] == 1
    assert second["evaluated_count"] is not None, "should not evaluate everybody"


def test_members_are_right_after_eight_did_what_they_liked(database_url: str) -> None:
    manual = [make(database_url, f"manual {n}") for n in range(3)]
    ruled = [
        make(database_url, "germans", {"location": {"country": "DE"}}),
        make(database_url, "chosen", {"any": [{"in_segment": "manual 0"}, {"tags": "x"}]}),
    ]
    with psycopg.connect(database_url) as connection:
        connection.execute("select test.subscriber() from generate_series(1, 60)")
    people = [row["id"] for row in rows(database_url, "select id from audience.subscribers")]
    barrier = threading.Barrier(8)

    def work(number: int) -> int:
        dice = random.Random(number)
        retries = 0
        with psycopg.connect(database_url, autocommit=True) as connection:
            barrier.wait()
            for _ in range(25):
                some = dice.sample(people, dice.randint(0, 20))
                action = dice.randrange(6)
                try:
                    if action < 2:
                        function = ("audience.add_to_segment", "audience.remove_from_segment")
                        call(
                            connection,
                            function[action],
                            segment_id=dice.choice(manual),
                            subscriber_ids=some,
                        )
                    elif action < 4:
                        call(connection, "audience.refresh_segment", segment_id=dice.choice(ruled))
                    elif action == 4:
                        connection.execute(
                            "update audience.subscribers as s set country = %s, tags = %s"
                            " from (select id from audience.subscribers where id = any (%s)"
                            "        order by id for update) as c where c.id = s.id",
                            [dice.choice(["DE", "FR"]), dice.choice([["x"], None]), some],
                        )
                    else:
                        connection.execute(
                            "delete from audience.subscribers where id = %s", [dice.choice(people)]
                        )
                except (psycopg.errors.DeadlockDetected, RetryError):
                    retries += 1
        return retries

    with ThreadPoolExecutor(8) as pool:
        retries = sum(pool.map(work, range(8)))
    assert retries == 0

    with psycopg.connect(database_url) as connection:
        for segment in ruled:
            call(connection, "audience.refresh_segment", segment_id=segment)
    wrong = rows(
        database_url,
        "select s.name, s.subscriber_count, count(m.subscriber_id) as members"
        "  from audience.subscriber_segments as s"
        "  left join audience.subscriber_segment_memberships as m on m.segment_id = s.id"
        " group by s.id having s.subscriber_count <> count(m.subscriber_id)",
    )
    assert wrong == [], "counts should be the members"
    members = "select segment_id, subscriber_id from audience.subscriber_segment_memberships"
    by_history = (
        "select segment_id, subscriber_id from audience.segment_membership_events"
        " group by 1, 2 having sum(case when is_entry then 1 else -1 end) > 0"
    )
    for one, other in ((members, by_history), (by_history, members)):
        assert rows(database_url, f"{one} except {other}") == [], "history should tell who is in"
    should = (
        f"(select {ruled[0]} as segment_id, id as subscriber_id"  # noqa: S608
        "   from audience.subscribers where country = 'DE'"
        f" union all select {ruled[1]}, s.id from audience.subscribers as s where tags @> '{{x}}'"
        "   or exists (select from audience.subscriber_segment_memberships as m"
        f"              where m.segment_id = {manual[0]} and m.subscriber_id = s.id))"
    )
    ruled_members = f"{members} where segment_id in ({ruled[0]}, {ruled[1]})"
    for one, other in ((should, ruled_members), (ruled_members, should)):
        assert rows(database_url, f"{one} except ({other})") == []
    assert rows(
        database_url, "select 1 as one from audience.subscriber_segment_memberships limit 1"
    ), "somebody should be left"


# The command


def aquascene(url: str, *words: str, given: object = None) -> Result:
    text = None if given is None else json.dumps(given)
    return CliRunner().invoke(main, ["--database", url, *words], input=text)


def test_the_command(database_url: str, tmp_path: Path) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "select test.subscriber('ada@example.com'),"
            " test.subscriber('eda@example.com', 'bounced')"
        )
    criteria = {"email_domain": "example.com"}
    run = aquascene(database_url, "segments", "preview", "-", given=criteria)
    assert run.output.startswith("2 fit, 1 of them active\n")
    assert "ada@example.com  (active)" in run.output
    run = aquascene(database_url, "--json", "segments", "preview", "-", given=criteria)
    assert json.loads(run.output)["subscriber_count"] == 2

    run = aquascene(database_url, "segments", "create", "all", "-", given=criteria)
    assert run.exit_code == 0, run.output
    assert "members  2" in run.output
    assert aquascene(database_url, "segments", "create", "mine").exit_code == 0
    run = aquascene(database_url, "--json", "segments", "list")
    assert [(row["name"], row["subscriber_count"]) for row in json.loads(run.output)] == [
        ("all", 2),
        ("mine", 0),
    ]
    run = aquascene(database_url, "--json", "segments", "refresh")
    assert [row["name"] for row in json.loads(run.output)] == ["all"]
    assert aquascene(database_url, "segments", "refresh", "all", "--full").exit_code == 0
    run = aquascene(database_url, "segments", "members", "all")
    assert "ada@example.com" in run.output
    assert "eda@example.com" in run.output

    run = aquascene(database_url, "segments", "preview", "-", given={"foo": 1})
    assert run.exit_code == 10
    assert "foo: is no field" in run.output
    assert aquascene(database_url, "segments", "refresh", "nobody").exit_code == 1
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    run = aquascene(database_url, "segments", "preview", str(tmp_path / "broken.json"))
    assert run.exit_code == 1
    assert "is not JSON" in run.output
