-- Verify aquascene:newsletter/functions/mail_client on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef and p.proconfig is null)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._mail_client(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._mail_client(text)',
    'EXECUTE'))::int;

rollback;
