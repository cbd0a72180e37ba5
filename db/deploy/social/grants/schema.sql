-- Deploy aquascene:social/grants/schema to pg
-- requires: ops/grants/roles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema social;

comment on schema social is $$Social accounts and the posts made for them.$$;

grant usage on schema social
    to aquascene_reader, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
