-- Deploy aquascene:audit/functions/record_change to pg
-- requires: audit/tables/audit_log
-- requires: ops/functions/actor
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Triggers are for each statement, with transition tables: who acts is verified once, and entries
-- are one insert. docs/decisions/0017-audit.md has the figures.
create or replace function audit._image(data jsonb, secrets text[])
returns jsonb
language sql
immutable
begin atomic
    -- That a secret is there is told; what it is, never.
    select data || (
        select coalesce(jsonb_object_agg(s.name, '(secret)'), '{}')
          from unnest(secrets) as s (name)
         where data ->> s.name is not null);
end;

comment on function audit._image is
$$Returns a row with (secret) for each column that is a secret and not null. Errors: none.$$;

revoke execute on function audit._image from public;

create or replace function audit._record_id(data jsonb, keys text[])
returns text
language sql
immutable
begin atomic
    select string_agg(data ->> k.name, ',' order by k.place)
      from unnest(keys) with ordinality as k (name, place);
end;

comment on function audit._record_id is
$$Returns the primary key of a row, several columns joined by a comma. Errors: none.$$;

revoke execute on function audit._record_id from public;

create or replace function audit.record_inserts()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the log
set search_path = pg_catalog, pg_temp
as $function$
declare
    _keys    constant text[] := string_to_array(tg_argv[0], ',');
    _secrets constant text[] := string_to_array(tg_argv[1], ',');
    _ignored constant text[] := array_append(string_to_array(tg_argv[2], ','), 'updated_at');
    _actor   constant uuid := ops._actor();
begin
    insert into audit.audit_log (table_name, record_id, action, new_data, changed_by, changed_at,
                                 ip_address, user_agent)
    select tg_table_schema || '.' || tg_table_name, audit._record_id(r.data, _keys), 'insert',
           audit._image(r.data, _secrets), _actor, ops.now(),
           nullif(current_setting('aquascene.ip_address', true), '')::inet,
           nullif(current_setting('aquascene.user_agent', true), '')
      from (select to_jsonb(n) - _ignored as data from new_rows as n offset 0) as r;
    return null;
end;
$function$;

comment on function audit.record_inserts is
$$Trigger of audit._watch, after insert for each statement: writes the new rows to audit.audit_log.

Arguments, each a comma-separated list of columns: the primary key; secrets, of which only the fact
is told; columns to leave out. Errors: 28000 somebody set aquascene.user_id by hand.$$;

revoke execute on function audit.record_inserts from public;

create or replace function audit.record_deletes()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the log
set search_path = pg_catalog, pg_temp
as $function$
declare
    _keys    constant text[] := string_to_array(tg_argv[0], ',');
    _secrets constant text[] := string_to_array(tg_argv[1], ',');
    _ignored constant text[] := array_append(string_to_array(tg_argv[2], ','), 'updated_at');
    _actor   constant uuid := ops._actor();
begin
    insert into audit.audit_log (table_name, record_id, action, old_data, changed_by, changed_at,
                                 ip_address, user_agent)
    select tg_table_schema || '.' || tg_table_name, audit._record_id(r.data, _keys), 'delete',
           audit._image(r.data, _secrets), _actor, ops.now(),
           nullif(current_setting('aquascene.ip_address', true), '')::inet,
           nullif(current_setting('aquascene.user_agent', true), '')
      from (select to_jsonb(o) - _ignored as data from old_rows as o offset 0) as r;
    return null;
end;
$function$;

comment on function audit.record_deletes is
$$Trigger of audit._watch, after delete for each statement: writes the rows that went to
audit.audit_log.

Arguments, each a comma-separated list of columns: the primary key; secrets, of which only the fact
is told; columns to leave out. Errors: 28000 somebody set aquascene.user_id by hand.$$;

revoke execute on function audit.record_deletes from public;

-- The trigger of updates is written for its table: columns are compared as what they are, and only
-- those that changed become JSON. By to_jsonb of whole rows an update costs three times as much.
create or replace function audit._watch(
    table_name regclass,
    keys       text,
    secrets    text default '',
    ignored    text default ''
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _name     constant text := (
        select format('%s.%s', c.relnamespace::regnamespace, c.relname)
          from pg_class as c where c.oid = _watch.table_name);
    _function constant text := format(
        'audit.%I', '_update_of_' || replace(replace(_name, '.', '_'), '"', ''));
    _keys     constant text[] := string_to_array(_watch.keys, ',');
    _secrets  constant text[] := string_to_array(_watch.secrets, ',');
    _ignored  constant text[] := string_to_array(_watch.ignored, ',') || array['updated_at'];
    _parts    record;
    _trigger  name;
begin
    with watched as (
        select a.attname, quote_ident(a.attname) as name, quote_literal(a.attname) as label,
               row_number() over (order by a.attnum) as place,
               case when a.attname = any(_secrets)
                    then 'case when %1$s is not null then ''(secret)'' end' else '%1$s' end as value
          from pg_attribute as a
         where a.attrelid = _watch.table_name and a.attnum > 0 and not a.attisdropped
           and a.attname <> all (_ignored)
    ), single as (
        -- Six columns at a time: if none of them changed, none is looked at by itself.
        select string_agg(format(E'        if %s then\n%s        end if;\n', g.condition, g.code),
                          '' order by g.number) as code
          from (select (w.place - 1) / 6 as number,
                       string_agg(format('_o.%1$s is distinct from _n.%1$s', w.name),
                                  E'\n            or ' order by w.place) as condition,
                       string_agg(format(
                           E'            if _o.%1$s is distinct from _n.%1$s then\n'
                           '                _old := _old || jsonb_build_object(%2$s, %3$s);\n'
                           '                _new := _new || jsonb_build_object(%2$s, %4$s);\n'
                           '            end if;\n',
                           w.name, w.label, format(w.value, '_o.' || w.name),
                           format(w.value, '_n.' || w.name)), '' order by w.place) as code
                  from watched as w
                 group by (w.place - 1) / 6) as g
    ), compared as (
        select string_agg(format('o.%1$s is distinct from n.%1$s as d%2$s', w.name, w.place),
                          E',\n                       ' order by w.place) as differences,
               string_agg(format('o.%1$s as o%2$s, n.%1$s as n%2$s', w.name, w.place),
                          E',\n                       ' order by w.place) as columns,
               string_agg(format('p.d%s', w.place),
                          E'\n                or ' order by w.place) as any_difference
          from watched as w
    ), block as (
        -- Likewise: if none of the six changed, nothing is put together.
        select (w.place - 1) / 6 as number,
               string_agg(format('p.d%s', w.place), ' or ' order by w.place) as condition,
               string_agg(format(
                   E'case when p.d%1$s then jsonb_build_object(%2$s, %3$s)\n'
                   '                         else ''{}'' end', w.place, w.label,
                   format(w.value, 'p.o' || w.place)),
                   E'\n                      || ' order by w.place) as old_code,
               string_agg(format(
                   E'case when p.d%1$s then jsonb_build_object(%2$s, %3$s)\n'
                   '                         else ''{}'' end', w.place, w.label,
                   format(w.value, 'p.n' || w.place)),
                   E'\n                      || ' order by w.place) as new_code
          from watched as w
         group by (w.place - 1) / 6
    ), bulk as (
        select string_agg(format(
                   E'case when %s then\n                      %s\n'
                   '                      else ''{}'' end', b.condition, b.old_code),
                   E'\n                   || ' order by b.number) as old_code,
               string_agg(format(
                   E'case when %s then\n                      %s\n'
                   '                      else ''{}'' end', b.condition, b.new_code),
                   E'\n                   || ' order by b.number) as new_code
          from block as b
    ), key as (
        select string_agg(format('_n.%I::text', k.name), ' || '','' || ' order by k.place)
                   as single,
               string_agg(format('p.n%s::text', w.place), ' || '','' || ' order by k.place) as bulk
          from unnest(_keys) with ordinality as k (name, place)
          join watched as w on w.attname = k.name
    )
    select s.code as single, c.differences, c.columns, c.any_difference, b.old_code, b.new_code,
           k.single as single_key, k.bulk as bulk_key
      into strict _parts
      from single as s, compared as c, bulk as b, key as k;

    execute format($code$
create or replace function %1$s()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the log
set search_path = pg_catalog, pg_temp
set jit = off                               -- compiling takes as long as the rest
as $trigger$
declare
    _actor constant uuid := ops._actor();
    _ip    constant inet := nullif(current_setting('aquascene.ip_address', true), '')::inet;
    _agent constant text := nullif(current_setting('aquascene.user_agent', true), '');
    _xid   constant bigint := pg_current_xact_id()::text::bigint;
    _o     record;
    _n     %2$s;
    _old   jsonb := jsonb '{}';
    _new   jsonb := jsonb '{}';
begin
    select (select count(*) from new_rows) as changed_row_count, o.* into _o
      from old_rows as o
     limit 1;
    if _o.changed_row_count = 1 then        -- quicker by far than the statement below
        select n.* into _n from new_rows as n;
%4$s        if _old <> '{}' then
            insert into audit.audit_log (table_name, record_id, action, old_data, new_data,
                                         changed_by, changed_at, ip_address, user_agent)
            values (%3$L, %5$s, 'update',
                    _old, _new, _actor, ops.now(), _ip, _agent);
        end if;
    elsif _o.changed_row_count > 1 then
        -- Rows stand in the same order in both tables. A full join, since it is never done by
        -- nested loops: a plan made for two rows is kept for a million.
        insert into audit.audit_log (table_name, record_id, action, old_data, new_data,
                                     changed_by, changed_at, ip_address, user_agent, xid)
        select %3$L, %6$s, 'update',
               %7$s,
               %8$s,
               _actor, ops.now(), _ip, _agent, _xid
          from (select %9$s,
                       %10$s
                  from (select row_number() over () as place_in_statement, o.*
                          from old_rows as o) as o
                  full join (select row_number() over () as place_in_statement, n.*
                               from new_rows as n) as n using (place_in_statement)
                offset 0) as p
         where %11$s;
    end if;
    return null;
end;
$trigger$
$code$,
        _function, _watch.table_name, _name, _parts.single, _parts.single_key, _parts.bulk_key,
        _parts.old_code, _parts.new_code, _parts.differences, _parts.columns,
        _parts.any_difference);
    execute format(
        'comment on function %s is %L', _function, format(
            E'Trigger of audit._watch, after update of %s for each statement: writes the columns '
            'that\nchanged to audit.audit_log, and nothing when none did.\n\nErrors: 28000 '
            'somebody set aquascene.user_id by hand.', _name));
    execute format('revoke execute on function %s from public', _function);

    for _trigger in
        select t.tgname
          from pg_trigger as t
         where t.tgrelid = _watch.table_name
           and t.tgname in ('audit_insert', 'audit_update', 'audit_delete')
    loop
        execute format('drop trigger %I on %s', _trigger, _watch.table_name);
    end loop;
    execute format(
        'create trigger audit_insert after insert on %s referencing new table as new_rows '
        'for each statement execute function audit.record_inserts(%L, %L, %L)',
        _watch.table_name, _watch.keys, _watch.secrets, _watch.ignored);
    execute format(
        'create trigger audit_update after update on %s referencing old table as old_rows '
        'new table as new_rows for each statement execute function %s()',
        _watch.table_name, _function);
    execute format(
        'create trigger audit_delete after delete on %s referencing old table as old_rows '
        'for each statement execute function audit.record_deletes(%L, %L, %L)',
        _watch.table_name, _watch.keys, _watch.secrets, _watch.ignored);
end;
$function$;

comment on function audit._watch is
$$Has every change of a table written to audit.audit_log. Private, for deploy scripts. Call it again
when columns come or go: the trigger of updates is written for the columns that are there.

table_name: the table. keys, secrets, ignored: comma-separated columns: the primary key; those of
which only the fact of a change is told; those left out, as updated_at always is.
Errors: none.$$;

revoke execute on function audit._watch from public;

commit;
