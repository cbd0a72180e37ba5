-- Verify aquascene:admin/functions/act_as on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'admin.act_as(uuid,inet,text,text[])'::regprocedure;
select 1 / has_function_privilege(
    'aquascene_editor',
    'admin.act_as(uuid,inet,text,text[])',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'admin.act_as(uuid,inet,text,text[])',
    'EXECUTE'))::int;

rollback;
