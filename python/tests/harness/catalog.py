"""A picture of everything in a database that a deploy could leave behind."""

from __future__ import annotations

import psycopg

_PICTURE = """
with ours as (
    select n.oid, n.nspname from pg_namespace as n
     where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'sqitch')
), extension_members as (
    select d.classid, d.objid from pg_depend as d where d.deptype = 'e'
)
select 'schema', nspname::text from ours
union all
select 'relation', c.oid::regclass::text from pg_class as c join ours on ours.oid = c.relnamespace
 where not exists (select from extension_members as e where e.objid = c.oid)
union all
select 'function', p.oid::regprocedure::text
  from pg_proc as p join ours on ours.oid = p.pronamespace
 where not exists (select from extension_members as e where e.objid = p.oid)
union all
select 'type', t.oid::regtype::text from pg_type as t join ours on ours.oid = t.typnamespace
 where not exists (select from extension_members as e where e.objid = t.oid)
   and not exists (select from pg_type as i join extension_members as e on e.objid = i.oid
                    where i.typarray = t.oid)
union all
select 'text search configuration', c.oid::regconfig::text
  from pg_ts_config as c join ours on ours.oid = c.cfgnamespace
union all
select 'operator', o.oid::regoperator::text
  from pg_operator as o join ours on ours.oid = o.oprnamespace
 where not exists (select from extension_members as e where e.objid = o.oid)
union all
select 'event trigger', evtname::text from pg_event_trigger
union all
select 'role', rolname::text from pg_roles where rolname !~ '^pg_'
union all
select 'member', member::regrole || ' of ' || roleid::regrole from pg_auth_members
 where roleid >= 16384
union all
select 'default privileges', f::text from pg_default_acl as f
union all
select 'setting', s.setrole::regrole || ': ' || s.setconfig::text from pg_db_role_setting as s
 where s.setdatabase = (select oid from pg_database where datname = current_database())
union all
select 'database privilege', a::text
  from pg_database as d cross join unnest(coalesce(d.datacl, acldefault('d', d.datdba))) as a
 where d.datname = current_database()
union all
select 'schema privilege', n.nspname || ': ' || a
  from pg_namespace as n cross join unnest(coalesce(n.nspacl, acldefault('n', n.nspowner))) as a
 where n.nspname = 'public'
union all
select 'large object', l.oid::text from pg_largeobject_metadata as l
order by 1, 2
"""


def picture(url: str) -> list[str]:
    """Return one line for each object, role, privilege and setting; Sqitch's own left out."""
    with psycopg.connect(url) as connection:
        connection.execute("set search_path = pg_catalog")
        return [": ".join(row) for row in connection.execute(_PICTURE)]
