-- Deploy aquascene:admin/grants/schema to pg
-- requires: ops/grants/roles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema admin;

comment on schema admin is $$The people who run the engine: users, sessions, permissions.$$;

grant usage on schema admin
    to aquascene_reader, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
