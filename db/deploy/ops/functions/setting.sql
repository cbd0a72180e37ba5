-- Deploy aquascene:ops/functions/setting to pg
-- requires: ops/tables/settings

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.setting(key text)
returns jsonb
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _value jsonb;
begin
    select s.value into _value from ops.settings as s where s.key = setting.key;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no setting %L', setting.key),
            hint    = 'select key, description from ops.settings lists what there is.';
    end if;
    return _value;
end;
$function$;

comment on function ops.setting is
$$Returns the value of a setting as jsonb; cast it: ops.setting('…')::int, or #>> '{}' for text.

key: as listed in ops.settings. Errors: P0002 no such setting.$$;

revoke execute on function ops.setting from public;
grant execute on function ops.setting to aquascene_reader, aquascene_admin;

commit;
