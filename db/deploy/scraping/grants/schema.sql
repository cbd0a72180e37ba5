-- Deploy aquascene:scraping/grants/schema to pg
-- requires: ops/grants/roles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema scraping;

comment on schema scraping is
$$What to fetch, when, and how politely: targets, jobs and the pages they know.$$;

grant usage on schema scraping
    to aquascene_reader, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
