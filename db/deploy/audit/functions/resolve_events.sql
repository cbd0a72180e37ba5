-- Deploy aquascene:audit/functions/resolve_events to pg
-- requires: audit/tables/system_events
-- requires: admin/functions/check_permission
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audit.resolve_events(event_ids uuid[])
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _count bigint;
begin
    perform admin._check_permission('settings.manage');
    update audit.system_events as e
       set resolved_at = greatest(ops.now(), e.occurred_at)
     where e.id = any(resolve_events.event_ids) and e.resolved_at is null;
    get diagnostics _count = row_count;
    return _count;
end;
$function$;

comment on function audit.resolve_events is
$$Marks system events as dealt with, so that analytics.system_health no longer tells of them, and
returns how many were open.

event_ids: of audit.system_events; those that are resolved, or unknown, are passed over. A person
who acts needs settings.manage. Errors: 28000 nobody acts; 42501 the permission is missing.
Writes: audit.system_events.$$;

revoke execute on function audit.resolve_events from public;
grant execute on function audit.resolve_events to aquascene_admin;

commit;
