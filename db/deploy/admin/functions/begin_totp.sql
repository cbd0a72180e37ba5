-- Deploy aquascene:admin/functions/begin_totp to pg
-- requires: admin/functions/use_second_factor
-- requires: admin/functions/person
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.begin_totp()
returns table (secret text, uri text)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user_id constant uuid := admin._person();
    _bytes   constant bytea := public.gen_random_bytes(20);
    _issuer  constant text := ops.setting('admin.totp_issuer') #>> '{}';
begin
    insert into admin.totp_secrets as t (user_id, secret)
    values (_user_id, public.pgp_sym_encrypt_bytea(_bytes, ops._encryption_key('totp'),
                                                   'cipher-algo=aes256'))
    on conflict on constraint totp_secrets_pkey do update
       set secret = excluded.secret, last_step = 0, created_at = excluded.created_at
     where t.confirmed_at is null;
    if not found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'there is a second factor already',
            hint    = 'admin.disable_totp takes it away, with a code of it.';
    end if;

    return query
    select b.base32,
           format('otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30',
                  i.issuer, u.username, b.base32, i.issuer)
      from admin.admin_users as u
     cross join (select admin._base32(_bytes)) as b (base32)
     cross join (select regexp_replace(_issuer, '[^A-Za-z0-9._-]', '', 'g')) as i (issuer)
     where u.id = _user_id;
end;
$function$;

comment on function admin.begin_totp is
$$Makes a new secret for the second factor of the person who acts, and returns it, this once.

secret: base32, to type into an authenticator app. uri: the same for a QR code. Nothing is asked for
before admin.confirm_totp has seen a code. Errors: 28000 nobody acts; 42501 through an API key;
55000 there is a second factor already. Writes: admin.totp_secrets (audited).$$;

revoke execute on function admin.begin_totp from public;
grant execute on function admin.begin_totp to aquascene_editor;

create or replace function admin.confirm_totp(code text)
returns setof text
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user_id constant uuid := admin._person();
    _totp    admin.totp_secrets;
    _step    bigint;
    _codes   text[];
begin
    select t.* into _totp
      from admin.totp_secrets as t
     where t.user_id = _user_id
       for update;
    if _totp.user_id is null or _totp.confirmed_at is not null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'no second factor waits to be confirmed',
            hint    = 'admin.begin_totp makes one.';
    end if;
    _step := admin._totp_step(_totp.secret, confirm_totp.code, 0);
    if _step is null then
        raise exception using
            errcode = 'invalid_password',
            message = 'the code is wrong',
            hint    = 'Give the six digits that the app shows now; its clock must be right.';
    end if;

    select array_agg(admin._base32(public.gen_random_bytes(10))) into _codes
      from generate_series(1, 10);
    update admin.totp_secrets as t
       set confirmed_at = ops.now(), last_step = _step,
           recovery_hashes = array(select admin._recovery_hash(c.code)
                                     from unnest(_codes) as c (code))
     where t.user_id = _user_id;
    return query
    select regexp_replace(c.code, '(.{4})(?=.)', '\1-', 'g') from unnest(_codes) as c (code);
end;
$function$;

comment on function admin.confirm_totp is
$$Turns the second factor of the person who acts on; returns ten recovery codes, this once.

code: what the app shows now. From now on admin.login wants a code. Errors: 28000 nobody acts; 28P01
the code is wrong; 42501 through an API key; 55000 nothing waits to be confirmed.
Writes: admin.totp_secrets (audited).$$;

revoke execute on function admin.confirm_totp from public;
grant execute on function admin.confirm_totp to aquascene_editor;

create or replace function admin.disable_totp(code text)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user_id constant uuid := admin._person();
begin
    if not exists (select from admin.totp_secrets as t
                    where t.user_id = _user_id and t.confirmed_at is not null)
    then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'there is no second factor',
            hint    = 'admin.begin_totp makes one.';
    end if;
    if not admin._use_second_factor(_user_id, disable_totp.code) then
        raise exception using
            errcode = 'invalid_password',
            message = 'the code is wrong',
            hint    = 'Give six digits of the app that were not used yet, or a recovery code.';
    end if;
    delete from admin.totp_secrets as t where t.user_id = _user_id;
end;
$function$;

comment on function admin.disable_totp is
$$Takes the second factor of the person who acts away.

code: of the app, or a recovery code. Errors: 28000 nobody acts; 28P01 the code is wrong; 42501
through an API key; 55000 there is none. Writes: admin.totp_secrets (audited).$$;

revoke execute on function admin.disable_totp from public;
grant execute on function admin.disable_totp to aquascene_editor;

create or replace function admin.remove_totp(user_id uuid)
returns boolean
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('users.manage');
    delete from admin.totp_secrets as t where t.user_id = remove_totp.user_id;
    return found;
end;
$function$;

comment on function admin.remove_totp is
$$Takes the second factor away from a person who has lost it; returns whether there was one.

user_id: the person. Needs users.manage. Errors: 28000 nobody acts; 42501 the permission is missing.
Writes: admin.totp_secrets (audited).$$;

revoke execute on function admin.remove_totp from public;
grant execute on function admin.remove_totp to aquascene_editor;

commit;
