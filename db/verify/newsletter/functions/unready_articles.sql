-- Verify aquascene:newsletter/functions/unready_articles on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._unready_articles(uuid[],timestamp with time zone)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._unready_articles(uuid[],timestamp with time zone)',
    'EXECUTE'))::int;

rollback;
