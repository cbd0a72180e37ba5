-- Deploy aquascene:admin/functions/set_role to pg
-- requires: admin/functions/require
-- requires: admin/functions/found_user

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.set_role(user_id uuid, role text)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user admin.admin_users;
begin
    perform admin.require('users.manage');
    if set_role.role is null or set_role.role not in ('admin', 'editor', 'author', 'analyst') then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no role %L', set_role.role),
            hint    = 'Roles are admin, editor, author and analyst.';
    end if;
    perform admin._lock_admins();
    _user := admin._found_user(set_role.user_id);
    update admin.admin_users as u set role = set_role.role where u.id = _user.id;
    perform admin._keep_an_admin();
end;
$function$;

comment on function admin.set_role is
$$Gives a person another role.

user_id: the person. role: admin, editor, author or analyst. Needs users.manage.
Errors: 22023 no such role; 28000 nobody acts; 42501 the permission is missing; 55000 nobody would
be left who is an admin; P0002 no such person. Writes: admin.admin_users (audited).$$;

revoke execute on function admin.set_role from public;
grant execute on function admin.set_role to aquascene_editor;

create or replace function admin.set_permissions(user_id uuid, permissions text[])
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user    admin.admin_users;
    _unknown text;
begin
    perform admin.require('users.manage');
    select string_agg(coalesce(p.permission, 'null'), ', ') into _unknown
      from unnest(set_permissions.permissions) as p (permission)
     where not exists (select from admin.role_permissions as r
                        where r.permission = p.permission);
    if _unknown is not null or set_permissions.permissions is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no such permissions: %s', coalesce(_unknown, 'null')),
            hint    = 'select distinct permission from admin.role_permissions lists them.';
    end if;
    _user := admin._found_user(set_permissions.user_id);
    update admin.admin_users as u
       set permissions = to_jsonb(array(
               select distinct p.permission
                 from unnest(set_permissions.permissions) as p (permission)
                order by p.permission))
     where u.id = _user.id;
end;
$function$;

comment on function admin.set_permissions is
$$Says which permissions a person holds beyond those of the role.

user_id: the person. permissions: all of them, names as in admin.role_permissions. Needs
users.manage. Errors: 22023 no such permission; 28000 nobody acts; 42501 the permission is missing;
P0002 no such person. Writes: admin.admin_users (audited).$$;

revoke execute on function admin.set_permissions from public;
grant execute on function admin.set_permissions to aquascene_editor;

commit;
