-- Deploy aquascene:audience/functions/preferences to pg
-- requires: audience/functions/subscribe
-- requires: audience/functions/record_consents
-- requires: audience/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/sign_token
-- requires: ops/functions/verify_token
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._preferences_token(subscriber_id uuid, expires_at timestamptz)
returns text
language sql
stable
begin atomic
    select ops._sign_token(
        'preferences',
        uuid_send(subscriber_id) || int8send(floor(extract(epoch from expires_at))::bigint));
end;

comment on function audience._preferences_token is
$$Returns the token of a link to somebody's preferences.

expires_at: the link is good until then. Errors: none.$$;

revoke execute on function audience._preferences_token from public;

create or replace function audience._preferences_person(token text)
returns audience.subscribers
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _payload constant bytea := ops._verify_token('preferences', token);
    _person  audience.subscribers;
begin
    if ('x' || encode(substring(_payload from 17 for 8), 'hex'))::bit(64)::bigint
           > extract(epoch from ops.now())
    then
        select s.* into _person
          from audience.subscribers as s
         where s.id = encode(substring(_payload from 1 for 16), 'hex')::uuid
           for update;
    end if;
    if _person.id is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'this link has expired',
            hint    = 'Use the link in the newest mail.';
    end if;
    return _person;
end;
$function$;

comment on function audience._preferences_person is
$$Returns whose preferences a token leads to, locked. Errors: 22023 a forged, damaged or expired
token, or one of somebody who is gone. Locks: the subscriber.$$;

revoke execute on function audience._preferences_person from public;

create or replace function audience.preferences(token text)
returns table (
    email                varchar,
    first_name           varchar,
    last_name            varchar,
    language             varchar,
    timezone             varchar,
    status               varchar,
    newsletter_frequency varchar,
    content_types        text[],
    preferred_send_time  time,
    preferred_send_days  integer[],
    email_format         varchar,
    consents             jsonb,
    offered_types        text[]
)
language sql
volatile
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
    select s.email, s.first_name, s.last_name, s.language, s.timezone, s.status,
           p.newsletter_frequency, p.content_types, p.preferred_send_time, p.preferred_send_days,
           p.email_format,
           jsonb_build_object('newsletter', p.gdpr_consent, 'marketing', p.marketing_consent,
                              'analytics', p.analytics_consent,
                              'third_party', p.third_party_sharing),
           array(select t.type
                   from jsonb_array_elements_text(ops.setting('audience.content_types'))
                       as t (type))
      from audience._preferences_person(preferences.token) as s
      join audience.subscription_preferences as p on p.subscriber_id = s.id;
$function$;

comment on function audience.preferences is
$$Returns what somebody wants to get, when and how, for the page that a link in a mail leads to.

token: of the link. offered_types: what there is to choose from as content_types. Errors: 22023 a
forged, damaged or expired token.$$;

revoke execute on function audience.preferences from public;
grant execute on function audience.preferences to aquascene_app;

create or replace function audience.preferences_link(token text)
returns text
language plpgsql
stable
security definer                            -- signs a token
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- The payload begins with the subscriber's uuid.
    _id constant uuid := encode(
        substring(ops._verify_token('unsubscribe', preferences_link.token) from 1 for 16),
        'hex')::uuid;
begin
    return audience._preferences_token(_id, ops.now() + interval '1 hour');
end;
$function$;

comment on function audience.preferences_link is
$$Returns a token for audience.preferences, good for an hour, for the link to unsubscribe that is in
each mail: who may leave may as well choose.

token: that of the link to unsubscribe. Errors: 22023 a forged or damaged token.$$;

revoke execute on function audience.preferences_link from public;
grant execute on function audience.preferences_link to aquascene_app;

create or replace function audience.update_preferences(
    token                text,
    newsletter_frequency text default null,
    content_types        text[] default null,
    preferred_send_time  time default null,
    preferred_send_days  integer[] default null,
    timezone             text default null,
    email_format         text default null,
    language             text default null,
    first_name           text default null,
    last_name            text default null,
    consents             jsonb default null,
    ip_address           inet default null
)
returns void
language plpgsql
volatile
security definer                            -- the public edge writes no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person constant audience.subscribers :=
        audience._preferences_person(update_preferences.token);
    -- Parameter by parameter, what is wrong with it.
    _wrong  constant json := json_strip_nulls(json_build_object(
        'newsletter_frequency',
        case when update_preferences.newsletter_frequency
                      not in ('daily', 'weekly', 'bi_weekly', 'monthly', 'never')
             then format('newsletter_frequency %L is not daily, weekly, bi_weekly, monthly or '
                         'never', left(update_preferences.newsletter_frequency, 50)) end,
        'content_types',
        case when cardinality(update_preferences.content_types) > 50
                  or exists (select from unnest(update_preferences.content_types) as t (type)
                              where coalesce(length(t.type) not between 1 and 50, true))
             then 'content_types is no list of up to 50 names' end,
        'preferred_send_days',
        case when not update_preferences.preferred_send_days <@ array[1, 2, 3, 4, 5, 6, 7]
                  or cardinality(update_preferences.preferred_send_days) not between 1 and 7
                  or array_position(update_preferences.preferred_send_days, null) > 0
             then format('preferred_send_days %s are no days from 1, Monday, to 7',
                         left(update_preferences.preferred_send_days::text, 50)) end,
        'timezone',
        case when audience._is_time_zone(update_preferences.timezone) is false
             then format('there is no time zone %L', left(update_preferences.timezone, 50)) end,
        'email_format',
        case when update_preferences.email_format not in ('html', 'text')
             then format('email_format %L is neither html nor text',
                         left(update_preferences.email_format, 50)) end,
        'language',
        case when update_preferences.language !~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?$'
             then format('language %L is no code such as en',
                         left(update_preferences.language, 50)) end,
        'first_name',
        case when length(update_preferences.first_name) > 100
                  or length(update_preferences.last_name) > 100
             then 'a name is longer than 100 characters' end));
    _asked  jsonb;
begin
    if _wrong::text <> '{}' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = (select string_agg(w.value, '; ') from json_each_text(_wrong) as w),
            column  = (select w.key from json_object_keys(_wrong) as w (key) limit 1),
            hint    = 'Leave out what shall stay as it is.';
    end if;
    update audience.subscription_preferences as p
       set newsletter_frequency =
               coalesce(update_preferences.newsletter_frequency, p.newsletter_frequency),
           content_types = coalesce(update_preferences.content_types, p.content_types),
           preferred_send_time =
               coalesce(update_preferences.preferred_send_time, p.preferred_send_time),
           preferred_send_days =
               coalesce(update_preferences.preferred_send_days, p.preferred_send_days),
           email_format = coalesce(update_preferences.email_format, p.email_format)
     where p.subscriber_id = _person.id;
    update audience.subscribers as s
       set timezone = coalesce(update_preferences.timezone, s.timezone),
           language = coalesce(update_preferences.language, s.language),
           first_name = coalesce(update_preferences.first_name, s.first_name),
           last_name = coalesce(update_preferences.last_name, s.last_name),
           last_activity_at = ops.now()
     where s.id = _person.id;

    -- What is said again is no event.
    if update_preferences.consents is not null then
        select jsonb_object_agg(c.key, c.value) into _asked
          from jsonb_each(audience._checked_consents(update_preferences.consents)) as c
          join audience.subscription_preferences as p on p.subscriber_id = _person.id
         where (c.value = 'true') <> case c.key
                   when 'newsletter' then p.gdpr_consent
                   when 'marketing' then p.marketing_consent
                   when 'analytics' then p.analytics_consent
                   when 'third_party' then p.third_party_sharing end;
        if _asked is not null then
            perform audience._record_consents(_person.id, _asked, 'preferences',
                                              update_preferences.ip_address);
        end if;
    end if;
end;
$function$;

comment on function audience.update_preferences is
$$Changes what somebody wants to get, when and how, and what was agreed to.

token: of the link to the preferences. The rest: null leaves it as it is. preferred_send_days: from
1, Monday, to 7. timezone: an IANA name. consents: an object of purposes and true or false.
ip_address: of who follows the link, kept with a change of consent. Errors: 22023 a forged, damaged
or expired token, or values that cannot be; all of them are named. Writes:
audience.subscription_preferences, audience.subscribers, audience.consent_events.
Locks: the subscriber.$$;

revoke execute on function audience.update_preferences from public;
grant execute on function audience.update_preferences to aquascene_app;

create or replace function audience._next_send_time(
    send_time time,
    send_days integer[],
    timezone  text,
    earliest  timestamptz
)
returns timestamptz
language sql
stable
begin atomic
    -- A time that a clock skips in spring is the hour after; one that it shows twice in autumn is
    -- the second.
    select min(t.instant)
      from generate_series(0, 8) as d (days)
     cross join lateral (
           select (earliest at time zone timezone)::date + d.days as day) as c
     cross join lateral (
           select (c.day + send_time) at time zone timezone as instant) as t
     where extract(isodow from c.day) = any(send_days) and t.instant >= earliest;
end;

comment on function audience._next_send_time is
$$Returns the first instant from earliest on at which clocks in a time zone show a time on one of
the days; null without days.

send_time, send_days, timezone: as in preferences. Errors: none.$$;

revoke execute on function audience._next_send_time from public;

create or replace function audience.next_send_time(
    subscriber_id uuid,
    earliest      timestamptz default null
)
returns timestamptz
language sql
stable
security definer                            -- callers need no more of the tables
set search_path = pg_catalog, pg_temp
as $function$
    select audience._next_send_time(p.preferred_send_time, p.preferred_send_days, s.timezone,
                                    coalesce(next_send_time.earliest, ops.now()))
      from audience.subscribers as s
      join audience.subscription_preferences as p on p.subscriber_id = s.id
     where s.id = next_send_time.subscriber_id and p.newsletter_frequency <> 'never';
$function$;

comment on function audience.next_send_time is
$$Returns the first instant from earliest on at which a subscriber likes to get mail: the preferred
time on a preferred day, in the subscriber's time zone; null for somebody who wants none.

earliest: now when missing. Errors: none.$$;

revoke execute on function audience.next_send_time from public;
grant execute on function audience.next_send_time to aquascene_worker, aquascene_editor;

commit;
