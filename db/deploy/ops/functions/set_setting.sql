-- Deploy aquascene:ops/functions/set_setting to pg
-- requires: ops/tables/settings
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.set_setting(key text, value jsonb)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _type        text;
    _is_interval boolean;
begin
    perform admin._check_permission('settings.manage');
    select jsonb_typeof(s.value),
           jsonb_typeof(s.value) = 'string' and s.value #>> '{}' ~ '^\d+( [a-z]+)?( \d+ [a-z]+)*$'
      into _type, _is_interval
      from ops.settings as s
     where s.key = set_setting.key;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no setting %L', set_setting.key),
            hint    = 'select key, description from ops.settings lists what there is.';
    end if;
    if set_setting.value is null or jsonb_typeof(set_setting.value) <> _type then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('setting %s takes a JSON %s, not %s', set_setting.key, _type,
                             coalesce(set_setting.value::text, 'null')),
            hint    = 'Its description says what it may be.';
    end if;
    -- Whoever reads it would fail, such as everybody who signs in.
    if _is_interval and (set_setting.value #>> '{}')::interval < interval '0' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('setting %s takes an interval, not %s', set_setting.key,
                             set_setting.value),
            hint    = 'Such as "90 seconds", "12 hours" or "0".';
    end if;

    update ops.settings as s
       set value = set_setting.value
     where s.key = set_setting.key;
end;
$function$;

comment on function ops.set_setting is
$$Changes the value of a setting that exists.

key: as listed in ops.settings. value: of the same JSON type as the present one, and an interval
where that is one (12 hours). A person who acts needs settings.manage. Errors: 28000 nobody acts;
42501 the permission is missing; P0002 no such setting; 22007, 22008 no interval; 22023 another JSON
type, or a negative interval. Writes: ops.settings (audited).$$;

revoke execute on function ops.set_setting from public;
grant execute on function ops.set_setting to aquascene_admin;

commit;
