-- Verify aquascene:content/functions/missing_alt_text on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._missing_alt_text(uuid)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._missing_alt_text(uuid)',
    'EXECUTE'))::int;

rollback;
