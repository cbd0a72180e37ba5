-- Verify aquascene:ops/functions/actor on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._actor()'::regprocedure;
select 1 / (not has_function_privilege('aquascene_admin', f.name, 'EXECUTE'))::int
  from (values ('ops._actor()'), ('ops._set_actor(uuid,inet,text,text[])'),
               ('ops._actor_proof(text,text,text,text,bytea)')) as f (name);

rollback;
