"""What somebody does to the audit log who may do everything but read the key: it is found."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, LiteralString

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.rows import dict_row

from aquascene.cli import main
from stage import wait_until

Connection = psycopg.Connection[dict[str, Any]]

TAMPERINGS = 100
_COLUMNS: tuple[tuple[LiteralString, LiteralString], ...] = (
    ("id", "gen_random_uuid()"),
    ("table_name", "'content.' || table_name"),
    ("record_id", "record_id || '0'"),
    ("action", "case action when 'insert' then 'delete' else 'insert' end"),
    ("old_data", """coalesce(old_data, '{}') || '{"name": "another"}'"""),
    ("new_data", "null"),
    ("new_data", """coalesce(new_data, '{}') || '{"description": null}'"""),
    ("changed_by", "gen_random_uuid()"),
    ("changed_at", "changed_at + interval '1 microsecond'"),
    ("ip_address", "'192.0.2.66'"),
    ("user_agent", "''"),
    ("xid", "xid - 1"),
    ("xid", "1"),
    ("number", "-number"),
    ("erased_digest", "sha256('')"),
)
_SEAL_COLUMNS: tuple[tuple[LiteralString, LiteralString], ...] = (
    ("month", "(month - interval '1 month')::date"),
    ("xid_from", "xid_from - 1"),
    ("xid_below", "xid_below - 1"),
    ("first_at", "first_at - interval '1 year'"),
    ("last_at", "last_at + interval '1 microsecond'"),
    ("row_count", "row_count - 1"),
    ("digest", "sha256(digest)"),
    ("previous", "sha256(previous)"),
    ("sealed_at", "sealed_at - interval '1 second'"),
    ("proof", "sha256(proof)"),
    ("number", "number + 1000"),
)


def seal_all(connection: Connection) -> None:
    """Seal until nothing is left: another test's transaction holds it up for a moment."""

    def is_sealed() -> bool:
        connection.execute("select audit.seal()")
        left = connection.execute(
            "select from audit.audit_log"
            " where xid >= (select xid_below from audit.chain_heads) limit 1"
        )
        return left.rowcount == 0

    wait_until(is_sealed)


@pytest.fixture
def log(database_url: str) -> Iterator[Connection]:
    """Give a log of two months under a dozen seals, and some entries that are not sealed yet."""
    with psycopg.connect(database_url, autocommit=True, row_factory=dict_row) as connection:
        person = connection.execute("select test.admin('editor') as id").fetchone()
        assert person is not None
        connection.execute("select ops.create_monthly_partition('audit.audit_log', '2026-01-01')")
        for batch in range(12):
            with connection.transaction():
                connection.execute("select admin.act_as(%s, '192.0.2.7', 'agent')", [person["id"]])
                connection.execute(
                    "insert into content.content_categories (name, slug)"
                    " select 'Category ' || n, 'category-' || n"
                    "   from generate_series(%s::integer, %s::integer) as n",
                    [batch * 20 + 1, batch * 20 + 20],
                )
                connection.execute(
                    "update content.content_categories set description = %s where sort_order = 0"
                    "   and id %% 3 = 0",
                    [f"Described {batch}"],
                )
                # As if it had been written in another month.
                connection.execute("set local session_replication_role = replica")
                connection.execute(
                    "update audit.audit_log set changed_at = '2026-01-15 00:00Z'"
                    " where id in (select id from audit.audit_log order by xid desc, id limit 5)"
                )
            seal_all(connection)
        connection.execute("update ops.partition_policies set retention = interval '100 years'")
        seal_all(connection)
        connection.execute("update content.content_categories set sort_order = 1 where id = 1")
        yield connection


def problems(connection: Connection) -> set[str]:
    found = connection.execute("select problem from audit.verify_chain()")
    return {row["problem"] for row in found}


def _entry(connection: Connection, chance: random.Random) -> dict[str, Any]:
    entries = connection.execute(
        "select a.tableoid::regclass::text as partition, a.id, a.changed_at from audit.audit_log a"
        " where a.xid < (select xid_below from audit.chain_heads) order by a.xid, a.id"
    ).fetchall()
    return chance.choice(entries)


def change_an_entry(connection: Connection, chance: random.Random) -> str:
    column, value = chance.choice(_COLUMNS)
    entry = _entry(connection, chance)
    done = connection.execute(
        f"update audit.audit_log set {column} = {value}"  # noqa: S608
        f" where id = %s and changed_at = %s and ({value}) is distinct from {column}",
        [entry["id"], entry["changed_at"]],
    )
    if done.rowcount == 0:
        return change_an_entry(connection, chance)
    return f"{column} = {value}"


def delete_an_entry(connection: Connection, chance: random.Random) -> str:
    entry = _entry(connection, chance)
    connection.execute("delete from audit.audit_log where id = %s", [entry["id"]])
    return "delete"


def insert_an_entry(connection: Connection, chance: random.Random) -> str:
    entry = _entry(connection, chance)
    connection.execute(
        "insert into audit.audit_log (table_name, record_id, action, new_data, changed_at, xid)"
        " select table_name, '1', 'insert', '{}', changed_at, xid from audit.audit_log"
        "  where id = %s",
        [entry["id"]],
    )
    return "insert"


def swap_two_entries(connection: Connection, chance: random.Random) -> str:
    one, other = _entry(connection, chance), _entry(connection, chance)
    done = connection.execute(
        "update audit.audit_log a set record_id = b.record_id, new_data = b.new_data"
        "  from audit.audit_log b"
        " where a.id in (%(one)s, %(other)s) and b.id in (%(one)s, %(other)s) and a.id <> b.id"
        "   and a.new_data is distinct from b.new_data",
        {"one": one["id"], "other": other["id"]},
    )
    if done.rowcount != 2:
        return swap_two_entries(connection, chance)
    return "swap"


def drop_a_partition(connection: Connection, chance: random.Random) -> str:
    partition = _entry(connection, chance)["partition"]
    how = chance.choice(
        ("drop table {}", "truncate {}", "alter table audit.audit_log detach partition {}")
    )
    connection.execute(how.format(partition))
    return how


def change_a_seal(connection: Connection, chance: random.Random) -> str:
    column, value = chance.choice(_SEAL_COLUMNS)
    connection.execute(
        f"update audit.seals set {column} = {value} where number = %s",  # noqa: S608
        [chance.randrange(2, 12)],
    )
    return f"seal {column}"


def delete_seals(connection: Connection, chance: random.Random) -> str:
    how = chance.choice(
        ("delete from audit.seals where number = %s", "delete from audit.seals where number >= %s")
    )
    connection.execute(how, [chance.randrange(1, 12)])
    return how


def cut_the_chain(connection: Connection, chance: random.Random) -> str:
    """Take the last seals away and let the head end there, with no key or that of a seal."""
    last = chance.randrange(2, 11)
    connection.execute("delete from audit.seals where number > %s", [last])
    connection.execute(
        "update audit.chain_heads set seal_number = s.number, seal_proof = s.proof,"
        " xid_below = s.xid_below, sealed_at = s.sealed_at from audit.seals s where s.number = %s",
        [last],
    )
    return "cut"


def empty_the_chain(connection: Connection, chance: random.Random) -> str:
    how = chance.choice(
        ("delete from audit.chain_heads", "truncate audit.seals", "delete from audit.seals")
    )
    connection.execute(how)
    return how


def seal_with_another_key(connection: Connection, chance: random.Random) -> str:
    """Change an entry, then make the seals anew by the functions, with a key of one's own."""
    change_an_entry(connection, chance)
    connection.execute(
        "with recursive s as (select s from audit.seals s where number = 5)"
        " update audit.seals t set proof = audit._seal_proof(t, '\\x00') from s where t.number = 5"
    )
    return "another key"


_WAYS: tuple[tuple[Callable[[Connection, random.Random], str], int], ...] = (
    (change_an_entry, 40),
    (delete_an_entry, 8),
    (insert_an_entry, 8),
    (swap_two_entries, 8),
    (drop_a_partition, 6),
    (change_a_seal, 15),
    (delete_seals, 6),
    (cut_the_chain, 4),
    (empty_the_chain, 3),
    (seal_with_another_key, 2),
)


def test_every_one_of_100_tamperings_is_found(log: Connection) -> None:
    chance = random.Random(20261123)
    assert problems(log) == set(), "an intact log should have no problem"
    ways = [way for way, times in _WAYS for _ in range(times)]
    assert len(ways) == TAMPERINGS
    missed = []
    for way in ways:
        with log.transaction(force_rollback=True):
            log.execute("set local session_replication_role = replica")
            what = way(log, chance)
            if not problems(log):
                missed.append(f"{way.__name__}: {what}")
    assert missed == []
    assert problems(log) == set()


def test_an_erasure_and_a_new_key_are_no_tampering(log: Connection) -> None:
    person = log.execute("select test.subscriber('zenobia@example.com') as id").fetchone()
    assert person is not None
    log.execute(
        "update content.content_categories set description = 'Ask zenobia@example.com' where id = 1"
    )
    seal_all(log)
    log.execute("select audience.erase_subscriber(%s, 'asked for it')", [person["id"]])
    blotted = log.execute(
        "select r.erased_for from audit.redactions r join audit.audit_log a on a.id = r.entry_id"
        " where a.new_data->>'description' = 'Ask (erased)'"
    ).fetchall()
    assert blotted == [{"erased_for": person["id"]}]
    log.execute("select ops.rotate_secret('audit')")
    log.execute("update content.content_categories set description = null where id = 1")
    seal_all(log)
    assert problems(log) == set()
    with log.transaction(force_rollback=True):
        log.execute("set local session_replication_role = replica")
        log.execute("update audit.audit_log set new_data = '{}' where erased_digest is not null")
        assert problems(log) == {"redaction_unvouched"}
    with log.transaction(force_rollback=True):
        log.execute("set local session_replication_role = replica")
        log.execute("update audit.redactions set erased_for = gen_random_uuid()")
        assert problems(log) == {"redaction_unvouched"}


def test_what_the_retention_removes_is_not_missed(log: Connection) -> None:
    log.execute("update ops.partition_policies set retention = interval '1 month'")
    log.execute("select ops.apply_retention('audit.audit_log')")
    gone = log.execute("select from audit.audit_log where changed_at < '2026-02-01Z'")
    assert gone.rowcount == 0
    assert problems(log) == set()
    # The same, while they should still be there
    log.execute("update ops.partition_policies set retention = interval '100 years'")
    assert problems(log) == {"entries_missing"}


def test_the_commands(log: Connection, database_url: str) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["--database", database_url, *arguments])
        return done.exit_code, done.output

    assert run("audit", "verify")[0] == 0
    code, output = run("--json", "audit", "history", "content_categories", "1")
    assert code == 0
    changes = json.loads(output)
    assert {change["action"] for change in changes} == {"insert", "update"}
    assert "sort_order: 0 → 1" in run("audit", "history", "content_categories", "1")[1]
    code, output = run("--json", "audit", "as-of", "content_categories", "1", "2999-01-01")
    assert (code, json.loads(output)["sort_order"]) == (0, 1)
    assert "not there" in run("audit", "as-of", "content_categories", "0", "2999-01-01")[1]
    assert run("audit", "history", "no_table", "1")[0] == 10
    seal_all(log)
    log.execute("set session_replication_role = replica")
    log.execute("update audit.audit_log set new_data = '{}' where record_id = '1'")
    code, output = run("audit", "verify")
    assert code == 1
    assert "entries_changed" in output
    code, output = run("--json", "audit", "verify")
    assert (code, json.loads(output)["problems"][0]["problem"]) == (1, "entries_changed")
