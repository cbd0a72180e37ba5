-- Deploy aquascene:admin/functions/logout to pg
-- requires: admin/functions/password
-- requires: admin/functions/person
-- requires: admin/functions/require
-- requires: admin/tables/admin_sessions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.logout(session_token text)
returns boolean
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    delete from admin.admin_sessions as s
     where s.session_token = admin._token_hash(logout.session_token);
    return found;
end;
$function$;

comment on function admin.logout is
$$Ends a session; returns whether there was one.

session_token: from admin.login. Errors: none. Writes: admin.admin_sessions.$$;

revoke execute on function admin.logout from public;
grant execute on function admin.logout to aquascene_editor, aquascene_worker;

create or replace function admin.logout_everywhere(user_id uuid default null)
returns integer
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user_id uuid := logout_everywhere.user_id;
    _count   integer;
begin
    if _user_id is null or _user_id = ops._actor() then
        _user_id := admin._person();
    else
        perform admin.require('users.manage');
    end if;
    delete from admin.admin_sessions as s where s.user_id = _user_id;
    get diagnostics _count = row_count;
    return _count;
end;
$function$;

comment on function admin.logout_everywhere is
$$Ends all sessions of a person and returns how many there were.

user_id: by default the person who acts; for somebody else users.manage is needed.
Errors: 28000 nobody acts; 42501 the permission is missing. Writes: admin.admin_sessions.$$;

revoke execute on function admin.logout_everywhere from public;
grant execute on function admin.logout_everywhere to aquascene_editor;

commit;
