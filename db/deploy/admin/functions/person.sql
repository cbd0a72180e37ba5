-- Deploy aquascene:admin/functions/person to pg
-- requires: admin/tables/admin_users
-- requires: admin/tables/role_permissions
-- requires: ops/functions/actor

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin._permissions(user_id uuid)
returns setof text
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select p.permission
      from admin.admin_users as u
      join admin.role_permissions as p on p.role = u.role or u.is_superuser
     where u.id = _permissions.user_id and u.is_active
     union
    select jsonb_array_elements_text(u.permissions)
      from admin.admin_users as u
     where u.id = _permissions.user_id and u.is_active;
$function$;

comment on function admin._permissions is
$$Returns the permissions that a person holds, by role and beyond it; none when not active.

user_id: the person. Errors: none.$$;

revoke execute on function admin._permissions from public;

create or replace function admin._person()
returns uuid
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _actor constant uuid := ops._actor();
begin
    if not exists (select from admin.admin_users as u where u.id = _actor and u.is_active) then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = 'nobody acts in this transaction',
            hint    = 'Call admin.authenticate(session_token) first, in the same transaction.';
    end if;
    if nullif(current_setting('aquascene.scopes', true), '') is not null then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'an API key does not change the account that it belongs to',
            hint    = 'Sign in for that.';
    end if;
    return _actor;
end;
$function$;

comment on function admin._person is
$$Returns the id of the person who acts, for what everybody may do with the own account.

Errors: 28000 nobody acts; 42501 a program acts by an API key.$$;

revoke execute on function admin._person from public;

commit;
