-- Verify aquascene:newsletter/functions/variable_faults on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._value_fault(text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._value_fault(text,jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._schema_faults(jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._schema_faults(jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'newsletter._variable_faults(jsonb,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._variable_faults(jsonb,jsonb)',
    'EXECUTE'))::int;

rollback;
