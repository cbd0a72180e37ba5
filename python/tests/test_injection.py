"""Hostile words for every argument of every function of the API: none is ever taken for SQL.

Each function that a group role may execute gets 200 hostile strings in each of its arguments of
type text, text[] and jsonb, once each. They try to break out of whatever quotes they could end up
in, and then to turn a sequence (which no rollback turns back), make a table, or make a syntax
error. Most are refused or not found; an error of class 42 that is not one of the function's own
means that a word was read as SQL.
"""

from __future__ import annotations

import itertools
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import dict_row

Connection = psycopg.Connection[dict[str, Any]]

HOSTILE_COUNT = 200
_SCHEMAS = ("ops", "audit", "admin", "scraping", "content", "audience", "newsletter", "social",
            "analytics")  # fmt: skip

_TURN = "nextval('public.canary')"
_DEEDS = (
    f"select {_TURN}",
    "create table public.was_here ()",
    "create role was_here",
    "drop table public.canaries cascade",
    "delete from public.canaries",
    "set local role aquascene_owner",
)
_ENDS = (
    "'",
    '"',
    "')",
    "'))",
    "']",
    "$$",
    "$_$",
    "$function$",
    "\\'",
    "''",
    "'''",
    ")",
    "};",
    "*/",
)
_TALES = ("--", "/*", "", ";")
_PLAIN = (
    "",
    " ",
    "'",
    '"',
    "\\",
    ";",
    "--",
    "/*",
    "*/",
    "$$",
    "$1",
    "%",
    "%s",
    "%I",
    "%1$I",
    "%L %L %L",
    "%s%s%s%s%n",
    "{",
    "}",
    "{}",
    "[]",
    "null",
    "NULL::text",
    "\\x00",
    "\\u0000",
    "\\000",
    "%00",
    "'::regclass",
    "pg_catalog.pg_authid",
    "public.canaries",
    "audit.audit_log",
    "-1",
    "1e400",
    "NaN",
    "infinity",
    "\ufeff'",
    "\u02bc; drop table canaries --",
    "\uff07 or 1=1 --",
    "\u202e'--",
    "\u200b",
    "\U0001f600'",
    "a\u0300" * 200 + "'",
    "E'\\047",
    "U&'\\0027",
    f"' || {_TURN} || '",
    f"' || (select {_TURN})::text || '",
    f"'; execute 'select {_TURN}'; --",
    f"$.a ? (@ == {_TURN})",
    f"{{{_TURN}}}",
    f"x' or {_TURN} > 0 or 'x'='",
    f") or {_TURN} > 0 --",
    f"id; select {_TURN}",
    f'id" , {_TURN} , "id',
    "'" * 3000,
    "(" * 3000,
    "a" * 10000,
    "(a+)+$" * 50,
    "\r\n.\r\n",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "../../../etc/passwd",
)


def hostile_strings() -> list[str]:
    """Return 200 strings, no two alike."""
    broken_out = [
        f"moss{end} {deed} {tale}".replace("  ", "; ", 1) if tale else f"moss{end}; {deed}"
        for deed, end, tale in itertools.product(_DEEDS, _ENDS, _TALES)
    ]
    step = len(broken_out) / (HOSTILE_COUNT - len(_PLAIN))
    chosen = [broken_out[int(n * step)] for n in range(HOSTILE_COUNT - len(_PLAIN))]
    return [*_PLAIN, *chosen]


# Arguments that only let something be reached.
_BENIGN = {
    "text": "'moss'",
    "text[]": "array['moss']",
    "jsonb": "jsonb '{}'",
    "uuid[]": "array[(select id from things where name = %(name)s)]",
    "inet": "inet '192.0.2.7'",
    "integer": "1",
    "bigint": "1",
    "numeric": "0.5",
    "double precision": "0.5",
    "boolean": "true",
    "interval": "interval '1 day'",
    "date": "current_date",
    "bytea": "'\\x00'::bytea",
    "time without time zone": "time '08:00'",
    "integer[]": "array[1]",
    "bigint[]": "array[1::bigint]",
    "timestamp with time zone": "now() + interval '1 day'",
    "character varying": "'moss'",
    "xid8": "'1'::xid8",
}
_NAMED = {
    "email": "'jo@example.com'",
    "url": "'https://example.com/moss'",
    "source_url": "'https://example.com/moss'",
    "table_name": "'content.content_categories'",
    "username": "'jo'",
    "password": "'a long password 17'",
    "role": "'editor'",
    "language": "'en'",
    "reason": "'hard'",
    "worker": "'w'",
}
_HOSTILE_TYPES = ("text", "text[]", "jsonb", "character varying")
_HOSTILE_VALUE = {
    "text": "$1",
    "character varying": "$1",
    "text[]": "case $2 % 2 when 0 then array[$1] else array['moss', $1] end",
    "jsonb": "case $2 % 4 when 0 then to_jsonb($1) when 1 then jsonb_build_object('a', $1)"
    " when 2 then jsonb_build_object($1, 'a') else jsonb_build_array($1) end",
}

_PREPARE = """
create sequence public.canary;
create table public.canaries (id integer);
insert into public.canaries select generate_series(1, 10);
grant all on sequence public.canary to public;
grant all on public.canaries to public;
create table public.things (name text, id uuid);
grant select on public.things to public;
update ops.settings set value = '4' where key = 'admin.bcrypt_cost';
insert into things
select 'content', test.content() union all select 'issue', test.issue()
union all select 'subscriber', test.subscriber('jo@example.com')
union all select 'raw', test.raw() union all select 'person', test.admin('admin', 'mo');
create function public.attack(statement text, hostile text[])
returns table (state text, word text, message text)
language plpgsql
as $attack$
begin
    for attack_number in 1 .. cardinality(hostile) loop
        begin
            execute statement using hostile[attack_number], attack_number;
        exception
            when others then
                if sqlstate ~ '^(42|XX|2F|38|39)' then
                    state := sqlstate;
                    word := left(hostile[attack_number], 80);
                    message := left(sqlerrm, 200);
                    return next;
                end if;
        end;
    end loop;
end;
$attack$;
grant execute on function public.attack to public;
"""

_FUNCTIONS = """
select p.pronamespace::regnamespace::text as schema, p.proname as name,
       p.oid::regprocedure::text as signature, p.proretset as is_set,
       p.proargnames[1:p.pronargs] as names, p.pronargdefaults as default_count,
       array(select format_type(t.oid, null)
               from unnest(p.proargtypes) with ordinality as t (oid, place)
              order by t.place) as types,
       substring(obj_description(p.oid, 'pg_proc') from '\\mErrors:.*$') as errors,
       (select r.name
          from unnest(array['aquascene_admin', 'aquascene_worker', 'aquascene_app',
                            'aquascene_editor', 'aquascene_reader']) as r (name)
         where has_function_privilege(r.name, p.oid, 'execute') limit 1) as role
  from pg_proc as p
 where p.pronamespace::regnamespace::text = any(%s) and p.prokind = 'f'
   and p.prorettype <> 'trigger'::regtype
 order by p.oid::regprocedure::text collate "C"
"""


def _argument(name: str, kind: str) -> str:
    if kind == "uuid":
        thing = next((t for t in ("content", "issue", "subscriber", "raw") if t in name), "content")
        if name in ("user_id", "created_by", "person"):
            thing = "person"
        return f"(select id from public.things where name = '{thing}')"  # noqa: S608
    if kind == "uuid[]":
        return "array(select id from public.things)"
    return (_NAMED.get(name) if kind == "text" else None) or _BENIGN.get(kind, f"null::{kind}")


def _statements(function: dict[str, Any]) -> dict[str, str]:
    """Return a statement for each argument that takes words; $1 is the hostile one."""
    names, types = function["names"] or [], function["types"]
    needed = len(types) - function["default_count"]
    found = {}
    for place, (name, kind) in enumerate(zip(names, types, strict=False)):
        if kind not in _HOSTILE_TYPES:
            continue
        arguments = [
            sql.SQL("{} => {}").format(
                sql.Identifier(other),
                sql.SQL(_HOSTILE_VALUE[kind] if other == name else _argument(other, of_kind)),
            )
            for number, (other, of_kind) in enumerate(zip(names, types, strict=False))
            if number < needed or number == place
        ]
        found[name] = (
            sql.SQL(
                "select count(t) from (select {}.{}({})) as t, (select $1::text, $2::integer) u"
            )
            .format(
                sql.Identifier(function["schema"]),
                sql.Identifier(function["name"]),
                sql.SQL(", ").join(arguments),
            )
            .as_string(None)
        )
    return found


@pytest.fixture
def target(database_url: str) -> Connection:
    with psycopg.connect(database_url, autocommit=True, row_factory=dict_row) as connection:
        connection.execute(_PREPARE)
    # Compiling plans takes longer than all the rest.
    return psycopg.connect(
        database_url, autocommit=True, row_factory=dict_row, options="-c jit=off"
    )


_CANARY = """
select (select count(*) from pg_class where relpersistence <> 't') as relations,
       (select count(*) from pg_proc) as functions,
       (select string_agg(rolname || rolsuper || rolcanlogin, ',' order by rolname collate "C")
          from pg_roles) as roles,
       (select count(*) from public.canaries) as canaries,
       (select is_called from public.canary) as is_turned, current_user as who
"""


def _canary(connection: Connection) -> dict[str, Any]:
    row = connection.execute(_CANARY).fetchone()
    assert row is not None
    return row


def test_there_are_200_hostile_strings() -> None:
    assert len(set(hostile_strings())) == HOSTILE_COUNT


def test_a_function_that_takes_words_for_sql_is_found(target: Connection) -> None:
    with target, target.transaction(force_rollback=True):
        target.execute(
            "create function public.careless(word text) returns void language plpgsql as"
            " $careless$ begin execute 'select ''' || word || ''''; end $careless$"
        )
        found = target.execute(
            "select * from attack('select public.careless(word => $1), $2', %s)",
            [hostile_strings()],
        ).fetchall()
        assert {"42601"} <= {row["state"] for row in found}
        assert _canary(target)["is_turned"], "a word should have turned the canary"


@pytest.mark.parametrize("schema", _SCHEMAS)
def test_no_word_is_taken_for_sql(target: Connection, schema: str) -> None:
    hostile = hostile_strings()
    with target:
        functions = target.execute(_FUNCTIONS, [[schema]]).fetchall()
        before = _canary(target)
        faults = []
        for function in functions:
            if function["role"] is None:
                continue
            for argument, statement in _statements(function).items():
                with target.transaction(force_rollback=True):
                    target.execute("select admin.act_as(id) from things where name = 'person'")
                    target.execute(
                        sql.SQL("set local role {}").format(sql.Identifier(function["role"]))
                    )
                    found = target.execute(
                        "select * from attack(%s, %s)", [statement, hostile]
                    ).fetchall()
                    target.execute("reset role")
                    after = _canary(target)
                faults += [
                    (function["signature"], argument, row["state"], row["word"], row["message"])
                    for row in found
                    if row["state"] != "42501" and row["state"] not in (function["errors"] or "")
                ]
                if after != before:
                    faults.append((function["signature"], argument, "canary", before, after))
        assert faults == []
