-- Verify aquascene:social/grants/schema on pg

begin;

select 1 / (count(*) = 1)::int
  from pg_catalog.pg_namespace as n
 where n.nspname = 'social' and n.nspowner = 'aquascene_owner'::regrole;
select 1 / has_schema_privilege('aquascene_reader', 'social', 'USAGE')::int;
select 1 / (not has_schema_privilege('aquascene_reader', 'social', 'CREATE'))::int;

rollback;
