-- Deploy aquascene:audit/grants/schema to pg
-- requires: ops/grants/roles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema audit;

comment on schema audit is
$$Who changed what, and what happened: the audit log and system events.$$;

grant usage on schema audit
    to aquascene_reader, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
