-- Verify aquascene:content/functions/tidy_line on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._tidy_line(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._tidy_line(text)',
    'EXECUTE'))::int;

rollback;
