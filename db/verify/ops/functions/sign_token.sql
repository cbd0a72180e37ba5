-- Verify aquascene:ops/functions/sign_token on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._signature(text,bytea,bytea)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._signature(text,bytea,bytea)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._signed(text,bytea,bytea)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._signed(text,bytea,bytea)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'ops._sign_token(text,bytea)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'ops._sign_token(text,bytea)',
    'EXECUTE'))::int;

rollback;
