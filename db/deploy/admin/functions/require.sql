-- Deploy aquascene:admin/functions/require to pg
-- requires: admin/functions/act_as
-- requires: admin/tables/role_permissions
-- requires: admin/tables/api_keys

begin;
set local role aquascene_owner;

create or replace function admin._acting_key()
returns uuid
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select substring(current_setting('aquascene.user_agent', true)
                     from '^api-key/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?: |$)')::uuid;
$function$;

comment on function admin._acting_key is
$$Returns the key by which a program acts for the person (admin.authenticate_key), or null.

Errors: none.$$;

revoke execute on function admin._acting_key from public;

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

create or replace function admin.require(permission text)
returns uuid
language plpgsql
stable
security definer                            -- callers cannot read admin_users
set search_path = pg_catalog, pg_temp
as $function$
declare
    _key  constant uuid := admin._acting_key();
    _user admin.admin_users;
begin
    select u.* into _user
      from admin.admin_users as u
     where u.id = nullif(current_setting('aquascene.user_id', true), '')::uuid
       and u.is_active;
    if not found then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = format('nobody acts in this transaction, and %s needs a person',
                             require.permission),
            hint    = 'Call admin.act_as(user_id) first, in the same transaction.';
    end if;

    if (_user.is_superuser
        or _user.permissions ? require.permission
        or exists (select from admin.role_permissions as p
                    where p.role = _user.role and p.permission = require.permission)) is not true
    then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('%s (%s) lacks the permission %s', _user.username, _user.role,
                             require.permission),
            hint    = 'admin.role_permissions says which roles have it.';
    end if;

    if _key is not null
        and not exists (select from admin.api_keys as k
                         where k.id = _key and k.user_id = _user.id and k.revoked_at is null
                           and require.permission = any (k.scopes))
    then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('the API key %s lacks the scope %s', _key, require.permission),
            hint    = 'select name, scopes from admin.api_keys says what keys may do.';
    end if;
    return _user.id;
end;
$function$;

comment on function admin.require is
$$Returns the id of the person who acts (admin.act_as) if that person holds a permission.

permission: as in admin.role_permissions; when a program acts by an API key, a scope of the key,
too. Errors: 28000 nobody acts; 42501 the permission is missing.$$;

revoke execute on function admin.require from public;
grant execute on function admin.require to aquascene_editor, aquascene_worker;

create or replace function admin._person()
returns uuid
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _id uuid;
begin
    select u.id into _id
      from admin.admin_users as u
     where u.id = nullif(current_setting('aquascene.user_id', true), '')::uuid
       and u.is_active;
    if not found then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = 'nobody acts in this transaction',
            hint    = 'Call admin.authenticate(session_token) first, in the same transaction.';
    end if;
    if admin._acting_key() is not null then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'an API key does not change the account that it belongs to',
            hint    = 'Sign in for that.';
    end if;
    return _id;
end;
$function$;

comment on function admin._person is
$$Returns the id of the person who acts, for what everybody may do with the own account.

Errors: 28000 nobody acts; 42501 a program acts by an API key.$$;

revoke execute on function admin._person from public;

commit;
