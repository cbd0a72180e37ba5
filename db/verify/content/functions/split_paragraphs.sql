-- Verify aquascene:content/functions/split_paragraphs on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._split_paragraphs(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._split_paragraphs(text)',
    'EXECUTE'))::int;

rollback;
