-- Deploy aquascene:admin/functions/reset_password to pg
-- requires: admin/functions/login
-- requires: ops/functions/verify_token

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.request_password_reset(username_or_email text)
returns table (user_id uuid, username text, email text, token text, expires_at timestamptz)
language plpgsql
volatile
security definer                            -- nobody but the owner reads who has an account
set search_path = pg_catalog, pg_temp
as $function$
declare
    _name constant text := lower(btrim(left(request_password_reset.username_or_email, 255)));
    _ends constant timestamptz := date_trunc(
        'second', ops.now() + (ops.setting('admin.reset_within') #>> '{}')::interval);
    _user admin.admin_users;
begin
    select u.* into _user
      from admin.admin_users as u
     where (u.username = _name or u.email = _name) and u.is_active
     order by u.username = _name desc
     limit 1;
    if _user.id is null or admin._take_login_slot('reset', _user.id::text) is not null then
        return;
    end if;

    return query
    select _user.id, _user.username::text, _user.email::text,
           ops._sign_token(
               'reset_password',
               uuid_send(_user.id) || int8send(extract(epoch from _ends)::bigint)
               || int8send((extract(epoch from _user.password_changed_at) * 1000000)::bigint)),
           _ends;
end;
$function$;

comment on function admin.request_password_reset is
$$Returns what a link to reset a password needs, for the program that mails it, and for nobody else.

username_or_email: as typed. No row: there is nobody, or the last link is younger than the setting
admin.reset_pause; whoever asked is told the same in any case. token: for admin.reset_password, good
once, until expires_at. Errors: none. Writes: admin.login_throttles.$$;

revoke execute on function admin.request_password_reset from public;
grant execute on function admin.request_password_reset to aquascene_worker;

create or replace function admin.reset_password(
    token        text,
    new_password text,
    ip           inet default null
)
returns uuid
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _payload constant bytea := ops._verify_token('reset_password', reset_password.token);
    _bits    constant bit(256) := ('x' || encode(_payload, 'hex'))::bit(256);
    _user    admin.admin_users;
begin
    select u.* into _user
      from admin.admin_users as u
     where u.id = encode(substring(_payload from 1 for 16), 'hex')::uuid
       for no key update;                   -- two who have the same link: one succeeds
    if _user.is_active is not true
        or to_timestamp(substring(_bits from 129 for 64)::bigint::double precision) <= ops.now()
        or substring(_bits from 193 for 64)::bigint
           <> (extract(epoch from _user.password_changed_at) * 1000000)::bigint
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'the link to reset the password is not good any more',
            hint    = 'It is good once, and for a while: ask for another one.';
    end if;
    if reset_password.new_password is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'there is no new password',
            hint    = 'Give one.';
    end if;

    perform admin._check_password(reset_password.new_password, _user.username);
    perform admin._set_password(_user.id, reset_password.new_password);
    delete from admin.admin_sessions as s where s.user_id = _user.id;
    -- Whoever reads the person's mail is let in past those who try for the person's name.
    perform admin._remember_address(_user.id, admin._address_key(reset_password.ip));
    return _user.id;
end;
$function$;

comment on function admin.reset_password is
$$Gives a person another password by the link that was mailed, ends the person's sessions, and
returns the person.

token: of admin.request_password_reset; the next password makes it void. ip: where from: an address
that is known from now on. A second factor stays. Errors: 22023 a token that is forged, used or too
old, or a password that is too short, too long or easy to guess. Writes: admin.admin_users
(audited), admin.admin_sessions, admin.known_addresses.$$;

revoke execute on function admin.reset_password from public;
grant execute on function admin.reset_password to aquascene_editor, aquascene_worker;

commit;
