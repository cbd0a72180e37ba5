-- Deploy aquascene:newsletter/grants/schema to pg
-- requires: ops/grants/roles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema newsletter;

comment on schema newsletter is $$Newsletter templates and issues, their sending and tracking.$$;

grant usage on schema newsletter
    to aquascene_reader, aquascene_app, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
