-- Deploy aquascene:audience/functions/begin_import to pg
-- requires: audience/tables/import_presets
-- requires: audience/tables/subscriber_imports
-- requires: audience/tables/subscriber_import_rows
-- requires: audience/functions/normalize_email
-- requires: audience/functions/record_consents
-- requires: ops/functions/now
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._is_import_field(field text)
returns boolean
language sql
immutable
parallel safe
begin atomic
    select field in ('email', 'first_name', 'last_name', 'full_name', 'phone', 'country',
                     'timezone', 'language', 'tags', 'content_types', 'newsletter_frequency',
                     'newsletter_consent', 'status', 'subscription_date', 'confirmed_at',
                     'unsubscribed_at', 'bounced_at', 'custom_fields', 'ignore')
        or field ~ '^custom:[^[:cntrl:]]{1,100}$';
end;

comment on function audience._is_import_field is
$$Returns whether a column of a file can be that; null for null. Errors: none.$$;

revoke execute on function audience._is_import_field from public;

create or replace function audience.begin_import(
    file_name    text,
    source       text,
    columns      text[],
    consents     jsonb,
    mapping      jsonb default '{}',
    preset       text default 'plain',
    mode         text default 'add',
    text_version text default null,
    is_dry_run   boolean default false
)
returns audience.subscriber_imports
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _preset   audience.import_presets;
    _mapping  jsonb;
    _fields   text[];
    _wrong    text;
    _import   audience.subscriber_imports;
begin
    perform admin._check_permission('audience.manage');
    select p.* into _preset from audience.import_presets as p where p.name = begin_import.preset;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no preset %L', left(begin_import.preset, 100)),
            hint    = (select 'There are ' || string_agg(p.name, ', ' order by p.name) || '.'
                         from audience.import_presets as p);
    end if;
    perform audience._checked_consents(begin_import.consents);
    if jsonb_typeof(begin_import.mapping) is distinct from 'object'
        or exists (select from jsonb_each(begin_import.mapping) as m (name, field)
                    where jsonb_typeof(m.field) <> 'string')
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'mapping is no JSON object of columns and fields',
            hint    = 'Pass {"E-mail": "email"}.';
    end if;

    select _preset.mapping || coalesce(jsonb_object_agg(lower(btrim(m.name)), m.field), '{}')
      into _mapping
      from jsonb_each(begin_import.mapping) as m (name, field);
    select array_agg(coalesce(_mapping ->> lower(btrim(c.name)), 'ignore') order by c.place)
      into _fields
      from unnest(begin_import.columns) with ordinality as c (name, place);

    _wrong := nullif(concat_ws('; ',
        case when coalesce(btrim(begin_import.source), '') = '' or length(begin_import.source) > 50
             then format('source %L is no text of 1 to 50 characters',
                         left(begin_import.source, 100)) end,
        case when begin_import.mode in ('add', 'update', 'skip') is not true
             then format('mode %L is not add, update or skip', left(begin_import.mode, 50)) end,
        case when begin_import.is_dry_run is null then 'is_dry_run is null' end,
        case when array_position(begin_import.columns, null) > 0 then 'a column has no name' end,
        case when cardinality(begin_import.columns) > 500
             then format('%s columns are more than 500', cardinality(begin_import.columns)) end,
        (select 'the file has no column '
                || string_agg(quote_literal(left(m.name, 50)), ', ' order by m.name)
           from jsonb_object_keys(begin_import.mapping) as m (name)
          where not exists (select from unnest(begin_import.columns) as c (name)
                             where lower(btrim(c.name)) = lower(btrim(m.name)))),
        (select 'there is no field '
                || string_agg(distinct quote_literal(left(f.name, 50)), ', ')
           from unnest(_fields) as f (name)
          where not audience._is_import_field(f.name)),
        (select 'more than one column is ' || string_agg(d.name, ', ' order by d.name)
           from (select f.name from unnest(_fields) as f (name)
                  where f.name <> 'ignore' group by f.name having count(*) > 1) as d),
        case when array_position(_fields, 'email') is null
             then format('no column is the email, of %s',
                         coalesce(nullif(left(array_to_string(begin_import.columns, ', '), 200),
                                         ''), 'none')) end,
        case when not begin_import.consents ? 'newsletter'
                  and array_position(_fields, 'newsletter_consent') is null
             then 'consents does not say whether they agreed to the newsletter' end), '');
    if _wrong is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = _wrong,
            hint    = 'Fields and consents: see the comment of audience.begin_import.';
    end if;

    insert into audience.subscriber_imports as i (
        file_name, source, mode, columns, fields, status_values, consents, text_version,
        is_dry_run, created_by, created_at)
    values (begin_import.file_name, btrim(begin_import.source), begin_import.mode,
            begin_import.columns, _fields, _preset.status_values, begin_import.consents,
            begin_import.text_version, begin_import.is_dry_run,
            ops._actor(), ops.now())
    returning i.* into _import;
    return _import;
end;
$function$;

comment on function audience.begin_import is
$$Begins to take in a file of subscribers and returns the import. Next, in the same transaction, its
lines go by COPY into audience.subscriber_import_rows, and audience.finish_staging ends that; then
audience.apply_import is called until all are done.

file_name: for who reads the report. source: where the people come from. columns: the header.
consents: what they agreed to, an object of purposes (newsletter, marketing, analytics, third_party)
and true or false; newsletter must be there, or a column that is newsletter_consent. mapping: an
object of column and field, over that of the preset: email, first_name, last_name, full_name, phone,
country, timezone, language, tags, content_types, newsletter_frequency, newsletter_consent, status,
subscription_date, confirmed_at, unsubscribed_at, bounced_at, custom_fields (a JSON object),
custom:<name>, ignore. preset: of audience.import_presets. mode: add, update or skip, as in
audience.subscriber_imports. text_version: of the text that was agreed to. is_dry_run: only report.
A person who acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing;
22023 one of the arguments is none of that; P0002 no such preset.
Writes: audience.subscriber_imports.$$;

revoke execute on function audience.begin_import from public;
grant execute on function audience.begin_import to aquascene_editor, aquascene_worker;

create or replace function audience._locked_import(import_id bigint)
returns audience.subscriber_imports
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _import audience.subscriber_imports;
begin
    select i.* into _import
      from audience.subscriber_imports as i
     where i.id = _locked_import.import_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no import %s', coalesce(_locked_import.import_id::text, 'null')),
            hint    = 'select * from audience.subscriber_imports shows them.';
    end if;
    return _import;
end;
$function$;

comment on function audience._locked_import is
$$Returns an import, locked: two callers do it one after the other. Errors: P0002 no such import.
Locks: the import.$$;

revoke execute on function audience._locked_import from public;

create or replace function audience.finish_staging(import_id bigint)
returns audience.subscriber_imports
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = off                   -- lines that just came are in no statistics
set work_mem = '64MB'
as $function$
declare
    _import constant audience.subscriber_imports :=
        audience._locked_import(finish_staging.import_id);
    _email  constant integer := array_position(_import.fields, 'email');
    _count  integer;
    _last   integer;
    _done   audience.subscriber_imports;
begin
    perform admin._check_permission('audience.manage');
    if _import.status <> 'staging' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('import %s is %s', _import.id, _import.status),
            detail  = 'Its lines are all there.',
            hint    = 'Go on with audience.apply_import.';
    end if;
    select count(*), max(r.row_number) filter (where r.row_number > 0)
      into _count, _last
      from audience.subscriber_import_rows as r
     where r.import_id = _import.id;
    if _count <> coalesce(_last, 0) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('import %s has %s lines, numbered to %s', _import.id, _count, _last),
            hint    = 'Number them 1, 2, 3 …';
    end if;

    -- Which addresses come twice is known before the first batch: the cheap form of the address,
    -- and the dear one only where it is not ASCII.
    with keyed as (
        select r.row_number, k.key, count(*) over (
                   partition by hashtextextended(k.key, 0)) as line_count
          from (select r.row_number, r.fields[_email] as email
                  from audience.subscriber_import_rows as r
                 where r.import_id = _import.id) as r
         cross join lateral (
                   select case when octet_length(r.email) > 1000 then null
                               when octet_length(r.email) = length(r.email)
                               then lower(btrim(r.email, E' \t\r\n'))
                               else audience.normalize_email(r.email) end) as k (key)
         where k.key <> ''
    )
    update audience.subscriber_import_rows as r
       set repeated_key = k.key
      from keyed as k
     where k.line_count > 1 and r.import_id = _import.id and r.row_number = k.row_number;

    update audience.subscriber_imports as i
       set status = case when _count = 0 then 'done' else 'staged' end, row_count = _count,
           finished_at = case when _count = 0 then ops.now() end
     where i.id = _import.id
    returning i.* into _done;
    return _done;
end;
$function$;

comment on function audience.finish_staging is
$$Says that all lines of an import are in audience.subscriber_import_rows; returns the import.

A person who acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing;
55000 that was said before, or the lines are not numbered from 1 without a gap; P0002 no such
import. Writes: audience.subscriber_imports, audience.subscriber_import_rows.
Locks: the import.$$;

revoke execute on function audience.finish_staging from public;
grant execute on function audience.finish_staging to aquascene_editor, aquascene_worker;

commit;
