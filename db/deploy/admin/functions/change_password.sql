-- Deploy aquascene:admin/functions/change_password to pg
-- requires: admin/functions/password
-- requires: admin/functions/person
-- requires: admin/functions/require
-- requires: admin/functions/found_user
-- requires: admin/tables/admin_sessions

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.change_password(
    current_password text,
    new_password     text,
    session_token    text default null
)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner reads hashes of passwords
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user_id constant uuid := admin._person();
    _user    admin.admin_users;
begin
    -- One comparison at a time: who has got hold of a session guesses no faster by many at once.
    if not pg_try_advisory_xact_lock('admin.admin_users'::regclass::oid::bigint::integer,
                                     hashtext(_user_id::text))
    then
        raise exception using
            errcode = 'configuration_limit_exceeded',
            message = 'the password is being changed already',
            hint    = 'Try again in a second.';
    end if;
    select u.* into _user from admin.admin_users as u where u.id = _user_id;
    if not admin._is_password(change_password.current_password, _user.password_hash) then
        raise exception using
            errcode = 'invalid_password',
            message = 'the current password is wrong',
            hint    = 'Who has forgotten it resets it: admin.request_password_reset.';
    end if;
    if change_password.new_password is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'there is no new password',
            hint    = 'Give one.';
    end if;
    perform admin._check_password(change_password.new_password, _user.username);
    perform admin._set_password(_user_id, change_password.new_password);

    delete from admin.admin_sessions as s
     where s.user_id = _user_id
       and s.session_token
           is distinct from admin._token_hash(change_password.session_token);
end;
$function$;

comment on function admin.change_password is
$$Gives the person who acts another password, and ends the person's other sessions.

session_token: of the session that goes on; by default none does. Errors: 22023 the new password is
too short, too long or easy to guess; 28000 nobody acts; 28P01 the current password is wrong; 42501
through an API key; 53400 another change is under way. Writes: admin.admin_users (audited),
admin.admin_sessions.$$;

revoke execute on function admin.change_password from public;
grant execute on function admin.change_password to aquascene_editor;

create or replace function admin.set_password(user_id uuid, password text)
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
    _user := admin._found_user(set_password.user_id);
    if set_password.password is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'there is no new password',
            hint    = 'Give one.';
    end if;
    perform admin._check_password(set_password.password, _user.username);
    perform admin._set_password(_user.id, set_password.password);
    delete from admin.admin_sessions as s where s.user_id = _user.id;
end;
$function$;

comment on function admin.set_password is
$$Gives somebody another password, for who gets no mail, and ends the person's sessions.

user_id: the person. Needs users.manage. Errors: 22023 the password is too short, too long or easy
to guess; 28000 nobody acts; 42501 the permission is missing; P0002 no such person.
Writes: admin.admin_users (audited), admin.admin_sessions.$$;

revoke execute on function admin.set_password from public;
grant execute on function admin.set_password to aquascene_editor;

commit;
