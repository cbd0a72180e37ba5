-- Deploy aquascene:audit/functions/history to pg
-- requires: audit/functions/verify_chain
-- requires: audit/functions/record_change
-- requires: admin/tables/admin_users

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audit._watched(
    table_name  text,
    out name    text,
    out relation regclass,
    out keys    text[],
    out secrets text[],
    out ignored text[]
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
begin
    select n.nspname || '.' || c.relname, c.oid::regclass,
           string_to_array(a.arguments[1], ','), string_to_array(a.arguments[2], ','),
           string_to_array(a.arguments[3], ',') || array['updated_at']
      into _watched.name, _watched.relation, _watched.keys, _watched.secrets, _watched.ignored
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      join pg_trigger as t on t.tgrelid = c.oid and t.tgname = 'audit_insert'
     cross join lateral string_to_array(encode(t.tgargs, 'escape'), '\000') as a (arguments)
     where _watched.table_name in (n.nspname || '.' || c.relname, c.relname)
     order by n.nspname
     limit 1;
    if not found then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is no table whose changes are written down',
                             left(_watched.table_name, 100)),
            hint    = 'Such as content.generated_content; select distinct table_name from '
                      'audit.audit_log lists what was changed.';
    end if;
end;
$function$;

comment on function audit._watched is
$$Returns what audit._watch was told about a table.

table_name: with or without its schema. Errors: 22023 its changes are not written down.$$;

revoke execute on function audit._watched from public;

create or replace function audit.history(table_name text, record_id text)
returns table (
    changed_at  timestamptz,
    action      text,
    changed_by  uuid,
    username    text,
    column_name text,
    old_value   jsonb,
    new_value   jsonb
)
language plpgsql
stable
security definer                            -- names of people are not for every reader's table
set search_path = pg_catalog, pg_temp
as $function$
declare
    _table constant text := (audit._watched(history.table_name)).name;
begin
    return query
        select a.changed_at, a.action, a.changed_by, u.username::text, c.name,
               a.old_data -> c.name, a.new_data -> c.name
          from audit.audit_log as a
          left join admin.admin_users as u on u.id = a.changed_by
         cross join lateral (
               select k.name
                 from jsonb_object_keys(coalesce(a.new_data, a.old_data)) as k (name)) as c
         where a.table_name = _table and a.record_id = history.record_id
         order by a.number, c.name;
end;
$function$;

comment on function audit.history is
$$Returns every change of a row: who, when, and of each column the old and the new value.

table_name: with or without its schema. record_id: its primary key; several columns are joined by a
comma. A secret shows as (secret). Nothing is known of what is older than the retention
(ops.partition_policies), nor of columns that are left out of the log. Errors: 22023 no table whose
changes are written down.$$;

revoke execute on function audit.history from public;
grant execute on function audit.history to aquascene_reader;

create or replace function audit.as_of(table_name text, record_id text, "time" timestamptz)
returns jsonb
language plpgsql
stable
security definer                            -- reads any audited table, without its secrets
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $function$
declare
    _kept    constant timestamptz := audit._kept_since();
    _watched record;
    _row     jsonb;
    _entry   record;
begin
    select w.* into strict _watched from audit._watched(as_of.table_name) as w;
    if as_of."time" is null or as_of."time" < _kept then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('nothing is known of %s', coalesce(as_of."time"::text, 'null')),
            hint    = format('The audit log knows what was there from %s on.', _kept);
    end if;

    -- From the row as it is now, back through what was changed since, the last change first.
    execute format(
        'select to_jsonb(t) - $2 from %s as t where %s', _watched.relation,
        case when cardinality(_watched.keys) = 1
             then (select format('t.%I = $1::%s', a.attname, format_type(a.atttypid, a.atttypmod))
                     from pg_attribute as a
                    where a.attrelid = _watched.relation and a.attname = _watched.keys[1])
             else (select format('concat_ws('','', %s) = $1',
                                 string_agg(format('t.%I::text', k.name), ', ' order by k.place))
                     from unnest(_watched.keys) with ordinality as k (name, place)) end)
       into _row
      using as_of.record_id, _watched.ignored;
    _row := audit._image(_row, _watched.secrets);
    for _entry in
        select a.action, a.old_data
          from audit.audit_log as a
         where a.table_name = _watched.name and a.record_id = as_of.record_id
           and a.changed_at > as_of."time"
         order by a.number desc
    loop
        _row := case _entry.action when 'insert' then null
                                   when 'delete' then _entry.old_data
                                   else _row || _entry.old_data end;
    end loop;
    return _row;
end;
$function$;

comment on function audit.as_of is
$$Returns a row as it was at a time, without the columns that are left out of the log; null = it was
not there.

table_name: with or without its schema. record_id: its primary key; several columns are joined by a
comma. "time": a change counts from the begin of its transaction. A secret shows as (secret).
Errors: 22023 no table whose changes are written down, or a time older than the retention
(ops.partition_policies); 22P02 a record_id that is not one.$$;

revoke execute on function audit.as_of from public;
grant execute on function audit.as_of to aquascene_editor, aquascene_worker;

commit;
