-- Verify aquascene:content/functions/count_tags on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._begin_tag_change()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._begin_tag_change()',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._count_tags(text[],bigint[])'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._count_tags(text[],bigint[])',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._count_inserted_tags()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._count_inserted_tags()',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._count_updated_tags()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._count_updated_tags()',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._count_deleted_tags()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._count_deleted_tags()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._begin_tag_change()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'begin_tag_change';
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._count_inserted_tags()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'count_inserted_tags';
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._count_updated_tags()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'count_updated_tags';
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._count_deleted_tags()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.generated_content'::regclass and tgname = 'count_deleted_tags';

rollback;
