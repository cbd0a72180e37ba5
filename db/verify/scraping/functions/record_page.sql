-- Verify aquascene:scraping/functions/record_page on pg

begin;

select 1 / (p.provolatile = 's' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = 'scraping._redirect_fault(scraping.scraper_pages,text)'::regprocedure;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping._redirect_fault(scraping.scraper_pages,text)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and not p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'scraping._add_links(scraping.scraper_pages,jsonb,jsonb,timestamp with time '
    'zone)' as regprocedure);
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping._add_links(scraping.scraper_pages,jsonb,jsonb,timestamp with time zone)',
    'EXECUTE'))::int;
select 1 / (p.provolatile = 'v' and p.prosecdef
            and array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, %pg_temp%')::int
  from pg_catalog.pg_proc as p
 where p.oid = cast(
    'scraping.record_page(bigint,text,text,integer,text,text,text,text,jsonb,jsonb,text,'
    'interval,interval)' as regprocedure);
select 1 / has_function_privilege(
    'aquascene_worker',
    'scraping.record_page(bigint,text,text,integer,text,text,text,text,jsonb,jsonb,text,'
    'interval,interval)',
    'EXECUTE')::int;
select 1 / (not has_function_privilege(
    'aquascene_app',
    'scraping.record_page(bigint,text,text,integer,text,text,text,text,jsonb,jsonb,text,'
    'interval,interval)',
    'EXECUTE'))::int;

rollback;
