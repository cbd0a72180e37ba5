-- Verify aquascene:audit/functions/record_change on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid in ('audit.record_inserts()'::regprocedure, 'audit.record_deletes()'::regprocedure);
select 1 / (not has_function_privilege('aquascene_app', f.name, 'EXECUTE'))::int
  from (values ('audit.record_inserts()'), ('audit.record_deletes()'),
               ('audit._watch(regclass,text,text,text)')) as f (name);

rollback;
