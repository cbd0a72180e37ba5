-- Deploy aquascene:content/grants/schema to pg
-- requires: ops/grants/roles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema content;

comment on schema content is
$$Raw material, drafts and their workflow, taxonomy, assets and search.$$;

grant usage on schema content
    to aquascene_reader, aquascene_app, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
