-- Verify aquascene:audience/functions/compile_criteria on pg

begin;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._criterion_value(text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._criterion_value(text,jsonb)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._criterion(text,text,text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._criterion(text,text,text,jsonb)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._member_criterion(audience.criteria_fields,text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._member_criterion(audience.criteria_fields,text,jsonb)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._criterion_tests(text,jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._criterion_tests(text,jsonb)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._compile_leaf(audience.criteria_fields,text,jsonb,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._compile_leaf(audience.criteria_fields,text,jsonb,text)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._compile_node(jsonb,text,text,integer)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._compile_node(jsonb,text,text,integer)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._compile(jsonb)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._compile(jsonb)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 's' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience.compile_criteria(jsonb)'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'audience.compile_criteria(jsonb)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience.compile_criteria(jsonb)',
    'EXECUTE'))::int;

select 1 / (p.provolatile = 'i' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'audience._segment_source(text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'audience._segment_source(text)',
    'EXECUTE'))::int;

rollback;
