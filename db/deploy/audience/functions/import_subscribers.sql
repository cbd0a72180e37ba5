-- Deploy aquascene:audience/functions/import_subscribers to pg
-- requires: audience/functions/is_suppressed
-- requires: audience/tables/subscription_preferences
-- requires: audience/tables/consent_events

begin;
set local role aquascene_owner;

create or replace function audience.import_subscribers(subscribers jsonb, source text)
returns table (outcome text, row_count bigint)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set enable_nestloop = off                   -- a JSON list is taken for 100 rows: quadratic
as $function$
begin
    if jsonb_typeof(import_subscribers.subscribers) is distinct from 'array' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'subscribers is not a JSON list',
            hint    = 'Pass [{"email": "ada@example.com"}, …].';
    end if;

    return query
    with input as (
        select i.place,
               lower(btrim(i.row ->> 'email')) as email,
               i.row ->> 'first_name' as first_name,
               i.row ->> 'last_name' as last_name,
               i.row ->> 'country' as country,
               coalesce(i.row ->> 'timezone', 'UTC') as timezone,
               coalesce(i.row ->> 'language', 'en') as language,
               nullif(i.row -> 'tags', 'null') as tags,
               nullif(i.row -> 'content_types', 'null') as content_types,
               coalesce(i.row ->> 'newsletter_frequency', 'weekly') as frequency,
               coalesce(i.row -> 'gdpr_consent' = 'true', false) as has_consent
          from jsonb_array_elements(import_subscribers.subscribers)
               with ordinality as i (row, place)
    ), zone as (
        select z.name from pg_timezone_names as z
    ), checked as (
        select i.*,
               i.email is not null
               and length(i.email) <= 254
               and i.email ~ '^[^@[:space:]]{1,64}@[a-z0-9.-]+\.[a-z0-9-]{2,}$'
               and i.frequency in ('daily', 'weekly', 'bi_weekly', 'monthly', 'never')
               and length(i.language) <= 10
               and coalesce(length(i.country), 0) <= 100
               and coalesce(length(i.first_name), 0) <= 100
               and coalesce(length(i.last_name), 0) <= 100
               and coalesce(jsonb_typeof(i.tags), 'array') = 'array'
               and coalesce(jsonb_typeof(i.content_types), 'array') = 'array'
               and z.name is not null as is_valid
          from input as i
          left join zone as z on z.name = i.timezone
    ), judged as (
        select c.*,
               case
                   when not c.is_valid then 'invalid'
                   when audience._is_suppressed(c.email) then 'suppressed'
                   when row_number() over (partition by c.email, c.is_valid order by c.place) > 1
                       then 'known'
                   else 'added'
               end as outcome
          from checked as c
    ), added as (
        insert into audience.subscribers as s (
            email, first_name, last_name, country, timezone, language, source, status,
            confirmed_at, tags)
        select j.email, j.first_name, j.last_name, j.country, j.timezone, j.language,
               import_subscribers.source, 'active', ops.now(),
               (select array_agg(t.tag) from jsonb_array_elements_text(j.tags) as t (tag))
          from judged as j
         where j.outcome = 'added'
         order by j.email                   -- two imports at once lock in the same order
        on conflict on constraint subscribers_email_key do nothing
        returning s.id, s.email
    ), preferences as (
        insert into audience.subscription_preferences (
            subscriber_id, newsletter_frequency, content_types, gdpr_consent, gdpr_consent_date)
        select a.id, j.frequency,
               (select array_agg(t.type)
                  from jsonb_array_elements_text(j.content_types) as t (type)),
               j.has_consent, case when j.has_consent then ops.now() end
          from added as a
          join judged as j on j.email = a.email and j.outcome = 'added'
    ), consents as (
        insert into audience.consent_events (
            subscriber_id, purpose, is_granted, source, occurred_at)
        select a.id, 'newsletter', true, import_subscribers.source, ops.now()
          from added as a
          join judged as j on j.email = a.email and j.outcome = 'added'
         where j.has_consent
    )
    select o.outcome, count(*)
      from judged as j
      left join added as a on a.email = j.email
     cross join lateral (
               select case when j.outcome = 'added' and a.id is null then 'known'
                           else j.outcome end) as o (outcome)
     group by o.outcome
     order by o.outcome;
end;
$function$;

comment on function audience.import_subscribers is
$$Takes in subscribers whose consent the caller vouches for, and counts what became of them.

subscribers: a JSON list of objects with email and, if wanted, first_name, last_name, country,
timezone (IANA), language, tags, content_types, newsletter_frequency, gdpr_consent (true = agreed to
the newsletter). source: where they come from. Returns a row for each outcome: added (active),
known (left as they are), suppressed, invalid. All or nothing. Errors: 22023 no JSON list; 22001
source is longer than 50 characters; 23502 no source.
Writes: audience.subscribers, subscription_preferences, consent_events.$$;

revoke execute on function audience.import_subscribers from public;
grant execute on function audience.import_subscribers to aquascene_editor, aquascene_worker;

commit;
