-- Test the attributes of our functions that keep them safe.
begin;
select plan(9);

create temp table functions as
select p.oid::regprocedure as name, p.*, l.lanname, s.path
  from pg_proc as p
  join pg_language as l on l.oid = p.prolang
  left join lateral (
      select regexp_split_to_array(substring(c.setting from '^search_path=(.*)$'), '\s*,\s*')
        from unnest(p.proconfig) as c (setting)
       where c.setting like 'search\_path=%'
  ) as s (path) on true
 where p.pronamespace::regnamespace::text in (
           'ops', 'audit', 'admin', 'scraping', 'content', 'audience', 'newsletter', 'social',
           'analytics');

select is_empty(
    $$ select name, path from functions
        where prosecdef
          and (path is null or path[1] <> 'pg_catalog'
               or path[cardinality(path)] <> 'pg_temp') $$,
    'security definer: should pin a search path from pg_catalog to pg_temp');
select is_empty(
    $$ select name, s.schema
         from functions
        cross join lateral unnest(path) as s (schema)
        where s.schema not in ('pg_catalog', 'pg_temp', 'ops', 'audit', 'admin', 'scraping',
                               'content', 'audience', 'newsletter', 'social', 'analytics') $$,
    'a search path should name no schema where others may create');
select is_empty(
    -- Procedures that commit may not pin it: they act for their callers, with whole names.
    $$ select name from functions
        where path is null and prosqlbody is null and (prokind <> 'p' or prosecdef) $$,
    'a body that is read at each call should have a pinned search path');
select is_empty(
    $$ select name from functions where lanname not in ('sql', 'plpgsql') $$,
    'functions should be written in SQL or PL/pgSQL');
select is_empty(
    $$ select name, proowner::regrole from functions
        where proowner <> 'aquascene_owner'::regrole $$,
    'functions should belong to aquascene_owner');
select is_empty(
    $$ select f.name
         from functions as f
        cross join lateral aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as a
        where a.grantee = 0 $$,
    'public should execute nothing');
select is_empty(
    $$ select f.name, a.grantee::regrole
         from functions as f
        cross join lateral aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as a
        where a.grantee <> f.proowner
          and (f.proname like '\_%' or f.prorettype = 'trigger'::regtype) $$,
    'private functions and those of triggers should be granted to nobody');
select is_empty(
    $$ select f.name
         from functions as f
        where f.proname not like '\_%' and f.prorettype <> 'trigger'::regtype
          and not exists (select from aclexplode(f.proacl) as a where a.grantee <> f.proowner) $$,
    'a function of the API should be granted to somebody');
select is_empty(
    $$ select f.name, a.grantee::regrole
         from functions as f
        cross join lateral aclexplode(f.proacl) as a
        where a.is_grantable and a.grantee <> f.proowner $$,
    'nobody should hand a grant on');

select * from finish();
rollback;
