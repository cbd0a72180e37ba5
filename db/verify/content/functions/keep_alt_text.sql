-- Verify aquascene:content/functions/keep_alt_text on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._check_asset_use()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._check_asset_use()',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'content._check_alt_text()'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'content._check_alt_text()',
    'EXECUTE'))::int;
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._check_asset_use()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_asset_relations'::regclass and tgname = 'check_asset_use';
select 1 / (tgenabled = 'O'
            and tgfoid = 'content._check_alt_text()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'content.content_assets'::regclass and tgname = 'check_alt_text';

rollback;
