-- Verify aquascene:audience/functions/address_hash on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._keyed_hash(text,bytea)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._keyed_hash(text,bytea)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 's' and not p.prosecdef)::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._address_hash(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._address_hash(text)',
    'EXECUTE'))::int;

rollback;
