-- Deploy aquascene:newsletter/functions/variable_faults to pg
-- requires: newsletter/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._value_fault(type text, value jsonb)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select case
        when k.kind <> case _value_fault.type when 'number' then 'number'
                                              when 'boolean' then 'boolean'
                                              when 'list' then 'array'
                                              else 'string' end
        then format('is %s, not %s', k.word, w.word)
        when k.kind = 'array' and jsonb_array_length(_value_fault.value) > 1000
        then 'has more than 1000 entries'
        when octet_length(_value_fault.value::text) > 100000
        then 'is larger than 100000 bytes'
        when _value_fault.type = 'url'
             and not v.text ~ '^https?://[^\s/<>"''\\[:cntrl:]][^\s<>"''\\[:cntrl:]]*$'
        then format('is %s, not a URL that begins with http:// or https://', left(v.json, 80))
        when _value_fault.type = 'date'
        then case when v.text ~ '^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$'
                  then case when substr(v.text, 9, 2)::integer > extract(day from
                                 make_date(substr(v.text, 1, 4)::integer,
                                           substr(v.text, 6, 2)::integer, 1)
                                 + interval '1 month' - interval '1 day')
                            then format('is %s, a day that its month has not', v.json) end
                  else format('is %s, not a date such as 2030-12-31', left(v.json, 80)) end
        end
      from (values ('text', 'text'), ('number', 'a number'), ('boolean', 'true or false'),
                   ('date', 'a date'), ('url', 'a URL'), ('list', 'a list')) as w (type, word)
     cross join lateral (select _value_fault.value #>> '{}', _value_fault.value::text)
           as v (text, json)
     cross join lateral (
           select t.kind, case t.kind when 'string' then 'text' when 'null' then 'null'
                                      when 'number' then 'a number'
                                      when 'boolean' then 'true or false'
                                      when 'array' then 'a list' else 'an object' end
             from (select jsonb_typeof(_value_fault.value)) as t (kind)) as k (kind, word)
     where w.type = _value_fault.type and _value_fault.value is not null;
$function$;

comment on function newsletter._value_fault is
$$Returns why a value is none of a type of variables, or null if it is one.

type: text, number, boolean, date (2030-12-31), url (http or https) or list. Errors: none.$$;

revoke execute on function newsletter._value_fault from public;

create or replace function newsletter._schema_faults(variables jsonb)
returns table (path text, fault text)
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
    with entry as materialized (
        select format('variables[%s]', e.place - 1) as path, e.value as v,
               case when jsonb_typeof(e.value) = 'object' then e.value else '{}' end as fields
          from jsonb_array_elements(
                   case when jsonb_typeof(_schema_faults.variables) = 'array'
                        then _schema_faults.variables else '[]' end)
               with ordinality as e (value, place)
    )
    select 'variables', 'is no list'
     where jsonb_typeof(_schema_faults.variables) <> 'array'
     union all
    select 'variables', 'has more than 100 entries'
     where (select count(*) from entry) > 100
     union all
    select e.path, format('is %s, not an object', jsonb_typeof(e.v))
      from entry as e
     where jsonb_typeof(e.v) <> 'object'
     union all
    select e.path || '.name', format('is %s, not a name such as hero_title',
                                     left(coalesce(e.v ->> 'name', 'missing'), 80))
      from entry as e
     where jsonb_typeof(e.v) = 'object'
       and (jsonb_typeof(e.v -> 'name') = 'string'
            and e.v ->> 'name' ~ '^[a-z][a-z0-9_]{0,62}$') is not true
     union all
    select min(e.path) || '.name', format('%s is there %s times', e.v ->> 'name', count(*))
      from entry as e
     where jsonb_typeof(e.fields -> 'name') = 'string'
     group by e.v ->> 'name'
    having count(*) > 1
     union all
    select e.path || '.type', format('is %s, not one of text, number, boolean, date, url, list',
                                     left(coalesce(e.v ->> 'type', 'missing'), 80))
      from entry as e
     where jsonb_typeof(e.v) = 'object'
       and (e.v -> 'type' in ('"text"', '"number"', '"boolean"', '"date"', '"url"', '"list"'))
           is not true
     union all
    select e.path || '.default', newsletter._value_fault(e.v ->> 'type', e.v -> 'default')
      from entry as e
     where jsonb_typeof(e.fields -> 'default') <> 'null'
       and newsletter._value_fault(e.v ->> 'type', e.v -> 'default') is not null
     union all
    select e.path || '.description', 'is no text'
      from entry as e
     where jsonb_typeof(e.fields -> 'description') not in ('string', 'null')
     union all
    select e.path || '.is_required', 'is neither true nor false'
      from entry as e
     where jsonb_typeof(e.fields -> 'is_required') <> 'boolean'
     union all
    select e.path || '.' || left(f.name, 80),
           'is none of name, type, default, description, is_required'
      from entry as e
     cross join lateral jsonb_object_keys(e.fields) as f (name)
     where f.name not in ('name', 'type', 'default', 'description', 'is_required');
$function$;

comment on function newsletter._schema_faults is
$$Returns what is wrong with the variables that a template declares, all of it, each with the path
to it. Errors: none.$$;

revoke execute on function newsletter._schema_faults from public;

create or replace function newsletter._variable_faults(variables jsonb, given jsonb)
returns table (path text, fault text)
language sql
immutable
set search_path = pg_catalog, pg_temp
as $function$
    with declared as (
        select d.value ->> 'name' as name, d.value ->> 'type' as type,
               coalesce((d.value ->> 'is_required')::boolean, false)
               and coalesce(jsonb_typeof(d.value -> 'default'), 'null') = 'null' as is_required
          from jsonb_array_elements(_variable_faults.variables) as d (value)
    ), value as (
        select v.key as name, v.value
          from jsonb_each(_variable_faults.given) as v
    )
    select left(coalesce(d.name, v.name), 80),
           case when d.name is null then 'is no variable of the template'
                when coalesce(jsonb_typeof(v.value), 'null') = 'null'
                then case when d.is_required then 'is missing, and it has no default' end
                else newsletter._value_fault(d.type, v.value) end as fault
      from declared as d
      full join value as v on v.name = d.name
     where case when d.name is null then true
                when coalesce(jsonb_typeof(v.value), 'null') = 'null' then d.is_required
                else newsletter._value_fault(d.type, v.value) is not null end
     order by 1;
$function$;

comment on function newsletter._variable_faults is
$$Returns what is wrong with the values given for a template's variables, all of it: values that are
missing, of another type, or for no variable.

variables: as a template declares them, without faults. given: an object. Errors: none.$$;

revoke execute on function newsletter._variable_faults from public;

commit;
