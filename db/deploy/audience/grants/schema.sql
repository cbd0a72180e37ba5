-- Deploy aquascene:audience/grants/schema to pg
-- requires: ops/grants/roles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create schema audience;

comment on schema audience is
$$Subscribers, their preferences and consent, segments and suppressions.$$;

grant usage on schema audience
    to aquascene_reader, aquascene_app, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
