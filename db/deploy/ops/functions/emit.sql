-- Deploy aquascene:ops/functions/emit to pg
-- requires: ops/tables/outbox

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Nobody is notified: a notification takes a lock of the whole cluster at commit. Workers look.
create or replace function ops._emit(topic text, payload jsonb)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    insert into ops.outbox (topic, payload) values (_emit.topic, _emit.payload);
$function$;

comment on function ops._emit is
$$Writes an event for other systems, in the transaction of the change that it tells of. Private:
the owner's own functions only.

topic: what happened, such as content.published. payload: an object of ids, and of what is no
personal data: who is erased here is not known any more by what was sent.
Errors: 23514 topic is no name, payload no object. Writes: ops.outbox.$$;

revoke execute on function ops._emit from public;

commit;
