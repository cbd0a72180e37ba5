-- Deploy aquascene:audience/functions/unsubscribe to pg
-- requires: audience/tables/subscription_preferences
-- requires: audience/tables/consent_events
-- requires: ops/functions/verify_token
-- requires: ops/functions/emit

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience.unsubscribe(token text, reason text default null)
returns boolean
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- The payload begins with the subscriber's uuid; what follows is the sender's business.
    _id     constant uuid := encode(
        substring(ops._verify_token('unsubscribe', unsubscribe.token) from 1 for 16), 'hex')::uuid;
    _status text;
begin
    select s.status into _status
      from audience.subscribers as s
     where s.id = _id
       for update;
    if _status is null then
        return false;
    end if;

    -- Who gets no mail just now (pending, bounced …) withdraws the consent all the same.
    update audience.subscription_preferences as p
       set gdpr_consent = false
     where p.subscriber_id = _id and p.gdpr_consent;
    if found or _status = 'active' then
        insert into audience.consent_events (
            subscriber_id, purpose, is_granted, source, evidence, occurred_at)
        values (_id, 'newsletter', false, 'link',
                jsonb_strip_nulls(jsonb_build_object('reason', unsubscribe.reason)), ops.now());
    end if;
    update audience.subscribers as s
       set status = 'unsubscribed', unsubscribed_at = ops.now(), last_activity_at = ops.now()
     where s.id = _id and s.status = 'active';
    if found then
        perform ops._emit('subscriber.unsubscribed', jsonb_build_object('subscriber_id', _id));
    end if;
    return true;
end;
$function$;

comment on function audience.unsubscribe is
$$Unsubscribes whom a signed link names, for good: the link works for ever and may be used again.

token: from the link. reason: in the person's words. Returns whether the person is known; true also
when already unsubscribed. Errors: 22023 a forged or damaged token. Writes: audience.subscribers,
subscription_preferences, consent_events.$$;

revoke execute on function audience.unsubscribe from public;
grant execute on function audience.unsubscribe to aquascene_app, aquascene_worker;

commit;
