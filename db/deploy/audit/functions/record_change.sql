-- Deploy aquascene:audit/functions/record_change to pg
-- requires: audit/tables/audit_log

begin;
set local role aquascene_owner;

create or replace function audit.record_change()
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
    _old     jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - _ignored end;
    _new     jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - _ignored end;
    _row     constant jsonb := coalesce(_new, _old);
    _record  text;
    _secret  text;
begin
    if tg_op = 'UPDATE' then
        select jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, _new -> o.key)
          into _old, _new
          from jsonb_each(_old) as o
         where o.value is distinct from _new -> o.key;
        if _old is null then
            return null;                    -- nothing worth telling was changed
        end if;
    end if;

    -- That a secret changed is told; what it is, never.
    foreach _secret in array _secrets loop
        if _old ->> _secret is not null then
            _old := _old || jsonb_build_object(_secret, '(secret)');
        end if;
        if _new ->> _secret is not null then
            _new := _new || jsonb_build_object(_secret, '(secret)');
        end if;
    end loop;

    select string_agg(_row ->> k.name, ',' order by k.place) into _record
      from unnest(_keys) with ordinality as k (name, place);

    insert into audit.audit_log (table_name, record_id, action, old_data, new_data, changed_by,
                                 changed_at, ip_address, user_agent)
    values (tg_table_schema || '.' || tg_table_name, _record, lower(tg_op), _old, _new,
            ops._actor(),
            ops.now(),
            nullif(current_setting('aquascene.ip_address', true), '')::inet,
            nullif(current_setting('aquascene.user_agent', true), ''));
    return null;
end;
$function$;

comment on function audit.record_change is
$$Trigger, after insert, update or delete for each row: writes who changed what to audit.audit_log.

Arguments, each a comma-separated list of columns: the primary key; secrets, of which only the fact
of a change is told; columns to leave out. An update writes only the columns that changed, and
nothing when none did. The person, address and agent are those of admin.act_as.
Errors: 22P02 somebody set aquascene.user_id to what is no uuid.$$;

revoke execute on function audit.record_change from public;

commit;
