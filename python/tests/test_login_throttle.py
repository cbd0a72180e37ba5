"""Fifty clients try ten thousand wrong passwords for a person, who gets in all the same."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aquascene import database
from aquascene.database import OverLimitError, Pool, PoolSettings, call_row, call_value
from aquascene.users import Session, sign_in
from stage import rows
from test_races_newsletter import second_while_first_is_open

CLIENTS = 50
TRIES = 10_000
HOME = "192.0.2.7"
PASSWORD = "four words that differ"


def allowed(elapsed: float, *, free: int, delay: float, longest: float) -> int:
    """Return how many tries a throttle may let through in a time, the first one included."""
    count, at = 1, 0.0
    while True:
        wait = 0.0 if count < free else min(delay * 2 ** (count - free), longest)
        if at + wait > elapsed:
            return count
        at += wait
        count += 1


@pytest.fixture
def pool(database_url: str) -> Iterator[Pool]:
    with psycopg.connect(database_url) as connection:
        # A hash that costs nothing: how many are computed is what is asked here.
        connection.execute("update ops.settings set value = '4' where key = 'admin.bcrypt_cost'")
        connection.execute(
            "select admin.create_first_admin('ada', 'ada@example.com', %s)", [PASSWORD]
        )
    with database.open_pool(
        database_url, PoolSettings(smallest=CLIENTS + 2, largest=CLIENTS + 2, overflow=0)
    ) as pool:
        yield pool


def attempt(pool: Pool, name: str, ip: str, password: str) -> str:
    """Try to sign in, and return what came of it."""
    try:
        with pool.autocommit() as connection:
            begun = call_value(connection, "admin.begin_login", username_or_email=name, ip=ip)
            row = call_row(connection, "admin.login", attempt_id=begun, password=password)
            assert row is not None
            return str(row["outcome"])
    except OverLimitError as error:
        return "busy" if "same time" in error.message else "throttled"


def crowd(pool: Pool, addresses: list[str], names: list[str]) -> tuple[Counter[str], float]:
    """Try wrong passwords with all clients at once; return the outcomes and how long it took."""
    numbers = itertools.count()
    counts: Counter[str] = Counter()
    lock = threading.Lock()
    barrier = threading.Barrier(CLIENTS)

    def client(number: int) -> None:
        own: Counter[str] = Counter()
        barrier.wait()
        while (turn := next(numbers)) < TRIES:
            outcome = attempt(
                pool,
                names[turn % len(names)],
                addresses[number % len(addresses)],
                f"wrong {turn}",
            )
            own[outcome] += 1
        with lock:
            counts.update(own)

    began = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as executor:
        for done in [executor.submit(client, number) for number in range(CLIENTS)]:
            done.result()
    return counts, time.monotonic() - began


def test_a_crowd_of_wrong_passwords_neither_gets_through_nor_locks_the_person_out(
    pool: Pool, database_url: str
) -> None:
    assert sign_in(pool, "ada", PASSWORD, ip=HOME).user_id

    signed_in: list[Session] = []
    over = threading.Event()

    def person() -> None:
        """Sign in again and again from home, as long as the crowd tries."""
        while not over.is_set():
            signed_in.append(sign_in(pool, "ada", PASSWORD, ip=HOME))
            over.wait(0.1)

    with ThreadPoolExecutor(1) as executor:
        real = executor.submit(person)
        try:
            counts, elapsed = crowd(
                pool, [f"198.51.100.{n}" for n in range(CLIENTS)], ["ada", "ada@example.com"]
            )
        finally:
            over.set()
        real.result()

    assert counts.total() == TRIES
    assert counts["signed_in"] == counts["code_needed"] == 0
    # Two names, five tries each in a row, then a wait that doubles from a second on.
    most = 2 * allowed(elapsed + 1, free=5, delay=1, longest=900)
    assert counts["refused"] + counts["busy"] <= most
    assert counts["refused"] + counts["busy"] >= 10  # it is a throttle, not a wall
    tried = rows(database_url, "select sum(try_count) from admin.login_throttles where kind='name'")
    assert tried[0]["sum"] == counts["refused"] + counts["busy"]
    assert len(signed_in) >= 3
    print(f"{counts} in {elapsed:.1f} s; signed in {len(signed_in)} times meanwhile")


def test_one_address_that_tries_many_names_is_throttled_as_a_whole(pool: Pool) -> None:
    counts, elapsed = crowd(pool, ["2001:db8::1", "2001:db8::2"], [f"name-{n}" for n in range(997)])
    most = allowed(elapsed + 1, free=20, delay=1, longest=900)
    assert 20 <= counts["refused"] + counts["busy"] <= most


def test_of_many_at_once_no_more_get_through_than_of_as_many_in_a_row(
    pool: Pool, database_url: str
) -> None:
    """The try is counted before the password is compared, so that all see each other's."""
    barrier = threading.Barrier(CLIENTS)

    def client(number: int) -> OverLimitError | None:
        with pool.autocommit() as connection:
            barrier.wait()
            try:
                call_value(
                    connection,
                    "admin.begin_login",
                    username_or_email="ada",
                    ip=f"198.51.100.{number}",
                )
            except OverLimitError as error:
                return error
            return None

    with ThreadPoolExecutor(CLIENTS) as executor:
        errors = list(executor.map(client, range(CLIENTS)))
    refused = [error for error in errors if error]
    assert len(errors) - len(refused) == 5
    assert {error.sqlstate for error in refused} == {"53400"}
    assert all(error.hint.startswith("Try again in ") for error in refused)


def test_who_waited_for_the_last_slot_does_not_get_it_too(pool: Pool, database_url: str) -> None:
    numbers = itertools.count()

    def begin(connection: database.Connection) -> object:
        ip = f"198.51.100.{next(numbers)}"
        return call_value(connection, "admin.begin_login", username_or_email="ada", ip=ip)

    for _ in range(4):
        with pool.autocommit() as connection:
            begin(connection)
    _, second = second_while_first_is_open(database_url, begin, first_commits=True)
    assert getattr(second.exception(), "sqlstate", None) == "53400"


def test_a_rollback_does_not_uncount_a_try(pool: Pool, database_url: str) -> None:
    for _ in range(5):
        with pool.autocommit() as connection:
            begun = call_value(connection, "admin.begin_login", username_or_email="ada")
        with psycopg.connect(database_url) as connection:
            found: Any = call_row(connection, "admin.login", attempt_id=begun, password="wrong")
            assert found["outcome"] == "refused"
            connection.rollback()
    with pool.autocommit() as connection, pytest.raises(OverLimitError):
        call_value(connection, "admin.begin_login", username_or_email="ada")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.floats(min_value=0, max_value=2000), min_size=1, max_size=40))
def test_whatever_the_pauses_no_more_get_through_than_a_patient_one(
    database_url: str, pauses: list[float]
) -> None:
    """Who tries at any instants gets no more tries than who waits exactly as long as asked."""
    through = []
    at = 0.0
    with psycopg.connect(database_url) as connection:
        for pause in pauses:
            at += pause
            connection.execute(
                "select test.travel_to('2030-01-01Z'::timestamptz + make_interval(secs => %s))",
                [at],
            )
            row = connection.execute(
                "select admin._take_login_slot('name', 'x') is null"
            ).fetchone()
            assert row is not None
            if row[0]:
                through.append(at)
        connection.rollback()
    for first in range(len(through)):
        in_a_row = through[first:]
        elapsed = in_a_row[-1] - in_a_row[0]
        assert len(in_a_row) <= allowed(elapsed + 0.001, free=5, delay=1, longest=900)
