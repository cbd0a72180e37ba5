-- Deploy aquascene:audience/functions/record_consents to pg
-- requires: audience/tables/consent_events
-- requires: audience/tables/subscription_preferences
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._record_consents(
    subscriber_id uuid,
    consents      jsonb,
    source        text,
    ip_address    inet default null,
    text_version  text default null,
    evidence      jsonb default '{}'
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    insert into audience.consent_events (
        subscriber_id, purpose, is_granted, source, ip_address, text_version, evidence, occurred_at)
    select _record_consents.subscriber_id, c.key, c.value = 'true', _record_consents.source,
           _record_consents.ip_address, _record_consents.text_version,
           coalesce(_record_consents.evidence, '{}'), ops.now()
      from jsonb_each(_record_consents.consents) as c
     order by c.key;
    update audience.subscription_preferences as p
       set gdpr_consent = coalesce((consents ->> 'newsletter')::boolean, p.gdpr_consent),
           gdpr_consent_date = case when consents -> 'newsletter' = 'true' then ops.now()
                                    else p.gdpr_consent_date end,
           marketing_consent = coalesce((consents ->> 'marketing')::boolean, p.marketing_consent),
           analytics_consent = coalesce((consents ->> 'analytics')::boolean, p.analytics_consent),
           third_party_sharing = coalesce((consents ->> 'third_party')::boolean,
                                          p.third_party_sharing)
     where p.subscriber_id = _record_consents.subscriber_id;
end;
$function$;

comment on function audience._record_consents is
$$Records what a subscriber agreed to or withdrew; the consents in subscription_preferences follow.

consents: an object of purpose and true or false. The rest: as in audience.consent_events.
Errors: 23514 no such purpose.
Writes: audience.consent_events, audience.subscription_preferences.$$;

revoke execute on function audience._record_consents from public;

create or replace function audience._checked_consents(consents jsonb)
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _wrong text;
begin
    if jsonb_typeof(consents) is distinct from 'object' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('consents is a JSON %s, not an object',
                             coalesce(jsonb_typeof(consents), 'null')),
            hint    = 'Pass {"newsletter": true}.';
    end if;
    select string_agg(format('%s is %s', c.key, left(c.value::text, 50)), ', ' order by c.key)
      into _wrong
      from jsonb_each(consents) as c
     where c.key not in ('newsletter', 'marketing', 'analytics', 'third_party')
        or jsonb_typeof(c.value) <> 'boolean';
    if _wrong is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('wrong consents: %s', _wrong),
            hint    = 'There are newsletter, marketing, analytics and third_party, true or false.';
    end if;
    return consents;
end;
$function$;

comment on function audience._checked_consents is
$$Returns consents as they are. Errors: 22023 they are no object of known purposes and booleans.$$;

revoke execute on function audience._checked_consents from public;

create or replace function audience.consent_history(subscriber_id uuid)
returns table (
    occurred_at  timestamptz,
    purpose      text,
    is_granted   boolean,
    source       text,
    ip_address   inet,
    text_version text,
    evidence     jsonb
)
language sql
stable
security definer                            -- proof for who asks, without the whole table
set search_path = pg_catalog, pg_temp
as $function$
    select c.occurred_at, c.purpose, c.is_granted, c.source, c.ip_address, c.text_version,
           c.evidence
      from audience.consent_events as c
     where c.subscriber_id = consent_history.subscriber_id
     order by c.occurred_at, c.id;
$function$;

comment on function audience.consent_history is
$$Returns every grant and withdrawal of a subscriber's consents, oldest first.

subscriber_id: no such subscriber has none. Errors: none.$$;

revoke execute on function audience.consent_history from public;
grant execute on function audience.consent_history to aquascene_reader, aquascene_editor;

commit;
