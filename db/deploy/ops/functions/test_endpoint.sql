-- Deploy aquascene:ops/functions/test_endpoint to pg
-- requires: ops/functions/claim_deliveries

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.test_endpoint(
    endpoint_id bigint,
    out url        text,
    out webhook_id text,
    out unix_time  text,
    out signature  text,
    out body       text
)
returns record
language plpgsql
volatile
security definer                            -- keys are for the owner alone
set search_path = pg_catalog, pg_temp
as $function$
declare
    _endpoint ops.webhook_endpoints;
begin
    perform admin.require('settings.manage');
    perform ops._check_epoch();
    _endpoint := ops._locked_endpoint(test_endpoint.endpoint_id);
    url := _endpoint.url;
    webhook_id := 'test_' || gen_random_uuid();
    unix_time := floor(extract(epoch from ops.now()))::bigint::text;
    body := json_build_object(
        'type', 'webhook.test',
        'timestamp', to_char(ops.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'data', json_build_object('endpoint_id', _endpoint.id))::text;
    signature := concat_ws(
        ' ',
        ops._webhook_signature(webhook_id, unix_time, body, _endpoint.secret),
        case when _endpoint.old_secret_ends_at > ops.now()
             then ops._webhook_signature(webhook_id, unix_time, body, _endpoint.old_secret) end);
end;
$function$;

comment on function ops.test_endpoint is
$$Returns a signed event webhook.test for an endpoint, to be posted to see whether it is taken. It
is no event of ops.outbox: it moves no cursor and counts as no try. Who is disabled can be tested.

url, webhook_id, unix_time, signature, body: as of ops.claim_deliveries. Needs the permission
settings.manage. Errors: 28000, 42501 see admin.require; P0002 no such endpoint; 55000 the database
was restored, copied or promoted (ops.confirm_epoch).
Writes: ops.epochs. Locks: the endpoint.$$;

revoke execute on function ops.test_endpoint from public;
grant execute on function ops.test_endpoint to aquascene_admin;

commit;
