-- Verify aquascene:content/functions/refuse_category_cycle on pg

begin;

select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._begin_category_move()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._begin_category_move()',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._refuse_category_cycle()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._refuse_category_cycle()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._begin_category_move()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_categories'::regclass and tgname = 'begin_category_move';
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._refuse_category_cycle()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_categories'::regclass and tgname = 'refuse_category_cycle';

rollback;
