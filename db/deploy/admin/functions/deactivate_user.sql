-- Deploy aquascene:admin/functions/deactivate_user to pg
-- requires: admin/functions/require
-- requires: admin/functions/found_user
-- requires: admin/functions/password
-- requires: admin/tables/admin_sessions
-- requires: admin/tables/login_throttles

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.deactivate_user(user_id uuid)
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
    perform admin._lock_admins();
    _user := admin._found_user(deactivate_user.user_id);
    update admin.admin_users as u set is_active = false where u.id = _user.id;
    perform admin._keep_an_admin();
    delete from admin.admin_sessions as s where s.user_id = _user.id;
    update admin.api_keys as k
       set revoked_at = ops.now()
     where k.user_id = _user.id and k.revoked_at is null;
end;
$function$;

comment on function admin.deactivate_user is
$$Lets a person act no more: ends all sessions, revokes all API keys.

user_id: the person; what the person did stays. Needs users.manage. Errors: 28000 nobody acts; 42501
the permission is missing; 55000 nobody would be left who is an admin; P0002 no such person.
Writes: admin.admin_users (audited), admin.admin_sessions, admin.api_keys (audited).$$;

revoke execute on function admin.deactivate_user from public;
grant execute on function admin.deactivate_user to aquascene_editor;

create or replace function admin.reactivate_user(user_id uuid)
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
    _user := admin._found_user(reactivate_user.user_id);
    update admin.admin_users as u set is_active = true where u.id = _user.id;
end;
$function$;

comment on function admin.reactivate_user is
$$Lets a person act again, with the password of before; API keys stay revoked.

user_id: the person. Needs users.manage. Errors: 28000 nobody acts; 42501 the permission is missing;
P0002 no such person. Writes: admin.admin_users (audited).$$;

revoke execute on function admin.reactivate_user from public;
grant execute on function admin.reactivate_user to aquascene_editor;

create or replace function admin.unlock_user(user_id uuid)
returns integer
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user  admin.admin_users;
    _count integer;
begin
    perform admin.require('users.manage');
    _user := admin._found_user(unlock_user.user_id);
    delete from admin.login_throttles as t
     where (t.kind = 'name' and t.key in (admin._token_hash(_user.username),
                                          admin._token_hash(_user.email)))
        or (t.kind = 'known' and starts_with(t.key, _user.id || ' '))
        or (t.kind = 'reset' and t.key = _user.id::text);
    get diagnostics _count = row_count;
    return _count;
end;
$function$;

comment on function admin.unlock_user is
$$Forgets the wrong passwords that were tried for a person; returns for how many throttles.

user_id: the person. Throttles of addresses stay. Needs users.manage. Errors: 28000 nobody acts;
42501 the permission is missing; P0002 no such person. Writes: admin.login_throttles.$$;

revoke execute on function admin.unlock_user from public;
grant execute on function admin.unlock_user to aquascene_editor;

commit;
