-- Deploy aquascene:ops/functions/update_endpoint to pg
-- requires: ops/functions/add_endpoint

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.update_endpoint(
    endpoint_id bigint,
    url         text default null,
    topics      text[] default null,
    description text default null
)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('settings.manage');
    perform ops._locked_endpoint(update_endpoint.endpoint_id);
    -- Another address may work where the old one did not: it is tried at once.
    update ops.webhook_endpoints as e
       set url = coalesce(update_endpoint.url, e.url),
           topics = coalesce(update_endpoint.topics, e.topics),
           description = coalesce(update_endpoint.description, e.description),
           next_attempt_at = case when update_endpoint.url <> e.url then ops.now()
                                  else e.next_attempt_at end
     where e.id = update_endpoint.endpoint_id;
end;
$function$;

comment on function ops.update_endpoint is
$$Changes where an endpoint is, what it is told or whose it is; its key and its cursor stay.

url, topics, description: as for ops.add_endpoint; null leaves what is there. What a worker is
posting just now still goes to the old address. Needs the permission settings.manage.
Errors: 28000, 42501 see admin.require; P0002 no such endpoint; 23514 the url or a topic is none.
Writes: ops.webhook_endpoints (audited).$$;

revoke execute on function ops.update_endpoint from public;
grant execute on function ops.update_endpoint to aquascene_admin;

commit;
