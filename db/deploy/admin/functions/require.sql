-- Deploy aquascene:admin/functions/require to pg
-- requires: admin/functions/act_as
-- requires: admin/tables/role_permissions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.require(permission text)
returns uuid
language plpgsql
stable
security definer                            -- callers cannot read admin_users
set search_path = pg_catalog, pg_temp
as $function$
declare
    _actor  constant uuid := ops._actor();
    _scopes constant text := nullif(current_setting('aquascene.scopes', true), '');
    _user   admin.admin_users;
begin
    select u.* into _user
      from admin.admin_users as u
     where u.id = _actor
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
    if _scopes is not null and (require.permission = any(_scopes::text[])) is not true then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('%s has the permission %s, but not with this key', _user.username,
                             require.permission),
            hint    = 'Use an API key whose scopes hold it, or sign in.';
    end if;
    return _user.id;
end;
$function$;

comment on function admin.require is
$$Returns the id of the person who acts (admin.act_as) if that person holds a permission.

permission: as in admin.role_permissions. Errors: 28000 nobody acts, or somebody set
aquascene.user_id by hand; 42501 the permission is missing, or not among the scopes.$$;

revoke execute on function admin.require from public;
grant execute on function admin.require to aquascene_editor, aquascene_worker;

commit;
