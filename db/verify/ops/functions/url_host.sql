-- Verify aquascene:ops/functions/url_host on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._punycode(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._punycode(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._ascii_domain(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._ascii_domain(text)', 'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._url_host(text)'::regprocedure;
select 1 / (not has_function_privilege('aquascene_app', 'ops._url_host(text)', 'EXECUTE'))::int;

rollback;
