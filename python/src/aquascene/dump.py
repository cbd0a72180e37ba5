"""The schema as one text: what ``pg_dump -s`` says, without what differs from run to run.

The text holds the schemas of the plan's domains with owners, privileges and comments, and before
them what they stand on: extensions, roles, settings of the database. It leaves out Sqitch's own
records, schemas of others, and monthly partitions, which the partition engine makes at run time.
Two databases with the same schema give the same text, whoever deployed it.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from psycopg import connect
from psycopg.conninfo import make_conninfo

from aquascene.plan import domains, read_plan
from aquascene.server import find_programs

MONTHLY_PARTITION = r"_\d{4}_\d{2}$"
"""How the names of partitions end that the engine makes at run time."""

_EXTENSION = re.compile(r"^create extension if not exists \"?([\w-]+)\"?", re.MULTILINE)

_FOUNDATION = """
select statement
  from (
    select 1 as part, format('create extension %%I with schema %%I;', x.extname, n.nspname)
      from pg_catalog.pg_extension as x
      join pg_catalog.pg_namespace as n on n.oid = x.extnamespace
     where x.extname = any(%(extensions)s)
    union all
    select 2, format('create role %%I%%s%%s%%s%%s%%s%%s;', r.rolname,
                     case when r.rolcanlogin then ' login' else ' nologin' end,
                     case when r.rolsuper then ' superuser' else '' end,
                     case when r.rolcreaterole then ' createrole' else '' end,
                     case when r.rolcreatedb then ' createdb' else '' end,
                     case when r.rolbypassrls then ' bypassrls' else '' end,
                     case when r.rolinherit then '' else ' noinherit' end)
      from pg_catalog.pg_roles as r
     where r.rolname ~ '^aquascene_'
    union all
    select 3, format('grant %%I to %%I;', r.rolname, m.rolname)
      from pg_catalog.pg_auth_members as g
      join pg_catalog.pg_roles as r on r.oid = g.roleid
      join pg_catalog.pg_roles as m on m.oid = g.member
     where r.rolname ~ '^aquascene_' and m.rolname ~ '^aquascene_'
    union all
    select 4, format('-- database: set %%s%%s;', setting,
                     case when s.setrole = 0 then '' else ' for ' || s.setrole::regrole end)
      from pg_catalog.pg_db_role_setting as s
      cross join unnest(s.setconfig) as setting
     where s.setdatabase = (select oid from pg_catalog.pg_database
                             where datname = current_database())
    union all
    select 5, format('-- database: grant %%s to %%I;', lower(a.privilege_type), r.rolname)
      from pg_catalog.pg_database as d
      cross join aclexplode(d.datacl) as a
      join pg_catalog.pg_roles as r on r.oid = a.grantee
     where d.datname = current_database() and r.rolname ~ '^aquascene_'
    union all
    select 6, format('-- default privileges of %%I%%s: %%s %%s to %%s;', o.rolname,
                     coalesce(' in ' || n.nspname, ''), f.defaclobjtype,
                     lower(a.privilege_type), coalesce(r.rolname, 'public'))
      from pg_catalog.pg_default_acl as f
      join pg_catalog.pg_roles as o on o.oid = f.defaclrole
      left join pg_catalog.pg_namespace as n on n.oid = f.defaclnamespace
      cross join aclexplode(f.defaclacl) as a
      left join pg_catalog.pg_roles as r on r.oid = a.grantee
     where o.rolname ~ '^aquascene_'
  ) as foundation (part, statement)
 order by part, statement collate "C"
"""

_PARTITIONS = """
select format('%%I.%%I', n.nspname, c.relname)
  from pg_catalog.pg_class as c
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
 where c.relispartition and c.relkind in ('r', 'p') and c.relname ~ %s and n.nspname = any(%s)
 order by 1
"""

_SCHEMAS = "select nspname from pg_catalog.pg_namespace where nspname = any(%s) order by 1"


class DumpError(Exception):
    """pg_dump failed; the text is its own."""


def read_only(url: str) -> str:
    """Return the connection string with which every transaction is read-only.

    The search_path is empty, so that definitions come with qualified names, whatever the
    database's own setting is.
    """
    return make_conninfo(url, options="-c default_transaction_read_only=on -c search_path=")


def server_major(url: str) -> int:
    """Return the major version of the server behind a connection string."""
    with connect(url) as connection:
        return connection.info.server_version // 10000


def dump_schema(url: str, root: Path) -> str:
    """Return the normalised text of a database's schema.

    url: a libpq connection string; nothing is written there. root: the project, whose plan says
    which schemas are ours. Raises DumpError, and ServerError when there is no pg_dump of the
    server's version.
    """
    conninfo = read_only(url)
    with connect(conninfo) as connection:
        major = connection.info.server_version // 10000
        extensions = sorted(
            name
            for change in read_plan(root)
            for name in _EXTENSION.findall(change.script(root, "deploy").read_text())
        )
        foundation = connection.execute(_FOUNDATION, {"extensions": extensions}).fetchall()
        schemas = [row[0] for row in connection.execute(_SCHEMAS, [domains(root)])]
        partitions = [
            row[0] for row in connection.execute(_PARTITIONS, [MONTHLY_PARTITION, schemas])
        ]
    parts = ["\n".join(row[0] for row in foundation) + "\n"]
    if schemas:
        parts.append(_pg_dump(conninfo, find_programs(major)["pg_dump"], schemas, partitions))
    return "\n".join(parts)


def _pg_dump(conninfo: str, program: str, schemas: list[str], partitions: list[str]) -> str:
    run = subprocess.run(
        [program, "--schema-only", "--dbname", conninfo]
        + [f'--schema="{name}"' for name in schemas]
        + [f"--exclude-table={name}" for name in partitions],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise DumpError(run.stderr.strip())
    kept = (
        line
        for line in run.stdout.splitlines()
        if not re.match(r"\\(un)?restrict |-- Dumped (from|by) ", line)
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip() + "\n"
