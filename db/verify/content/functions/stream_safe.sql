-- Verify aquascene:content/functions/stream_safe on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._stream_safe(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._stream_safe(text)',
    'EXECUTE'))::int;

rollback;
