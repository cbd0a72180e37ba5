-- Deploy aquascene:audience/functions/record_bounce to pg
-- requires: audience/tables/bounces
-- requires: audience/functions/suppress
-- requires: audience/functions/record_consents
-- requires: audience/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/emit

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._locked_subscriber(subscriber_id uuid)
returns audience.subscribers
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person audience.subscribers;
begin
    select s.* into _person
      from audience.subscribers as s
     where s.id = _locked_subscriber.subscriber_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no subscriber %s',
                             coalesce(_locked_subscriber.subscriber_id::text, 'null')),
            hint    = 'select id, email from audience.subscribers lists them.';
    end if;
    return _person;
end;
$function$;

comment on function audience._locked_subscriber is
$$Returns a subscriber, locked. Errors: P0002 no such subscriber. Locks: the subscriber.$$;

revoke execute on function audience._locked_subscriber from public;

create or replace function audience.record_bounce(
    subscriber_id uuid,
    kind          text,
    code          text default null,
    diagnostic    text default null
)
returns text
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person  audience.subscribers;
    _is_hard boolean := record_bounce.kind = 'hard';
begin
    if coalesce(record_bounce.kind, '') not in ('hard', 'soft') then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no kind of bounce %L', record_bounce.kind),
            hint    = 'Say hard when the address does not work, soft when it does not just now.';
    end if;
    _person := audience._locked_subscriber(record_bounce.subscriber_id);
    if _person.status in ('bounced', 'complained') then
        return _person.status;              -- nothing that is not known
    end if;

    insert into audience.bounces (subscriber_id, kind, code, diagnostic, occurred_at)
    values (_person.id, record_bounce.kind, left(record_bounce.code, 20),
            left(record_bounce.diagnostic, 1000), ops.now());
    if not _is_hard then
        select count(*) >= ops.setting('audience.soft_bounce_limit')::integer into _is_hard
          from audience.bounces as b
         where b.subscriber_id = _person.id and b.kind = 'soft'
           and b.occurred_at
                   > ops.now() - (ops.setting('audience.soft_bounce_window') #>> '{}')::interval;
    end if;
    if _is_hard then
        perform audience._suppress(_person.email, 'bounce');
    end if;
    update audience.subscribers as s
       set bounce_count = s.bounce_count + 1,
           status = case when _is_hard and s.status = 'active' then 'bounced'
                         when _is_hard and s.status = 'pending' then 'unconfirmed'
                         else s.status end
     where s.id = _person.id
    returning s.status into _person.status;
    if _is_hard then
        perform ops._emit('subscriber.bounced', jsonb_build_object('subscriber_id', _person.id));
    end if;
    return _person.status;
end;
$function$;

comment on function audience.record_bounce is
$$Records that a subscriber's mail came back, and returns the subscriber's status: bounced at once
when the bounce is hard, or the audience.soft_bounce_limit-th soft one within
audience.soft_bounce_window. The address is suppressed then.

kind: hard or soft. code: enhanced status code (RFC 3463). diagnostic: what the mail server said, of
which 1,000 characters are kept. Errors: 22023 no such kind; P0002 no such subscriber. Writes:
audience.bounces, audience.subscribers, audience.suppressions. Locks: the subscriber.$$;

revoke execute on function audience.record_bounce from public;
grant execute on function audience.record_bounce to aquascene_worker;

create or replace function audience.record_delivery(
    subscriber_ids uuid[],
    before         timestamptz default null
)
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    -- Nearly nobody has a bounce to forget: those are found by their bounces.
    with bounced as (
        select s.id
          from audience.subscribers as s
         where s.id in (select b.subscriber_id
                          from audience.bounces as b
                         where b.subscriber_id = any(record_delivery.subscriber_ids)
                           and b.occurred_at <= coalesce(record_delivery.before, 'infinity'))
           and s.status <> 'bounced'
         order by s.id
           for update
    ), forgotten as (
        delete from audience.bounces as b
         using bounced as s
         where b.subscriber_id = s.id
           and b.occurred_at <= coalesce(record_delivery.before, 'infinity')
    ), counted as (
        update audience.subscribers as s
           set bounce_count = (select count(*)
                                 from audience.bounces as n
                                where n.subscriber_id = s.id
                                  and n.occurred_at > record_delivery.before)
          from bounced as b
         where s.id = b.id
        returning s.id
    )
    select count(*) from counted;
$function$;

comment on function audience.record_delivery is
$$Forgets the bounces of subscribers whose mail arrived, and returns how many of them had any. Who
is bounced stays so: audience.change_email mends that.

before: when the mail was sent that arrived; bounces since then are of later mail, and count. Null:
all are forgotten. Errors: none. Writes: audience.bounces, audience.subscribers.$$;

revoke execute on function audience.record_delivery from public;
grant execute on function audience.record_delivery to aquascene_worker;

create or replace function audience.record_complaint(
    subscriber_id uuid,
    source        text default 'feedback_loop',
    evidence      jsonb default '{}'
)
returns text
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person audience.subscribers := audience._locked_subscriber(record_complaint.subscriber_id);
begin
    if _person.status = 'complained' then
        return _person.status;
    end if;
    perform audience._suppress(_person.email, 'complaint');
    perform audience._record_consents(
        _person.id, '{"newsletter": false, "marketing": false}', record_complaint.source,
        evidence => record_complaint.evidence);
    update audience.subscribers as s
       set complaint_count = s.complaint_count + 1,
           unsubscribed_at = ops.now(),
           status = case when s.status = 'active' then 'complained'
                         when s.status = 'pending' then 'unconfirmed'
                         else s.status end
     where s.id = _person.id
    returning s.status into _person.status;
    perform ops._emit('subscriber.complained', jsonb_build_object('subscriber_id', _person.id));
    return _person.status;
end;
$function$;

comment on function audience.record_complaint is
$$Records that a subscriber called our mail spam, and returns the subscriber's status: complained.
The address is suppressed, and consents to get mail are withdrawn.

source, evidence: where it is known from. Errors: P0002 no such subscriber; 23502 no source; 23514
evidence is no object. Writes: audience.subscribers, audience.suppressions, audience.consent_events,
audience.subscription_preferences. Locks: the subscriber.$$;

revoke execute on function audience.record_complaint from public;
grant execute on function audience.record_complaint to aquascene_worker;

create or replace function audience.unsubscribe_person(
    subscriber_id uuid,
    reason        text default null,
    source        text default 'editor'
)
returns text
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person audience.subscribers := audience._locked_subscriber(unsubscribe_person.subscriber_id);
begin
    if _person.status = 'unsubscribed' then
        return _person.status;
    end if;
    perform audience._record_consents(
        _person.id, '{"newsletter": false}', unsubscribe_person.source,
        evidence => jsonb_strip_nulls(jsonb_build_object('reason', unsubscribe_person.reason)));
    update audience.subscribers as s
       set status = 'unsubscribed', unsubscribed_at = ops.now(), last_activity_at = ops.now()
     where s.id = _person.id and s.status = 'active'
    returning s.status into _person.status;
    if found then
        perform ops._emit('subscriber.unsubscribed',
                          jsonb_build_object('subscriber_id', unsubscribe_person.subscriber_id));
    end if;
    return _person.status;
end;
$function$;

comment on function audience.unsubscribe_person is
$$Unsubscribes somebody who asked for it otherwise than by a link, and returns the status.

reason, source: kept with the withdrawal of consent. Errors: P0002 no such subscriber; 23502 no
source. Writes: audience.subscribers, audience.consent_events, audience.subscription_preferences.
Locks: the subscriber.$$;

revoke execute on function audience.unsubscribe_person from public;
grant execute on function audience.unsubscribe_person to aquascene_editor, aquascene_worker;

create or replace function audience.resubscribe(token text, ip_address inet default null)
returns boolean
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _id constant uuid := encode(
        substring(ops._verify_token('unsubscribe', resubscribe.token) from 1 for 16), 'hex')::uuid;
    _person audience.subscribers;
begin
    select s.* into _person from audience.subscribers as s where s.id = _id for update;
    if _person.status is distinct from 'unsubscribed' or audience._is_suppressed(_person.email) then
        return coalesce(_person.status = 'active', false);
    end if;
    update audience.subscribers as s
       set status = 'active', unsubscribed_at = null, last_activity_at = ops.now()
     where s.id = _id;
    perform audience._record_consents(_id, '{"newsletter": true}', 'resubscribe',
                                      resubscribe.ip_address);
    perform ops._emit('subscriber.subscribed', jsonb_build_object('subscriber_id', _id));
    return true;
end;
$function$;

comment on function audience.resubscribe is
$$Takes an unsubscription back, by the same link that made it, and returns whether the person gets
mail now.

token: that of the link to unsubscribe, which only who got our mail has. Errors: 22023 a forged or
damaged token. Writes: audience.subscribers, audience.consent_events,
audience.subscription_preferences. Locks: the subscriber.$$;

revoke execute on function audience.resubscribe from public;
grant execute on function audience.resubscribe to aquascene_app;

commit;
