-- Deploy aquascene:newsletter/functions/record_open to pg
-- requires: newsletter/tables/email_events
-- requires: ops/functions/verify_token

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.record_open(
    token      text,
    client     text default null,
    is_machine boolean default false
)
returns boolean
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _payload constant text := encode(ops._verify_token('track', record_open.token), 'hex');
begin
    insert into newsletter.email_events (
        subscriber_id, issue_id, event_type, client, is_machine, occurred_at)
    values (left(_payload, 32)::uuid, substr(_payload, 33, 32)::uuid, 'open',
            left(record_open.client, 50), coalesce(record_open.is_machine, false), ops.now());
    return true;
end;
$function$;

comment on function newsletter.record_open is
$$Records that a recipient opened an issue, each time; returns true.

token: track_token of newsletter.claim_batch. client, is_machine: of newsletter.mail_client; what
the program calls itself is not kept. Errors: 22023 a forged or damaged token. Writes:
newsletter.email_events.$$;

revoke execute on function newsletter.record_open from public;
grant execute on function newsletter.record_open to aquascene_app, aquascene_worker;

commit;
