"""Verifying signed tokens, as behind every link that is followed.

``token_verify_us``: microseconds of ``ops._verify_token`` inside the database, over distinct
tokens; the floor is what is allowed, 50. ``token_pipeline``: tokens verified in a second on one
connection through a pipeline, a statement each; the floor is 20 thousand. One of the two is asked
for.
"""

from __future__ import annotations

import statistics
import time
from typing import LiteralString

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

TOKENS = 20_000  # as in _MAKE
ROUNDS = 5
ALLOWED_US = 50.0
ALLOWED_A_SECOND = 20_000.0

_MAKE = """
create temp table token as
select ops._sign_token('unsubscribe', uuid_send(gen_random_uuid())) as token
  from generate_series(1, 20000)
"""
_VERIFY = "select count(ops._verify_token('unsubscribe', t.token)) from token as t"
_READ = "select count(length(t.token)) from token as t"


def _seconds(connection: psycopg.Connection, statement: LiteralString) -> float:
    begin = time.perf_counter()
    connection.execute(statement)
    return time.perf_counter() - begin


def _pipelined(connection: psycopg.Connection, tokens: list[str]) -> float:
    """Return the seconds of verifying each token in a statement of its own."""
    begin = time.perf_counter()
    with connection.pipeline():
        for token in tokens:
            connection.execute("select ops._verify_token('unsubscribe', %s)", (token,))
    return time.perf_counter() - begin


def measure() -> list[Result]:
    """Verify in turns, inside and through the pipeline."""
    with fresh_cluster() as cluster:
        cluster.ensure_database("tokens")
        build_database(cluster.url("tokens"), ROOT)
        inside: list[float] = []
        outside: list[float] = []
        with psycopg.connect(cluster.url("tokens"), autocommit=True) as connection:
            connection.execute(_MAKE)
            tokens = [row[0] for row in connection.execute("select token from token")]
            for _ in range(ROUNDS):
                verified = _seconds(connection, _VERIFY) - _seconds(connection, _READ)
                inside.append(1e6 * verified / TOKENS)
                outside.append(TOKENS / _pipelined(connection, tokens))
    us, rate = statistics.median(inside), statistics.median(outside)
    return [
        Result("token_verify_us", us, ALLOWED_US, "us", ALLOWED_US / us, 1.0),
        Result("token_pipeline", rate, ALLOWED_A_SECOND, "a second", rate / ALLOWED_A_SECOND, 1.0),
    ]
