"""Reads from the catalog what the reference tells about a schema. All SQL for it is here.

Names are read with an empty search path, so that everything outside pg_catalog is qualified, and
sorted by bytes. Partitions are left out: the engine makes them at run time, and their parent says
all about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from psycopg import Connection
from psycopg.rows import class_row


@dataclass(frozen=True)
class Domain:
    """A schema. ``users`` are the group roles that may use it."""

    name: str
    comment: str
    users: list[str]


@dataclass(frozen=True)
class Relation:
    """A table (kind ``r``, ``p`` when partitioned), view (``v``) or materialized view (``m``).

    ``partition_key`` is such as ``RANGE (changed_at)``; the fields after it are of
    ops.partition_policies, all None where there is no policy.
    """

    domain: str
    name: str
    kind: str
    comment: str
    partition_key: str | None
    default_partition: str | None
    premake_months: int | None
    retention: str | None
    retention_reason: str | None


@dataclass(frozen=True)
class Column:
    """A column. ``default`` is its expression, ``generated`` one of always, identity, None."""

    domain: str
    relation: str
    name: str
    type: str
    nullable: bool
    default: str | None
    generated: str | None
    comment: str


@dataclass(frozen=True)
class Constraint:
    """A primary key (kind ``p``), unique key (u), check (c), exclusion (x) or foreign key (f).

    ``columns`` are its own, ``target`` … ``target_columns`` what a foreign key refers to.
    ``nullable`` tells whether any of its columns is, ``unique`` whether a key covers them.
    """

    domain: str
    relation: str
    name: str
    kind: str
    definition: str
    columns: list[str]
    target_domain: str | None
    target: str | None
    target_columns: list[str]
    nullable: bool
    unique: bool


@dataclass(frozen=True)
class Index:
    """An index that is no constraint's; ``definition`` begins after USING."""

    domain: str
    relation: str
    name: str
    unique: bool
    definition: str
    comment: str


@dataclass(frozen=True)
class Trigger:
    """A trigger; ``definition`` begins with BEFORE or AFTER and leaves out the table."""

    domain: str
    relation: str
    name: str
    definition: str


@dataclass(frozen=True)
class Privilege:
    """What a role may do with a relation; ``columns`` is empty when it is all of them."""

    domain: str
    relation: str
    role: str
    privilege: str
    columns: list[str]


@dataclass(frozen=True)
class Function:
    """A function.

    ``arguments`` are its inputs as declared, ``outputs`` its output parameters (not the columns
    of a table), ``executors`` the roles that are granted it.
    """

    domain: str
    name: str
    arguments: list[str]
    outputs: list[str]
    result: str | None
    language: str
    volatility: str
    parallel: str
    security_definer: bool
    is_strict: bool
    executors: list[str]
    comment: str

    @property
    def is_private(self) -> bool:
        """Tell whether it serves other functions of the owner only, as its name says."""
        return self.name.startswith("_")


@dataclass(frozen=True)
class StateMachine:
    """The column that follows an entity's diagram; ``initial`` is the column's default."""

    domain: str
    relation: str
    entity: str
    column: str
    initial: str | None


@dataclass(frozen=True)
class Transition:
    """An edge of a state machine."""

    entity: str
    from_status: str
    to_status: str
    event: str
    note: str | None


@dataclass(frozen=True)
class Setting:
    """A row of ops.settings; ``value`` is JSON."""

    key: str
    value: str
    description: str


@dataclass(frozen=True)
class Permission:
    """A permission of admin users, and the roles that hold it."""

    name: str
    roles: list[str]


@dataclass(frozen=True)
class GroupRole:
    """A group role, and the roles of which it is a member."""

    name: str
    member_of: list[str]


@dataclass(frozen=True)
class Catalog:
    """Everything that the reference tells, each list in the order in which it is told."""

    domains: list[Domain]
    relations: list[Relation]
    columns: list[Column]
    constraints: list[Constraint]
    indexes: list[Index]
    triggers: list[Trigger]
    privileges: list[Privilege]
    functions: list[Function]
    machines: list[StateMachine]
    transitions: list[Transition]
    settings: list[Setting]
    permissions: list[Permission]
    roles: list[GroupRole]


_DOMAINS = """
select n.nspname as name,
       coalesce(obj_description(n.oid, 'pg_namespace'), '') as comment,
       array(select r.rolname::text
               from aclexplode(n.nspacl) as a
               join pg_roles as r on r.oid = a.grantee
              where a.privilege_type = 'USAGE' and a.grantee <> n.nspowner
              order by r.rolname collate "C") as users
  from pg_namespace as n
 where n.nspname = any(%(schemas)s)
 order by array_position(%(schemas)s, n.nspname)
"""

# Stands before every query, so that each sees the same relations: ours, without partitions.
_OURS = """
with ours as (
    select n.nspname as domain, c.relname as name, c.oid, c.relkind, c.relowner, c.relacl
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
     where n.nspname = any(%(schemas)s)
       and c.relkind in ('r', 'p', 'v', 'm')
       and not c.relispartition
)
"""

_RELATIONS = """
select o.domain, o.name, o.relkind::text as kind,
       coalesce(obj_description(o.oid, 'pg_class'), '') as comment,
       pg_get_partkeydef(o.oid) as partition_key,
       (select d.relname from pg_partitioned_table as p join pg_class as d on d.oid = p.partdefid
         where p.partrelid = o.oid) as default_partition,
       y.premake_months, y.retention::text as retention, y.description as retention_reason
  from ours as o
  left join ops.partition_policies as y on y.table_name = o.domain || '.' || o.name
 order by o.domain collate "C", o.name collate "C"
"""

_COLUMNS = """
select o.domain, o.name as relation, a.attname as name,
       format_type(a.atttypid, a.atttypmod) as type,
       not a.attnotnull as nullable,
       pg_get_expr(d.adbin, d.adrelid, true) as default,
       case when a.attgenerated <> '' then 'always' when a.attidentity <> '' then 'identity' end
           as generated,
       coalesce(col_description(o.oid, a.attnum), '') as comment
  from ours as o
  join pg_attribute as a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
 order by o.domain collate "C", o.name collate "C", a.attnum
"""

_CONSTRAINTS = """
select o.domain, o.name as relation, k.conname as name, k.contype::text as kind,
       pg_get_constraintdef(k.oid, true) as definition,
       array(select a.attname::text
               from unnest(k.conkey) with ordinality as u (attnum, place)
               join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.attnum
              order by u.place) as columns,
       tn.nspname as target_domain, t.relname as target,
       array(select a.attname::text
               from unnest(k.confkey) with ordinality as u (attnum, place)
               join pg_attribute as a on a.attrelid = k.confrelid and a.attnum = u.attnum
              order by u.place) as target_columns,
       exists (select from pg_attribute as a
                where a.attrelid = k.conrelid and a.attnum = any(k.conkey)
                  and not a.attnotnull) as nullable,
       exists (select from pg_constraint as q
                where q.conrelid = k.conrelid and q.contype in ('p', 'u')
                  and q.conkey <@ k.conkey) as unique
  from ours as o
  join pg_constraint as k on k.conrelid = o.oid and k.contype in ('p', 'u', 'c', 'x', 'f')
                         and k.conparentid = 0
  left join pg_class as t on t.oid = k.confrelid
  left join pg_namespace as tn on tn.oid = t.relnamespace
 order by o.domain collate "C", o.name collate "C",
          array_position(array['p', 'u', 'x', 'f', 'c'], k.contype::text), k.conname collate "C"
"""

_INDEXES = """
select o.domain, o.name as relation, c.relname as name, i.indisunique as unique,
       regexp_replace(pg_get_indexdef(i.indexrelid, 0, true), '^.*? USING ', '') as definition,
       coalesce(obj_description(c.oid, 'pg_class'), '') as comment
  from ours as o
  join pg_index as i on i.indrelid = o.oid
  join pg_class as c on c.oid = i.indexrelid
 where not exists (select from pg_constraint as k where k.conindid = i.indexrelid
                                                    and k.contype in ('p', 'u', 'x'))
 order by o.domain collate "C", o.name collate "C", c.relname collate "C"
"""

_TRIGGERS = """
select o.domain, o.name as relation, t.tgname as name,
       regexp_replace(pg_get_triggerdef(t.oid, true),
                      '^CREATE (?:CONSTRAINT )?TRIGGER \\S+ (.*?) ON \\S+ ', '\\1 ') as definition
  from ours as o
  join pg_trigger as t on t.tgrelid = o.oid and not t.tgisinternal
 order by o.domain collate "C", o.name collate "C", t.tgname collate "C"
"""

_PRIVILEGES = """
select o.domain, o.name as relation, r.rolname as role, lower(a.privilege_type) as privilege,
       array[]::text[] as columns
  from ours as o
 cross join lateral aclexplode(o.relacl) as a
  join pg_roles as r on r.oid = a.grantee and a.grantee <> o.relowner
 union all
select o.domain, o.name, r.rolname, lower(a.privilege_type),
       array_agg(t.attname::text order by t.attnum)
  from ours as o
  join pg_attribute as t on t.attrelid = o.oid and t.attnum > 0 and not t.attisdropped
 cross join lateral aclexplode(t.attacl) as a
  join pg_roles as r on r.oid = a.grantee and a.grantee <> o.relowner
 group by o.domain, o.name, r.rolname, lower(a.privilege_type)
 order by 1, 2, 3, 4
"""

_FUNCTIONS = """
select n.nspname as domain, p.proname as name,
       array(select case p.proargmodes[a.place] when 'v' then 'variadic ' when 'b' then 'inout '
                                                else '' end
                    || coalesce(nullif(p.proargnames[a.place], '') || ' ', '')
                    || format_type(a.type, null)
                    || coalesce(' default ' || pg_get_function_arg_default(p.oid, a.place::int), '')
               from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality
                    as a (type, place)
              where coalesce(p.proargmodes[a.place], 'i') in ('i', 'b', 'v')
              order by a.place) as arguments,
       array(select coalesce(nullif(p.proargnames[a.place], '') || ' ', '')
                    || format_type(a.type, null)
               from unnest(p.proallargtypes) with ordinality as a (type, place)
              where p.proargmodes[a.place] = 'o'
              order by a.place) as outputs,
       pg_get_function_result(p.oid) as result,
       l.lanname as language,
       case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end
           as volatility,
       case p.proparallel when 's' then 'parallel safe' when 'r' then 'parallel restricted'
                          else '' end as parallel,
       p.prosecdef as security_definer,
       p.proisstrict as is_strict,
       array(select coalesce(r.rolname::text, 'public')
               from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
               left join pg_roles as r on r.oid = a.grantee
              where a.grantee <> p.proowner
              order by coalesce(r.rolname::text, 'public') collate "C") as executors,
       coalesce(obj_description(p.oid, 'pg_proc'), '') as comment
  from pg_proc as p
  join pg_namespace as n on n.oid = p.pronamespace
  join pg_language as l on l.oid = p.prolang
 where n.nspname = any(%(schemas)s)
   and not exists (select from pg_depend as d
                    where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
 order by n.nspname collate "C", p.proname collate "C"
"""

# The trigger "transition" of a table is on its status, and has the entity for its argument; in the
# catalog an argument is text that is ended by a zero byte.
_MACHINES = """
select o.domain, o.name as relation, g.arguments[1] as entity, a.attname as column,
       substring(pg_get_expr(d.adbin, d.adrelid) from $re$^'([^']*)'$re$) as initial
  from ours as o
  join pg_trigger as t on t.tgrelid = o.oid and t.tgname = 'transition'
 cross join lateral (
           select string_to_array(encode(t.tgargs, 'escape'), '\\000') as arguments) as g
  left join pg_attribute as a on a.attrelid = o.oid and a.attnum = t.tgattr[0]
  left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
 order by g.arguments[1] collate "C"
"""

_TRANSITIONS = """
select t.entity, t.from_status, t.to_status, t.event, t.note
  from ops.status_transitions as t
 order by t.entity collate "C", t.from_status collate "C", t.to_status collate "C"
"""

_SETTINGS = """
select s.key, s.value::text as value, s.description
  from ops.settings as s
 order by s.key collate "C"
"""

_PERMISSIONS = """
select p.permission as name, array_agg(p.role order by p.role collate "C") as roles
  from admin.role_permissions as p
 group by p.permission
 order by p.permission collate "C"
"""

_ROLES = """
select r.rolname as name,
       array(select g.rolname::text
               from pg_auth_members as m
               join pg_roles as g on g.oid = m.roleid
              where m.member = r.oid
              order by g.rolname collate "C") as member_of
  from pg_roles as r
 where r.rolname ~ '^aquascene_(owner|reader|app|editor|worker|admin)$'
 order by r.rolname collate "C"
"""

_Row = TypeVar("_Row")


def read_catalog(connection: Connection, schemas: list[str]) -> Catalog:
    """Return what the catalog says of these schemas, in their order.

    The connection's transaction gets an empty search path. Monthly partitions, and default ones,
    are not listed as tables.
    """
    connection.execute("set local search_path = pg_catalog")

    def rows(kind: type[_Row], query: str) -> list[_Row]:
        cursor = connection.cursor(row_factory=class_row(kind))
        return cursor.execute((_OURS + query).encode(), {"schemas": schemas}).fetchall()

    return Catalog(
        rows(Domain, _DOMAINS),
        rows(Relation, _RELATIONS),
        rows(Column, _COLUMNS),
        rows(Constraint, _CONSTRAINTS),
        rows(Index, _INDEXES),
        rows(Trigger, _TRIGGERS),
        rows(Privilege, _PRIVILEGES),
        rows(Function, _FUNCTIONS),
        rows(StateMachine, _MACHINES),
        rows(Transition, _TRANSITIONS),
        rows(Setting, _SETTINGS),
        rows(Permission, _PERMISSIONS),
        rows(GroupRole, _ROLES),
    )


@dataclass(frozen=True)
class DocumentedError:
    """What a function's comment says of one SQLSTATE."""

    code: str
    when: str


class UndocumentedErrors(Exception):
    """A function's comment has no sentence "Errors: …" that can be read."""


def documented_errors(function: Function) -> list[DocumentedError]:
    """Return the errors that a function's comment documents, none where it says none.

    The sentence is ``Errors: 22023 no reason; 28000, 42501 see admin.require.`` What follows a
    semicolon without a code belongs to the part before. Raises UndocumentedErrors.
    """
    name = f"{function.domain}.{function.name}"
    text = " ".join(function.comment.split())
    sentence = re.search(r"\bErrors: (.*?)\.(?: |$)", text)
    if not sentence:
        raise UndocumentedErrors(f"{name}: its comment lacks the sentence 'Errors: …'")
    if sentence[1] == "none":
        return []
    found: list[tuple[list[str], str]] = []
    for part in sentence[1].split("; "):
        match = re.fullmatch(r"((?:[0-9A-Z]{5}(?:, )?)+) (.+)", part)
        if match:
            found.append((match[1].split(", "), match[2]))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}; {part}")
        else:
            raise UndocumentedErrors(f"{name}: 'Errors: {part}' does not begin with a SQLSTATE")
    return [DocumentedError(code, when) for codes, when in found for code in codes]


class InDomain(Protocol):
    """What belongs to a schema."""

    @property
    def domain(self) -> str:
        """The schema's name."""


class InRelation(InDomain, Protocol):
    """What belongs to a table or view."""

    @property
    def relation(self) -> str:
        """The name of the table or view, without its schema."""


_InDomain = TypeVar("_InDomain", bound=InDomain)
_InRelation = TypeVar("_InRelation", bound=InRelation)


def of_domain(items: Iterable[_InDomain], domain: str) -> list[_InDomain]:
    """Return those of a list that belong to a schema."""
    return [item for item in items if item.domain == domain]


def of_relation(items: Iterable[_InRelation], relation: Relation) -> list[_InRelation]:
    """Return those of a list that belong to a table or view."""
    return [i for i in items if (i.domain, i.relation) == (relation.domain, relation.name)]
