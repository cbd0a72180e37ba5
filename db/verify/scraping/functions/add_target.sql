-- Verify aquascene:scraping/functions/add_target on pg

begin;

select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'scraping.add_target(text,text,text[],jsonb,integer,integer,interval,text[])' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_editor',
    'scraping.add_target(text,text,text[],jsonb,integer,integer,interval,text[])',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.add_target(text,text,text[],jsonb,integer,integer,interval,text[])',
    'EXECUTE'))::int;

rollback;
