-- Deploy aquascene:audience/functions/export_subscriber to pg
-- requires: audience/tables/personal_data
-- requires: audience/functions/erase_subscriber
-- requires: audience/functions/address_hash
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience.export_subscriber(subscriber_id uuid)
returns jsonb
language plpgsql
volatile                                    -- every table of one moment, and the person locked
security definer                            -- reads what callers may not
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person  constant audience.subscribers :=
        audience._locked_subscriber(export_subscriber.subscriber_id);
    _mention constant text := _person.id::text || '|' || audience._person_pattern(_person, false);
    _held    jsonb := jsonb '{}';
    _place   record;
    _rows    jsonb;
begin
    perform admin._check_permission('audience.manage');
    for _place in
        select d.table_name,
               format('select jsonb_agg(%s) from %s as t where %s',
                      d.exported_as, d.table_name,
                      case when d.person_column is null
                           then (select string_agg(
                                            format('t.%1$I::text ~* $3 and t.%1$I::text ~* $2',
                                                   c.name), ' or ')
                                   from unnest(d.columns) as c (name))
                           else format('t.%I = $1', d.person_column) end) as statement
          from audience.personal_data as d
         order by d.table_name
    loop
        execute _place.statement into _rows using _person.id, _mention, audience._coarse(_mention);
        _held := _held || jsonb_build_object(_place.table_name, coalesce(_rows, '[]'));
    end loop;
    return jsonb_build_object(
        'subscriber_id', _person.id,
        'exported_at', ops.now(),
        'suppressed', (select jsonb_build_object('reason', s.reason, 'since', s.created_at)
                         from audience.suppressions as s
                        where s.address_hash = audience._address_hash(_person.email)),
        'purposes', (select jsonb_object_agg(d.table_name, d.description)
                       from audience.personal_data as d),
        'data', _held);
end;
$function$;

comment on function audience.export_subscriber is
$$Returns all that is held about a subscriber, as the law lets everybody ask for: an object of
subscriber_id, exported_at, suppressed (reason and since, or null), purposes (what each table is
for) and data, the rows of each table of audience.personal_data.

A person who acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing;
P0002 no such subscriber. Locks: the subscriber.$$;

revoke execute on function audience.export_subscriber from public;
grant execute on function audience.export_subscriber to aquascene_editor, aquascene_admin;

commit;
