-- Deploy aquascene:audit/functions/record_event to pg
-- requires: audit/tables/system_events

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audit.record_event(
    event_type   text,
    event_name   text,
    event_data   jsonb default '{}',
    severity     text default 'info',
    service_name text default null
)
returns uuid
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    insert into audit.system_events (event_type, event_name, event_data, severity, service_name,
                                     occurred_at)
    values (record_event.event_type, record_event.event_name,
            coalesce(record_event.event_data, '{}'), record_event.severity,
            record_event.service_name, ops.now())
    returning id;
$function$;

comment on function audit.record_event is
$$Writes a system event and returns its id.

event_type, event_name: what happened. event_data: a JSON object. severity: debug, info, warning,
error or critical. service_name: who reports it. Errors: 23514 a severity that does not exist, or
data that is no object; 23502 a name is missing; 22001 one is too long.
Writes: audit.system_events.$$;

revoke execute on function audit.record_event from public;
grant execute on function audit.record_event to aquascene_worker, aquascene_admin;

commit;
