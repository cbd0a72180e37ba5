-- Deploy aquascene:ops/grants/schema to pg
-- requires: ops/grants/roles
-- requires: ops/data/extensions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema ops;

comment on schema ops is
$$What every domain leans on: clock, settings, secrets, state machines, partitions, retention,
jobs.$$;

grant usage on schema ops
    to aquascene_reader, aquascene_app, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
