-- Verify aquascene:ops/grants/roles on pg

begin;

select 1 / (count(*) = 6)::int
  from pg_catalog.pg_roles as r
 where r.rolname in ('aquascene_owner', 'aquascene_reader', 'aquascene_app',
                     'aquascene_editor', 'aquascene_worker', 'aquascene_admin')
   and not r.rolcanlogin;
select 1 / has_database_privilege('aquascene_owner', current_database(), 'CREATE')::int;
select 1 / pg_has_role('aquascene_admin', 'aquascene_editor', 'MEMBER')::int;
select 1 / (not pg_has_role('aquascene_app', 'aquascene_reader', 'MEMBER'))::int;

rollback;
