-- Deploy aquascene:analytics/grants/schema to pg
-- requires: ops/grants/roles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema analytics;

comment on schema analytics is
$$Measures of content, issues and services, and the reports made of them.$$;

grant usage on schema analytics
    to aquascene_reader, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
