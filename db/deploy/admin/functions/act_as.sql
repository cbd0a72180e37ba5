-- Deploy aquascene:admin/functions/act_as to pg
-- requires: admin/tables/admin_users
-- requires: ops/functions/actor

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.act_as(
    user_id    uuid,
    ip         inet default null,
    user_agent text default null,
    scopes     text[] default null
)
returns void
language plpgsql
volatile
security definer                            -- callers cannot read admin_users
set search_path = pg_catalog, pg_temp
as $function$
begin
    if not exists (
        select from admin.admin_users as u where u.id = act_as.user_id and u.is_active
    ) then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = format('no active admin user %s', coalesce(act_as.user_id::text, 'null')),
            hint    = 'select id, username from admin.admin_users where is_active lists them.';
    end if;

    perform ops._set_actor(act_as.user_id, act_as.ip, act_as.user_agent, act_as.scopes);
end;
$function$;

comment on function admin.act_as is
$$Makes a person the one who acts until the end of the transaction.

user_id: an active admin user. ip, user_agent: for the audit log. scopes: the permissions that
count, such as those of an API key; null = all that the person has. The caller vouches for the
person: grant this to applications that have authenticated somebody.
Errors: 28000 no such active user.$$;

revoke execute on function admin.act_as from public;
grant execute on function admin.act_as to aquascene_editor, aquascene_worker;

commit;
