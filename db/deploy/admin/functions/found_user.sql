-- Deploy aquascene:admin/functions/found_user to pg
-- requires: admin/tables/admin_users

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin._found_user(user_id uuid)
returns admin.admin_users
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user admin.admin_users;
begin
    select u.* into _user
      from admin.admin_users as u
     where u.id = _found_user.user_id
       for no key update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no admin user %s', coalesce(_found_user.user_id::text, 'null')),
            hint    = 'select id, username from admin.admin_users lists them.';
    end if;
    return _user;
end;
$function$;

comment on function admin._found_user is
$$Returns the row of a person, locked until the end of the transaction.

user_id: the person. Errors: P0002 no such person. Locks: the row.$$;

revoke execute on function admin._found_user from public;

create or replace function admin._keep_an_admin()
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    if not exists (select from admin.admin_users as u
                    where u.is_active and (u.role = 'admin' or u.is_superuser))
    then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'nobody would be left who manages the others',
            hint    = 'Make somebody else an admin first.';
    end if;
end;
$function$;

comment on function admin._keep_an_admin is
$$Refuses what took the last active admin away. The caller holds a lock by which two who take one
another's role come one after the other.

Errors: 55000 nobody is left.$$;

revoke execute on function admin._keep_an_admin from public;

create or replace function admin._lock_admins()
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    select pg_advisory_xact_lock('admin.admin_users'::regclass::bigint);
$function$;

comment on function admin._lock_admins is
$$Lets one transaction at a time change who is an admin, until it ends.

Errors: none. Locks: an advisory lock of admin.admin_users.$$;

revoke execute on function admin._lock_admins from public;

commit;
