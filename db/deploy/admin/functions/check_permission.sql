-- Deploy aquascene:admin/functions/check_permission to pg
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin._check_permission(permission text)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- Who called the outermost function: functions that run as their owner change neither.
    _caller constant text := coalesce(nullif(current_setting('role'), 'none'), session_user);
begin
    if ops._actor() is null
        and (pg_has_role(_caller, 'aquascene_worker', 'member')
             or pg_has_role(_caller, 'aquascene_admin', 'member'))
    then
        return;                             -- a program of our own, or who runs the server
    end if;
    perform admin.require(_check_permission.permission);
end;
$function$;

comment on function admin._check_permission is
$$Refuses a person who lacks a permission, and nobody where a person is needed.

As admin.require, for what workers and operators do, too: a member of aquascene_worker or
aquascene_admin may act for nobody. permission: as in admin.role_permissions.
Errors: 28000 nobody acts, and the caller is neither; 42501 the permission is missing.$$;

revoke execute on function admin._check_permission from public;

commit;
