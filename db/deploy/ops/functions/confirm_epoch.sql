-- Deploy aquascene:ops/functions/confirm_epoch to pg
-- requires: ops/functions/check_epoch
-- requires: ops/tables/webhook_endpoints

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Events and cursors are ordered by transaction, and another cluster numbers those anew: an event
-- of today may come before a cursor of yesterday, or be held up for years. Of a cursor we know what
-- is not settled: all that comes after it, and all that was written after its row last changed.
create or replace function ops._renumber_outbox()
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    update ops.webhook_endpoints as e
       set cursor_xid = '3',
           cursor_id = coalesce(
               (select min(o.id)
                  from ops.outbox as o
                 where (o.xid, o.id) > (e.cursor_xid, e.cursor_id) or o.created_at > e.updated_at),
               (select max(o.id) + 1 from ops.outbox as o),
               1) - 1,
           leased_by = null, lease_id = null, lease_ends_at = null;
    update ops.outbox as o set xid = '3';
$function$;

comment on function ops._renumber_outbox is
$$Puts all events into the order of their numbers, before every transaction to come, and cursors to
what goes with that: nothing is passed over, a little may be told again. Errors: none.
Writes: ops.outbox, ops.webhook_endpoints.$$;

revoke execute on function ops._renumber_outbox from public;

create or replace function ops.confirm_epoch(note text)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _system constant bigint := (select s.system_identifier from pg_control_system() as s);
begin
    if coalesce(btrim(confirm_epoch.note), '') = '' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'note is empty',
            hint    = 'Say why this database may send, such as: promoted, nothing was lost.';
    end if;
    lock table ops.epochs in share row exclusive mode;  -- two at once: renumbered once
    if _system <> (select e.system_identifier
                     from ops.epochs as e
                    order by e.confirmed_at desc
                    limit 1)
    then
        perform ops._renumber_outbox();
    end if;
    insert into ops.epochs (system_identifier, timeline_id, database_oid, confirmed_at, note)
    select _system, ops._timeline(), d.oid, ops.now(), confirm_epoch.note
      from pg_database as d
     where d.datname = current_database()
    on conflict on constraint epochs_pkey do nothing;
end;
$function$;

comment on function ops.confirm_epoch is
$$Lets a database that was restored, copied or promoted send again from where it is now: mails, and
events to endpoints, whose order it mends when the cluster is another. Safe to repeat.

note: why it may. Errors: 22023 no note. Writes: ops.epochs; in another cluster ops.outbox and
ops.webhook_endpoints. Locks: ops.epochs.$$;

revoke execute on function ops.confirm_epoch from public;
grant execute on function ops.confirm_epoch to aquascene_admin;

commit;
