-- Deploy aquascene:ops/functions/set_updated_at to pg
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.set_updated_at()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    new.updated_at := ops.now();
    return new;
end;
$function$;

comment on function ops.set_updated_at is
$$Trigger, before update for each row: sets updated_at to ops.now(). Errors: none.$$;

revoke execute on function ops.set_updated_at from public;

commit;
