-- Deploy aquascene:audience/functions/apply_import to pg
-- requires: audience/functions/begin_import
-- requires: audience/tables/subscriber_import_faults
-- requires: audience/functions/is_suppressed
-- requires: audience/functions/subscribe
-- requires: audience/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/secret
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._json(value text)
returns jsonb
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
begin
    return value::jsonb;
exception
    when data_exception or program_limit_exceeded or statement_too_complex then
        return null;
end;
$function$;

comment on function audience._json is
$$Returns a text as JSON; null when it is none. Errors: none.$$;

revoke execute on function audience._json from public;

create or replace function audience._odd_instant(value text)
returns timestamptz
language plpgsql
stable
strict
parallel safe
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
as $function$
begin
    if value !~ ('^[12][0-9]{3}-[01][0-9]-[0-3][0-9]([T ][0-2][0-9]:[0-5][0-9]'
                 '(:[0-6][0-9]([.][0-9]{1,9})?)?( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?)?$')
    then
        return null;
    end if;
    return value::timestamptz;
exception
    when data_exception then
        return null;
end;
$function$;

comment on function audience._odd_instant is
$$Returns what audience._instant returns, for every text. Errors: none.$$;

revoke execute on function audience._odd_instant from public;

create or replace function audience._instant(value text)
returns timestamptz
language sql
stable
parallel safe
begin atomic
    -- with a zone and a day that each month has, nothing can be wrong with it
    select case when _instant.value ~ ('^[12][0-9][0-9][0-9]-(0[1-9]|1[0-2])-'
                                       '(0[1-9]|1[0-9]|2[0-8])[T ]([01][0-9]|2[0-3]):'
                                       '[0-5][0-9]:[0-5][0-9]([.][0-9]+)?Z$')
                     and length(_instant.value) < 40
                then _instant.value::timestamptz
                else audience._odd_instant(_instant.value) end;
end;

comment on function audience._instant is
$$Returns a text such as 2024-05-31, 2024-05-31 10:00 or 2024-05-31T10:00:00Z as an instant, of UTC
when it does not say; null when it is none. Errors: none.$$;

revoke execute on function audience._instant from public;

create or replace function audience._json_list(value text)
returns text[]
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select array_agg(l.item order by l.place)
      from jsonb_array_elements_text(
               case when jsonb_typeof(audience._json(value)) = 'array'
                    then audience._json(value) end) with ordinality as l (item, place)
     where l.item <> '';
$function$;

comment on function audience._json_list is
$$Returns the items of a JSON list; null when it is none, or empty. Errors: none.$$;

revoke execute on function audience._json_list from public;

create or replace function audience._text_list(value text)
returns text[]
language sql
immutable
parallel safe
begin atomic
    select case when left(_text_list.value, 1) = '[' then audience._json_list(_text_list.value)
                else nullif(array_remove(string_to_array(
                         regexp_replace(btrim(_text_list.value, E' \t\r\n"'),
                                        '[ \t\r\n"]*,[ \t\r\n"]*', ',', 'g'), ','), ''), '{}')
           end;
end;

comment on function audience._text_list is
$$Returns the items of a list with commas, each in quotes or not, or of a JSON list; null when there
are none. Errors: none.$$;

revoke execute on function audience._text_list from public;

-- The one place that says what a line is worth. Each row: what the line says, and its outcome:
-- invalid, suppressed or duplicate, or a candidate, for whom the table of subscribers decides.
create or replace function audience._import_lines(
    import   audience.subscriber_imports,
    last_row integer
)
returns table (
    line_number     bigint,
    id              uuid,
    email           text,
    first_name      text,
    last_name       text,
    full_name       text,
    phone           text,
    country         text,
    timezone        text,
    language        text,
    tags            text[],
    content_types   text[],
    frequency       text,
    status          text,
    subscribed_at   timestamptz,
    confirmed_at    timestamptz,
    unsubscribed_at timestamptz,
    custom_fields   jsonb,
    has_consent     boolean,
    is_candidate    boolean,
    outcome         text,
    reason          text
)
language plpgsql
volatile
rows 10000
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = off                   -- lines that just came are in no statistics …
set jit = off                               -- … and what has to be a loop is not dear for it
set work_mem = '64MB'                       -- a batch stays in memory
as $function$
declare
    _blank     constant text := E' \t\r\n';
    _f         constant text[] := (_import_lines.import).fields;
    _email     constant integer := array_position(_f, 'email');
    _first     constant integer := array_position(_f, 'first_name');
    _last      constant integer := array_position(_f, 'last_name');
    _full      constant integer := array_position(_f, 'full_name');
    _phone     constant integer := array_position(_f, 'phone');
    _country   constant integer := array_position(_f, 'country');
    _zone      constant integer := array_position(_f, 'timezone');
    _language  constant integer := array_position(_f, 'language');
    _tags      constant integer := array_position(_f, 'tags');
    _types     constant integer := array_position(_f, 'content_types');
    _frequency constant integer := array_position(_f, 'newsletter_frequency');
    _consent   constant integer := array_position(_f, 'newsletter_consent');
    _status    constant integer := array_position(_f, 'status');
    _since     constant integer := array_position(_f, 'subscription_date');
    _confirmed constant integer := array_position(_f, 'confirmed_at');
    _left      constant integer := array_position(_f, 'unsubscribed_at');
    _bounced   constant integer := array_position(_f, 'bounced_at');
    _object    constant integer := array_position(_f, 'custom_fields');
    _names     constant text[] := array(select substr(f.name, 8) from unnest(_f) as f (name)
                                         where f.name like 'custom:%');
    _places    constant integer[] := array(select array_position(_f, 'custom:' || n.name)
                                             from unnest(_names) as n (name));
    _now       constant timestamptz := ops.now();
    -- Ids of a batch lie together in each index (RFC 9562, version 7): 6 bytes of time come first.
    _id_prefix constant text := lpad(
        to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7';
    _key       constant bytea := case when exists (
        select from audience.suppressions as s where s.address_hash is not null)
        then ops._secret('suppression') end;
begin
    return query
    with cells as materialized (
        select r.row_number, r.line_number, r.problem, r.repeated_key as key,
               coalesce(r.fields[_email], '') as raw_email,
               audience._quick_email(r.fields[_email]) as email,
               nullif(btrim(r.fields[_first], _blank), '') as first_name,
               nullif(btrim(r.fields[_last], _blank), '') as last_name,
               nullif(btrim(r.fields[_full], _blank), '') as full_name,
               nullif(btrim(r.fields[_phone], _blank), '') as phone,
               nullif(btrim(r.fields[_country], _blank), '') as country,
               nullif(btrim(r.fields[_zone], _blank), '') as zone,
               nullif(btrim(r.fields[_language], _blank), '') as language,
               nullif(btrim(r.fields[_tags], _blank), '') as tags,
               nullif(btrim(r.fields[_types], _blank), '') as types,
               nullif(btrim(r.fields[_frequency], _blank), '') as frequency,
               lower(btrim(r.fields[_consent], _blank)) as consent,
               lower(nullif(btrim(r.fields[_status], _blank), '')) as status,
               nullif(btrim(r.fields[_since], _blank), '') as since,
               nullif(btrim(r.fields[_confirmed], _blank), '') as confirmed,
               nullif(btrim(r.fields[_left], _blank), '') as gone,
               nullif(btrim(r.fields[_bounced], _blank), '') as bounced,
               nullif(btrim(r.fields[_object], _blank), '') as object,
               case when cardinality(_names) > 0 then (
                   select jsonb_object_agg(c.name, btrim(r.fields[c.place], _blank))
                     from unnest(_names, _places) as c (name, place)
                    where btrim(r.fields[c.place], _blank) <> '')
               end as custom
          from audience.subscriber_import_rows as r
         where r.import_id = (_import_lines.import).id
           and r.row_number > (_import_lines.import).done_count
           and r.row_number <= _import_lines.last_row
    ), zones as materialized (
        select z.zone, audience._is_time_zone(z.zone) as is_known
          from (select distinct c.zone from cells as c where c.zone is not null) as z
    ), parsed as materialized (
        select c.*, coalesce(z.is_known, true) as is_zone,
               audience._text_list(c.tags) as tag_list,
               audience._text_list(c.types) as type_list,
               audience._instant(c.since) as since_at,
               audience._instant(c.confirmed) as confirmed_time,
               audience._instant(c.gone) as gone_at,
               audience._json(c.object) as object_json,
               case when c.bounced is not null then 'bounced'
                    when c.gone is not null then 'unsubscribed'
                    when c.status is null then 'active'
                    else (_import_lines.import).status_values ->> c.status end as person_status
          from cells as c
          left join zones as z on z.zone = c.zone
    ), checked as materialized (
        select p.*,
               nullif(case when p.problem is not null then p.problem else concat_ws('; ',
                   case when p.email is null and btrim(p.raw_email, _blank) = ''
                        then 'there is no e-mail address'
                        when p.email is null
                        then format('%L is no e-mail address', left(p.raw_email, 100)) end,
                   case when length(p.first_name) > 100
                        then 'first_name is longer than 100 characters' end,
                   case when length(p.last_name) > 100
                        then 'last_name is longer than 100 characters' end,
                   case when length(p.full_name) > 200
                        then 'full_name is longer than 200 characters' end,
                   case when length(p.phone) > 50 then 'phone is longer than 50 characters' end,
                   case when length(p.country) > 100
                        then 'country is longer than 100 characters' end,
                   -- what changes the direction of a line, or ends it, is no part of a name
                   case when left(concat_ws(' ', p.first_name, p.last_name, p.full_name, p.phone,
                                            p.country), 1000)
                             ~ '[\u0001-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]'
                        then 'a name, phone or country holds control characters' end,
                   case when not p.is_zone
                        then format('there is no time zone %L', left(p.zone, 50)) end,
                   case when length(p.language) > 10
                             or p.language !~ '^[A-Za-z]+([_-][A-Za-z0-9]+)*$'
                        then format('language %L is no code such as en',
                                    left(p.language, 50)) end,
                   case when p.tags is not null and p.tag_list is null and p.tags ~ '^\[.*[^][ ]'
                        then 'tags is no list' end,
                   case when cardinality(p.tag_list) > 100
                             or length(array_to_string(p.tag_list, ',')) > 5000
                        then 'tags is too long' end,
                   case when p.types is not null and p.type_list is null
                             and p.types ~ '^\[.*[^][ ]'
                        then 'content_types is no list' end,
                   case when cardinality(p.type_list) > 50
                             or length(array_to_string(p.type_list, ',')) > 2500
                        then 'content_types is too long' end,
                   case when p.frequency
                                 not in ('daily', 'weekly', 'bi_weekly', 'monthly', 'never')
                        then format('newsletter_frequency %L is not daily, weekly, bi_weekly, '
                                    'monthly or never', left(p.frequency, 50)) end,
                   case when p.consent not in ('', 'true', 'false', 'yes', 'no', '1', '0', 't', 'f')
                        then format('newsletter_consent %L is neither true nor false',
                                    left(p.consent, 50)) end,
                   case when p.person_status is null
                        then format('status %L means nothing here', left(p.status, 50)) end,
                   case when p.since is not null
                             and coalesce(p.since_at > _now + interval '1 day', true)
                        then format('subscription_date %L is no date of the past',
                                    left(p.since, 50)) end,
                   case when p.confirmed is not null
                             and coalesce(p.confirmed_time > _now + interval '1 day', true)
                        then format('confirmed_at %L is no date of the past',
                                    left(p.confirmed, 50)) end,
                   case when p.gone is not null
                             and coalesce(p.gone_at > _now + interval '1 day', true)
                        then format('unsubscribed_at %L is no date of the past',
                                    left(p.gone, 50)) end,
                   case when p.object is not null
                             and jsonb_typeof(p.object_json) is distinct from 'object'
                        then 'custom_fields is no JSON object' end,
                   case when length(p.object) > 10000 or pg_column_size(p.custom) > 10000
                        then 'custom fields are longer than 10000 characters' end) end,
                   '') as fault
          from parsed as p
    ), hashed as (
        select c.*,
               min(c.line_number) filter (where c.fault is null) over (partition by c.email)
                   as first_line,
               case when c.fault is null and _key is not null
                    then audience._keyed_hash(c.email, _key) end as address_hash,
               case when c.fault is null then split_part(c.email, '@', 2) end as email_domain
          from checked as c
    ), earlier as materialized (
        -- one look for each address that comes twice: the first line of it that was good
        select k.key, e.line_number
          from (select distinct c.key from checked as c where c.key is not null) as k
         cross join lateral (
                   select r.line_number
                     from audience.subscriber_import_rows as r
                    where r.import_id = (_import_lines.import).id and r.repeated_key = k.key
                      and r.row_number <= (_import_lines.import).done_count
                      and not exists (
                              select
                                from audience.subscriber_import_faults as f
                               where f.import_id = r.import_id
                                 and f.line_number = r.line_number and f.outcome = 'invalid')
                    order by r.row_number
                    limit 1) as e
    )
    select h.line_number,
           (_id_prefix || right(translate(gen_random_uuid()::text, '-', ''), 19))::uuid,
           h.email, h.first_name, h.last_name, h.full_name, h.phone, h.country, h.zone, h.language,
           h.tag_list, h.type_list, h.frequency,
           h.person_status, h.since_at, h.confirmed_time, h.gone_at,
           nullif(coalesce(h.object_json, '{}') || coalesce(h.custom, '{}'), '{}'),
           case when coalesce(h.consent, '') = ''
                then coalesce(((_import_lines.import).consents ->> 'newsletter')::boolean, false)
                else h.consent in ('true', 'yes', '1', 't') end,
           o.outcome is null, o.outcome,
           case when h.fault is not null then h.fault
                when s.reason = 'erasure'
                then 'this address was erased, and must get no mail'     -- nor stand in a report
                when s.id is not null
                then format('%s must get no mail: %s', h.email, s.reason)
                when d.id is not null
                then format('%s: nobody at this domain must get mail: %s', h.email, d.reason)
                when e.line_number is not null or h.first_line < h.line_number
                then format('%s is on line %s already', h.email,
                            coalesce(e.line_number, h.first_line))
                else format('%s is a subscriber already', h.email) end
      from hashed as h
      left join lateral (
               select u.id, u.reason
                 from audience.suppressions as u
                where u.address_hash = h.address_hash
                limit 1) as s on true       -- by the index, however many are suppressed
      left join lateral (
               select u.id, u.reason
                 from audience.suppressions as u
                where u.domain = h.email_domain
                limit 1) as d on true
      left join earlier as e on e.key = h.key
     cross join lateral (
               select case
                          when h.fault is not null then 'invalid'
                          when s.id is not null or d.id is not null then 'suppressed'
                          when e.line_number is not null or h.first_line < h.line_number
                          then 'duplicate'
                      end) as o (outcome);
end;
$function$;

comment on function audience._import_lines is
$$Returns the lines of an import after those that are done, up to a place, each with its outcome
(invalid, suppressed or duplicate; null for a candidate, of whom the table of subscribers decides)
and the reason. Errors: none.$$;

revoke execute on function audience._import_lines from public;

-- One transaction a batch: what a crash or an interruption leaves is a number of whole batches, and
-- done_count says how many. Locks: the import, then subscribers in the order of their addresses.
create or replace function audience.apply_import(
    import_id  bigint,
    batch_size integer default 10000
)
returns audience.subscriber_imports
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set jit = off
set work_mem = '64MB'                       -- a batch stays in memory
as $function$
declare
    _import constant audience.subscriber_imports :=
        audience._locked_import(apply_import.import_id);
    _last   integer;
    _counts jsonb;
    _done   audience.subscriber_imports;
begin
    perform admin._check_permission('audience.manage');
    if not coalesce(apply_import.batch_size between 1 and 100000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not within 1 to 100000',
                             coalesce(apply_import.batch_size::text, 'null')),
            hint    = 'Ten thousand is a good batch.';
    end if;
    if _import.status = 'done' then
        return _import;
    elsif _import.status not in ('staged', 'applying') then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('import %s is %s', _import.id, _import.status),
            detail  = format('Import %s of %L.', _import.id, _import.file_name),
            hint    = 'Import the file again.';
    end if;
    _last := least(_import.row_count, _import.done_count + apply_import.batch_size);

    -- By execute, so that it is planned for the tables of now. A setting of the function would do
    -- that to the checks of foreign keys too, which are one statement a row.
    execute $sql$
    with lines as materialized (
        select l.* from audience._import_lines($1, $2) as l
    ), known as materialized (
        select l.line_number, s.id
          from lines as l
          join audience.subscribers as s on s.email = l.email
         where l.is_candidate
    ), added as (
        insert into audience.subscribers as s (
            id, email, first_name, last_name, full_name, phone, country, timezone, language,
            source, status, subscription_date, confirmed_at, unsubscribed_at, custom_fields, tags,
            last_activity_at)
        select l.id, l.email, l.first_name, l.last_name, l.full_name, l.phone, l.country,
               coalesce(l.timezone, 'UTC'), coalesce(l.language, 'en'), ($1).source, l.status,
               coalesce(l.subscribed_at, ops.now()),
               case when l.status = 'active' then coalesce(l.confirmed_at, ops.now())
                    else l.confirmed_at end,
               case when l.status = 'unsubscribed'
                    then coalesce(l.unsubscribed_at, ops.now()) end,
               coalesce(l.custom_fields, '{}'), l.tags, ops.now()
          from lines as l
         where l.is_candidate and not ($1).is_dry_run
           and not exists (select from known as k where k.line_number = l.line_number)
         order by l.email                   -- two imports at once lock in the same order
        on conflict on constraint subscribers_email_key do nothing
        returning s.id
    ), preferences as (
        insert into audience.subscription_preferences (
            id, subscriber_id, newsletter_frequency, content_types, gdpr_consent, gdpr_consent_date,
            marketing_consent, analytics_consent, third_party_sharing)
        select a.id, a.id, coalesce(l.frequency, 'weekly'), l.content_types, c.is_given,
               case when c.is_given then ops.now() end,
               l.status = 'active' and ($1).consents @> '{"marketing": true}',
               l.status = 'active' and ($1).consents @> '{"analytics": true}',
               l.status = 'active' and ($1).consents @> '{"third_party": true}'
          from added as a
          join lines as l on l.id = a.id
         cross join lateral (select l.status = 'active' and l.has_consent) as c (is_given)
    ), changed as (
        -- Nobody who left, bounced or complained comes back by a file; who is active may leave.
        update audience.subscribers as s
           set first_name = coalesce(l.first_name, s.first_name),
               last_name = coalesce(l.last_name, s.last_name),
               full_name = coalesce(l.full_name, s.full_name),
               phone = coalesce(l.phone, s.phone),
               country = coalesce(l.country, s.country),
               timezone = coalesce(l.timezone, s.timezone),
               language = coalesce(l.language, s.language),
               tags = coalesce(l.tags, s.tags),
               custom_fields = s.custom_fields || coalesce(l.custom_fields, '{}'),
               status = case when s.status = 'active'
                                  and l.status in ('unsubscribed', 'bounced', 'complained')
                             then l.status else s.status end,
               unsubscribed_at = case when s.status = 'active' and l.status = 'unsubscribed'
                                      then coalesce(l.unsubscribed_at, ops.now())
                                      else s.unsubscribed_at end
          from known as k
          join lines as l on l.line_number = k.line_number
         where s.id = k.id and ($1).mode = 'update' and not ($1).is_dry_run
           and ((coalesce(l.first_name, s.first_name), coalesce(l.last_name, s.last_name),
                 coalesce(l.full_name, s.full_name), coalesce(l.phone, s.phone),
                 coalesce(l.country, s.country), coalesce(l.timezone, s.timezone),
                 coalesce(l.language, s.language), coalesce(l.tags, s.tags),
                 s.custom_fields || coalesce(l.custom_fields, '{}'))
                    is distinct from
                (s.first_name, s.last_name, s.full_name, s.phone, s.country, s.timezone,
                 s.language, s.tags, s.custom_fields)
                or s.status = 'active' and l.status in ('unsubscribed', 'bounced', 'complained'))
    ), answers as materialized (
        -- What each agreed to: all of it of the new, of the known only what they never answered;
        -- and who is unsubscribed by the file withdraws.
        select a.id, c.key as purpose, c.is_granted, l.line_number
          from added as a
          join lines as l on l.id = a.id
         cross join lateral (
                   select 'newsletter', true where l.has_consent
                   union all
                   select j.key, true from jsonb_each(($1).consents) as j
                    where j.key <> 'newsletter' and j.value = 'true') as c (key, is_granted)
         where l.status = 'active'
        union all
        select k.id, c.key, c.is_granted, l.line_number
          from known as k
          join lines as l on l.line_number = k.line_number
          join audience.subscribers as s on s.id = k.id
         cross join lateral (
                   select 'newsletter', true
                    where l.has_consent and l.status = 'active' and s.status = 'active'
                   union all
                   select j.key, true from jsonb_each(($1).consents) as j
                    where j.key <> 'newsletter' and j.value = 'true'
                      and l.status = 'active' and s.status = 'active'
                   union all
                   select 'newsletter', false
                    where l.status in ('unsubscribed', 'complained') and s.status = 'active')
               as c (key, is_granted)
         where ($1).mode = 'update' and not ($1).is_dry_run
           and (not c.is_granted
                or not exists (select from audience.consent_events as e
                                where e.subscriber_id = k.id and e.purpose = c.key))
    ), recorded as (
        insert into audience.consent_events (
            subscriber_id, purpose, is_granted, source, text_version, evidence, occurred_at)
        select w.id, w.purpose, w.is_granted, ($1).source, ($1).text_version,
               case when ($1).file_name is null then '{}'
                    else jsonb_build_object('import', ($1).id, 'line', w.line_number) end,
               ops.now()
          from answers as w
    ), wishes as (
        update audience.subscription_preferences as p
           set newsletter_frequency = coalesce(l.frequency, p.newsletter_frequency),
               content_types = coalesce(l.content_types, p.content_types),
               gdpr_consent = coalesce(n.newsletter, p.gdpr_consent),
               gdpr_consent_date = case when n.newsletter then ops.now()
                                        else p.gdpr_consent_date end,
               marketing_consent = p.marketing_consent or coalesce(n.marketing, false),
               analytics_consent = p.analytics_consent or coalesce(n.analytics, false),
               third_party_sharing = p.third_party_sharing or coalesce(n.third_party, false)
          from known as k
          join lines as l on l.line_number = k.line_number
          left join (
                   select w.id, bool_and(w.is_granted) filter (where w.purpose = 'newsletter'),
                          bool_or(w.purpose = 'marketing'), bool_or(w.purpose = 'analytics'),
                          bool_or(w.purpose = 'third_party')
                     from answers as w
                    group by w.id) as n (id, newsletter, marketing, analytics, third_party)
               on n.id = k.id
         where p.subscriber_id = k.id and ($1).mode = 'update' and not ($1).is_dry_run
           and (n.id is not null or l.frequency <> p.newsletter_frequency
                or l.content_types is distinct from p.content_types
                   and l.content_types is not null)
    ), judged as materialized (
        select l.line_number, l.reason,
               case when not l.is_candidate then l.outcome
                    when k.line_number is not null and ($1).mode = 'update' then 'updated'
                    when k.line_number is null and (($1).is_dry_run or a.id is not null)
                    then 'added'
                    else 'known' end as outcome
          from lines as l
          left join known as k on k.line_number = l.line_number
          left join added as a on a.id = l.id
    ), reported as (
        insert into audience.subscriber_import_faults (
            import_id, line_number, outcome, reason)
        select ($1).id, j.line_number, j.outcome, j.reason
          from judged as j
         where j.outcome in ('invalid', 'suppressed', 'duplicate')
            or j.outcome = 'known' and ($1).mode <> 'skip'
         order by j.line_number
    )
    select coalesce(jsonb_object_agg(t.outcome, t.line_count), '{}')
      from (select j.outcome, count(*) as line_count from judged as j group by j.outcome) as t
    $sql$ into _counts using _import, _last;

    update audience.subscriber_imports as i
       set done_count = _last,
           added_count = i.added_count + coalesce((_counts ->> 'added')::integer, 0),
           updated_count = i.updated_count + coalesce((_counts ->> 'updated')::integer, 0),
           known_count = i.known_count + coalesce((_counts ->> 'known')::integer, 0),
           suppressed_count = i.suppressed_count + coalesce((_counts ->> 'suppressed')::integer, 0),
           duplicate_count = i.duplicate_count + coalesce((_counts ->> 'duplicate')::integer, 0),
           invalid_count = i.invalid_count + coalesce((_counts ->> 'invalid')::integer, 0),
           status = case when _last = i.row_count then 'done' else 'applying' end,
           finished_at = case when _last = i.row_count then ops.now() end
     where i.id = _import.id
    returning i.* into _done;
    if _done.status = 'done' then
        delete from audience.subscriber_import_rows as r where r.import_id = _import.id;
    end if;
    return _done;
end;
$function$;

comment on function audience.apply_import is
$$Takes in the next lines of an import, in the order of the file, and returns the import: call it,
each time in a transaction of its own, until its status is done. Whatever interrupts that, it goes
on with the first line that is not done. What became of lines that were not taken:
audience.subscriber_import_faults.

Known people are left as they are, or, when the mode is update, get the fields that are not empty;
no file makes anybody active again, or gives a consent that was ever answered. A deadlock with
another import of the same people leaves the batch undone: call again. batch_size: 1 to 100,000
lines. A person who acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is
missing; 22023 another batch_size; 55000 its lines are not all there, or it is cancelled; P0002 no
such import.
Writes: audience.subscribers, audience.subscription_preferences, audience.consent_events,
audience.subscriber_imports, audience.subscriber_import_rows, audience.subscriber_import_faults.
Locks: the import, the subscribers.$$;

revoke execute on function audience.apply_import from public;
grant execute on function audience.apply_import to aquascene_editor, aquascene_worker;

create or replace function audience.cancel_import(import_id bigint)
returns audience.subscriber_imports
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _import audience.subscriber_imports := audience._locked_import(cancel_import.import_id);
begin
    perform admin._check_permission('audience.manage');
    if _import.status in ('done', 'cancelled') then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('import %s is %s', _import.id, _import.status),
            detail  = format('Import %s of %L.', _import.id, _import.file_name),
            hint    = 'Nothing is left to cancel.';
    end if;
    delete from audience.subscriber_import_rows as r where r.import_id = _import.id;
    update audience.subscriber_imports as i
       set status = 'cancelled', finished_at = ops.now()
     where i.id = _import.id
    returning i.* into _import;
    return _import;
end;
$function$;

comment on function audience.cancel_import is
$$Ends an import before all is done, and returns it; what was taken in stays.

A person who acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing;
55000 it is done or cancelled; P0002 no such import.
Writes: audience.subscriber_imports, audience.subscriber_import_rows. Locks: the import.$$;

revoke execute on function audience.cancel_import from public;
grant execute on function audience.cancel_import to aquascene_editor, aquascene_worker;

create or replace function audience.delete_import_faults(batch_size integer default 100000)
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _count bigint;
begin
    if not coalesce(delete_import_faults.batch_size between 1 and 1000000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not within 1 to 1000000',
                             coalesce(delete_import_faults.batch_size::text, 'null')),
            hint    = 'A hundred thousand is a good batch.';
    end if;
    with late as (
        select i.id
          from audience.subscriber_imports as i
         where i.created_at
                   <= ops.now() - (ops.setting('audience.keep_import_faults') #>> '{}')::interval
    ), waiting as (
        delete from audience.subscriber_import_rows as r
         where r.import_id in (select l.id from late as l)
            or not exists (select from audience.subscriber_imports as i where i.id = r.import_id)
    ), stopped as (
        update audience.subscriber_imports as i
           set status = 'cancelled', finished_at = ops.now()
          from late as l
         where i.id = l.id and i.status not in ('done', 'cancelled')
    ), deleted as (
        delete from audience.subscriber_import_faults as f
         where (f.import_id, f.line_number) in (
                   select n.import_id, n.line_number
                     from audience.subscriber_import_faults as n
                     join late as l on l.id = n.import_id
                    limit delete_import_faults.batch_size)
        returning 1
    )
    select count(*) into _count from deleted;
    return _count;
end;
$function$;

comment on function audience.delete_import_faults is
$$Deletes the reports, and lines that were never taken in, of imports that began longer ago than
audience.keep_import_faults; such imports that are not done are cancelled. Returns how many lines of
reports, as many as batch_size: call it again.

Errors: 22023 a batch_size out of range. Writes: audience.subscriber_import_faults,
audience.subscriber_import_rows, audience.subscriber_imports.$$;

revoke execute on function audience.delete_import_faults from public;
grant execute on function audience.delete_import_faults to aquascene_worker, aquascene_admin;

commit;
