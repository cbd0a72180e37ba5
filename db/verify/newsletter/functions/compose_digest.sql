-- Verify aquascene:newsletter/functions/compose_digest on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'newsletter._compose_digest('
    'uuid,text,timestamptz,text[],text[],text[],integer,integer[],jsonb)' as regprocedure);
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter._compose_digest('
    'uuid,text,timestamptz,text[],text[],text[],integer,integer[],jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'newsletter.compose_digest('
    'text,timestamptz,text[],text[],text[],integer,integer[],jsonb)' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_editor',
    'newsletter.compose_digest('
    'text,timestamptz,text[],text[],text[],integer,integer[],jsonb)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.compose_digest('
    'text,timestamptz,text[],text[],text[],integer,integer[],jsonb)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'newsletter.compose_scheduled_digest('
    'text,timestamptz,text[],text[],text[],integer,integer[],jsonb)' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_worker',
    'newsletter.compose_scheduled_digest('
    'text,timestamptz,text[],text[],text[],integer,integer[],jsonb)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'newsletter.compose_scheduled_digest('
    'text,timestamptz,text[],text[],text[],integer,integer[],jsonb)',
    'EXECUTE'))::int;

rollback;
