-- Deploy aquascene:audience/functions/erase_subscriber to pg
-- requires: audience/tables/erasures
-- requires: audience/tables/personal_data
-- requires: audience/tables/subscription_requests
-- requires: audience/functions/record_bounce
-- requires: audience/functions/suppress
-- requires: ops/functions/now
-- requires: admin/functions/check_permission
-- requires: ops/functions/emit

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._pattern(words text)
returns text
language sql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select regexp_replace(_pattern.words, '([][\\^$.|?*+(){}-])', '\\\1', 'g');
$function$;

comment on function audience._pattern is
$$Returns a regular expression that matches a text as it is. Errors: none.$$;

revoke execute on function audience._pattern from public;

create or replace function audience._person_pattern(
    person   audience.subscribers,
    is_known boolean
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    with name as (
        select n.name
          from unnest(array[person.first_name, person.last_name, person.full_name]) as n (name)
        union
        select concat_ws(' ', person.first_name, person.last_name)
        union
        select concat_ws(', ', person.last_name, person.first_name)
    ), address as (
        select person.email as email
        union
        select r.email
          from audience.subscription_requests as r
         where r.subscriber_id = person.id
    ), digits as (
        select regexp_replace(person.phone, '\D', '', 'g') as digits
    ), part as (
        -- not within a longer address; @ may be written as in a URL
        select '(?<![a-z0-9])(?<![a-z0-9][._+-])'
               || audience._pattern(split_part(a.email, '@', 1)) || '(?:@|%40)'
               || audience._pattern(split_part(a.email, '@', 2)) || '(?![a-z0-9-]|\.[a-z0-9])'
                  as pattern
          from address as a
        union all
        -- however the digits are grouped
        select '(?<!\d)(?:\+|00)?'
               || case when length(d.digits) >= 7
                       then regexp_replace(d.digits, '(\d)(?!$)', '\1[ ().\/-]*', 'g')
                       else audience._pattern(person.phone) end || '(?!\d)'
          from digits as d
         where length(d.digits) >= 3
        union all
        -- A first name alone is a word like any other, unless the row is about the person.
        select '(?<!\w)' || audience._pattern(v.name) || '(?!\w)'
          from name as n
         cross join lateral (
               select n.name
                union
               select substring(to_jsonb(n.name)::text from '^"(.*)"$')) as v (name)
         where btrim(n.name) <> '' and (is_known or n.name ~ '\S\s+\S')
    )
    select string_agg(p.pattern, '|' order by length(p.pattern) desc, p.pattern)
      from part as p;
$function$;

comment on function audience._person_pattern is
$$Returns a regular expression that matches, case aside, what a subscriber is known by: addresses,
the telephone number however it is grouped, and the whole name.

is_known: also each name by itself, for text that is about this person. Errors: none.$$;

revoke execute on function audience._person_pattern from public;

-- Looking around costs 100 microseconds a row; a first look without it, 3.
create or replace function audience._coarse(pattern text)
returns text
language sql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select regexp_replace(_coarse.pattern, '\(\?<?![^)]*\)', '', 'g');
$function$;

comment on function audience._coarse is
$$Returns a pattern of audience._person_pattern without its conditions on what stands around: it
matches more, and quicker. Errors: none.$$;

revoke execute on function audience._coarse from public;

create or replace function audience._blot(data jsonb, pattern text)
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
begin
    return case jsonb_typeof(_blot.data)
        when 'object' then (
            select coalesce(jsonb_object_agg(
                       regexp_replace(e.key, _blot.pattern, '(erased)', 'gi'),
                       audience._blot(e.value, _blot.pattern)), '{}')
              from jsonb_each(_blot.data) as e)
        when 'array' then (
            select coalesce(jsonb_agg(audience._blot(e.value, _blot.pattern) order by e.place),
                            '[]')
              from jsonb_array_elements(_blot.data) with ordinality as e (value, place))
        when 'string' then
            to_jsonb(regexp_replace(_blot.data #>> '{}', _blot.pattern, '(erased)', 'gi'))
        when 'number' then
            case when _blot.data #>> '{}' ~* _blot.pattern then '"(erased)"'
                 else _blot.data end
        else _blot.data end;
end;
$function$;

comment on function audience._blot is
$$Returns data with what a pattern matches replaced by (erased): in strings, names of fields and
numbers. Errors: none.$$;

revoke execute on function audience._blot from public;

-- Locks the subscriber, then segments in the order of their ids (by the triggers of memberships).
create or replace function audience.erase_subscriber(subscriber_id uuid, reason text)
returns audience.erasures
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person    audience.subscribers;
    _erasure   audience.erasures;
    _counts    jsonb := jsonb '{}';
    _mention   text;
    _all       text;
    _place     record;
    _statement text;
    _changed   bigint;
    _count     bigint;
begin
    perform admin._check_permission('audience.manage');
    if coalesce(btrim(erase_subscriber.reason), '') = '' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'reason is empty',
            hint    = 'Say why, such as: asked for it by mail on 3 May.';
    end if;
    select s.* into _person
      from audience.subscribers as s
     where s.id = erase_subscriber.subscriber_id
       for update;
    if _person.id is null then
        select e.* into _erasure
          from audience.erasures as e
         where e.subscriber_id = erase_subscriber.subscriber_id;
        if _erasure.id is null then
            perform audience._locked_subscriber(erase_subscriber.subscriber_id);    -- P0002
        end if;
        return _erasure;                    -- erased before
    end if;

    _all := audience._person_pattern(_person, true);
    _mention := _person.id::text || '|' || audience._person_pattern(_person, false);
    perform audience._suppress(_person.email, 'erasure');
    delete from audience.subscription_requests as r where r.email = _person.email;  -- by others too

    perform set_config('aquascene.erases', _person.id::text, true);     -- audit._guard_entry
    -- Subscribers after what refers to them; the audit log last, since the others may write there.
    for _place in
        select d.table_name,
               case when d.erasure = 'delete'
                    then format('delete from %s as t where t.%I = $1', d.table_name,
                                d.person_column) end as deletion,
               case when c.blotted is not null
                    then format('update %s as t set %s where %s or %s', d.table_name, c.blotted,
                                c.own, c.mentioned) end as redaction
          from audience.personal_data as d
          left join lateral (
               select string_agg(
                          format(case when a.atttypid = 'jsonb'::regtype
                                      then '%1$I = case when %2$s then null '
                                           'else audience._blot(t.%1$I, $3) end'
                                      when a.atttypid = 'text[]'::regtype
                                      then '%1$I = case when %2$s then null '
                                           'else regexp_replace(t.%1$I::text, $3, %3$L, '
                                           '%4$L)::text[] end'
                                      else '%1$I = case when %2$s then null '
                                           'else regexp_replace(t.%1$I, $3, %3$L, %4$L) end' end,
                                 a.attname, o.is_own, '(erased)', 'gi'), ', ') as blotted,
                      format('%s and num_nonnulls(%s) > 0', o.is_own,
                             string_agg(format('t.%I', a.attname), ', ')) as own,
                      string_agg(format('t.%1$I::text ~* $4 and t.%1$I::text ~* $2', a.attname),
                                 ' or ') as mentioned
                 from (select case when d.person_column is null then 'false'
                                   else format('t.%I = $1', d.person_column) end as is_own) as o
                 join pg_attribute as a
                   on a.attrelid = d.table_name::regclass and a.attname = any(d.columns)
                group by o.is_own) as c on true
         where d.erasure = 'delete' or c.blotted is not null
         order by d.table_name = 'audience.subscribers', d.table_name like 'audit.%', d.table_name
    loop
        _count := 0;
        foreach _statement in array array_remove(array[_place.deletion, _place.redaction], null)
        loop
            execute _statement using _person.id, _mention, _all, audience._coarse(_mention);
            get diagnostics _changed = row_count;
            _count := _count + _changed;
        end loop;
        if _count > 0 then
            _counts := _counts || jsonb_build_object(_place.table_name, _count);
        end if;
    end loop;

    perform set_config('aquascene.erases', '', true);

    insert into audience.erasures (subscriber_id, reason, row_counts, erased_by, erased_at)
    values (_person.id, regexp_replace(erase_subscriber.reason, _all, '(erased)', 'gi'), _counts,
            ops._actor(), ops.now())
    returning * into _erasure;
    perform ops._emit('subscriber.erased', jsonb_build_object('subscriber_id', _person.id));
    return _erasure;
end;
$function$;

comment on function audience.erase_subscriber is
$$Erases a person everywhere audience.personal_data names, and returns the certificate; called
again, the same one. Statistics stay as they are: they count by an id that leads to nobody any
more. The address is suppressed by its keyed hash, so that no import brings it back.

reason: why; what names the person is blotted out. In what only mentions people (the audit log,
system events …) the addresses, the telephone number and the whole name are replaced by (erased),
and each name by itself where the person's id, address, number or whole name stands beside it. These
tables are read in full, in 3 seconds a million rows. A person who acts needs audience.manage.
Errors: 28000 nobody acts; 42501 the permission is missing; 22023 no reason; P0002 no such
subscriber, nor was there ever one who was erased. Writes: each table of audience.personal_data,
audience.suppressions, audience.erasures. Locks: the subscriber, then the segments.$$;

revoke execute on function audience.erase_subscriber from public;
grant execute on function audience.erase_subscriber to aquascene_admin;

commit;
