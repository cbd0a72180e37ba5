-- Deploy aquascene:ops/functions/now to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.now()
returns timestamptz
language sql
stable
parallel safe
begin atomic
    select pg_catalog.now();
end;

comment on function ops.now is
$$The instant by which functions decide: the start of the transaction.

Tests replace it inside their transaction to travel in time. Errors: none.$$;

revoke execute on function ops.now from public;
grant execute on function ops.now
    to aquascene_reader, aquascene_app, aquascene_editor, aquascene_worker, aquascene_admin;

commit;
