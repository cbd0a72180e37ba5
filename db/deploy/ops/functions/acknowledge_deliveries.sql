-- Deploy aquascene:ops/functions/acknowledge_deliveries to pg
-- requires: ops/functions/claim_deliveries
-- requires: audit/functions/record_event
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.acknowledge_deliveries(
    endpoint_id     bigint,
    lease_id        uuid,
    delivered_count integer,
    delivered_to    bigint default null,
    failed_event    bigint default null,
    error           text default null,
    is_gone         boolean default false
)
returns boolean
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _before   ops.webhook_endpoints;
    _endpoint ops.webhook_endpoints;
    _error    constant text := left(coalesce(acknowledge_deliveries.error, 'unknown'), 500);
    _delay    interval;
    _ends     boolean;
begin
    select e.* into _before
      from ops.webhook_endpoints as e
     where e.id = acknowledge_deliveries.endpoint_id
       and e.lease_id = acknowledge_deliveries.lease_id
       for update;
    if not found then
        return false;                       -- taken by another, or told again from elsewhere
    end if;
    _endpoint := _before;
    if acknowledge_deliveries.delivered_to is not null then
        update ops.webhook_endpoints as e
           set (cursor_xid, cursor_id) = (select o.xid, o.id from ops.outbox as o
                                           where o.id = acknowledge_deliveries.delivered_to),
               delivered_count = e.delivered_count + acknowledge_deliveries.delivered_count,
               delivered_at = ops.now(), attempt_count = 0, failure_count = 0,
               first_failed_at = null, last_error = null
         where e.id = _endpoint.id
           and exists (select from ops.outbox as o
                        where o.id = acknowledge_deliveries.delivered_to)
        returning e.* into _endpoint;
        delete from ops.webhook_failures as f   -- what was told again, and taken
         using ops.outbox as o
         where f.endpoint_id = acknowledge_deliveries.endpoint_id and o.id = f.event_id
           and (o.xid, o.id) > (_before.cursor_xid, _before.cursor_id)
           and (o.xid, o.id) <= (_endpoint.cursor_xid, _endpoint.cursor_id);
    end if;
    if acknowledge_deliveries.failed_event is null then
        update ops.webhook_endpoints as e
           set leased_by = null, lease_id = null, lease_ends_at = null, next_attempt_at = ops.now()
         where e.id = acknowledge_deliveries.endpoint_id;
        return true;
    end if;

    _delay := least((ops.setting('webhooks.longest_delay') #>> '{}')::interval,
                    (ops.setting('webhooks.first_delay') #>> '{}')::interval
                    * power(2, least(_endpoint.failure_count, 30)))
              * (0.8 + 0.4 * random());     -- so that not all come back at once
    _ends := coalesce(
        acknowledge_deliveries.is_gone
        or _endpoint.first_failed_at
           <= ops.now() - (ops.setting('webhooks.disable_after') #>> '{}')::interval,
        false);
    update ops.webhook_endpoints as e
       set attempt_count = e.attempt_count + 1, failure_count = e.failure_count + 1,
           first_failed_at = coalesce(e.first_failed_at, ops.now()), last_error = _error,
           next_attempt_at = ops.now() + _delay,
           is_enabled = e.is_enabled and not _ends,
           leased_by = null, lease_id = null, lease_ends_at = null
     where e.id = acknowledge_deliveries.endpoint_id
    returning e.* into _endpoint;
    if _ends then
        perform audit.record_event(
            'webhooks', 'endpoint disabled',
            jsonb_build_object('endpoint_id', _endpoint.id, 'error', _error), 'error', 'webhooks');
    elsif _endpoint.attempt_count >= ops.setting('webhooks.max_attempts')::integer then
        insert into ops.webhook_failures as f (
            endpoint_id, event_id, topic, attempt_count, error, failed_at)
        select _endpoint.id, o.id, o.topic, _endpoint.attempt_count, _error, ops.now()
          from ops.outbox as o
         where o.id = acknowledge_deliveries.failed_event
        on conflict on constraint webhook_failures_pkey do update
           set attempt_count = f.attempt_count + excluded.attempt_count, error = excluded.error,
               failed_at = excluded.failed_at;
        update ops.webhook_endpoints as e
           set (cursor_xid, cursor_id) = (o.xid, o.id), attempt_count = 0
          from ops.outbox as o
         where e.id = acknowledge_deliveries.endpoint_id
           and o.id = acknowledge_deliveries.failed_event;
    end if;
    return true;
end;
$function$;

comment on function ops.acknowledge_deliveries is
$$Says what became of events of ops.claim_deliveries, and lets the endpoint go; returns false, and
does nothing, when the lease is another's by now.

delivered_count: how many it took. delivered_to: the last of them. failed_event: the one it did not
take; it is tried again later, after webhooks.max_attempts tries it is put into
ops.webhook_failures. error: why, for people. is_gone: it wants no more; it is disabled then, as it
is after webhooks.disable_after of failures. Errors: none.
Writes: ops.webhook_endpoints, ops.webhook_failures, audit.system_events. Locks: the endpoint.$$;

revoke execute on function ops.acknowledge_deliveries from public;
grant execute on function ops.acknowledge_deliveries to aquascene_worker;

commit;
