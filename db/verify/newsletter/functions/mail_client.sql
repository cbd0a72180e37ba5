-- Verify aquascene:newsletter/functions/mail_client on pg

begin;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter.mail_client(text)'::regprocedure;
select 1 / has_function_privilege('aquascene_app', 'newsletter.mail_client(text)', 'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_reader',
    'newsletter.mail_client(text)',
    'EXECUTE'))::int;

rollback;
