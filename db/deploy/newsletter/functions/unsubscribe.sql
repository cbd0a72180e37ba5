-- Deploy aquascene:newsletter/functions/unsubscribe to pg
-- requires: newsletter/tables/email_events
-- requires: audience/functions/unsubscribe

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.unsubscribe(token text, reason text default null)
returns boolean
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _payload constant text := encode(ops._verify_token('unsubscribe', unsubscribe.token), 'hex');
    _id      constant uuid := left(_payload, 32)::uuid;
    _status  text;
begin
    -- Locked before it is judged, so that of two clicks at once one counts.
    select s.status into _status from audience.subscribers as s where s.id = _id for update;

    if _status = 'active' and length(_payload) >= 64 then
        insert into newsletter.email_events (subscriber_id, issue_id, event_type, occurred_at)
        values (_id, substr(_payload, 33, 32)::uuid, 'unsubscribe', ops.now());
    end if;
    return audience.unsubscribe(unsubscribe.token, unsubscribe.reason);
end;
$function$;

comment on function newsletter.unsubscribe is
$$Unsubscribes whom a link of an issue names, and records the event for that issue, once.

token: from the link. reason: in the person's words. Returns whether the person is known; true also
when already unsubscribed. Errors: 22023 a forged or damaged token. Writes: as audience.unsubscribe,
and newsletter.email_events. Locks: the subscriber.$$;

revoke execute on function newsletter.unsubscribe from public;
grant execute on function newsletter.unsubscribe to aquascene_app, aquascene_worker;

commit;
