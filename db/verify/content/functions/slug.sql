-- Verify aquascene:content/functions/slug on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._slug(text,text,integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._slug(text,text,integer)',
    'EXECUTE'))::int;

rollback;
