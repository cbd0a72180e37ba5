-- Deploy aquascene:admin/functions/password to pg
-- requires: admin/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- bcrypt reads 72 bytes and ignores the rest. Longer ones are refused rather than hashed before:
-- the hashes stay plain bcrypt, which other programs read, too.
create or replace function admin._password_form(password text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    -- Composing makes a text at most three times shorter, so what is longer need not be composed.
    select n.form
      from (select case when octet_length(_password_form.password) <= 1000
                        then normalize(_password_form.password, nfkc) end) as n (form)
     where octet_length(n.form) <= 72;
$function$;

comment on function admin._password_form is
$$Returns the form of a password that is hashed, the same however it was typed; null when too long.

Formula: Unicode normalisation form NFKC (UAX 15), at most 72 bytes. Errors: none.$$;

revoke execute on function admin._password_form from public;

create or replace function admin._password_hash(password text)
returns text
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    select public.crypt(
        admin._password_form(_password_hash.password),
        public.gen_salt('bf', ops.setting('admin.bcrypt_cost')::integer));
$function$;

comment on function admin._password_hash is
$$Returns the hash of a password that admin._check_password let pass.

Errors: none.$$;

revoke execute on function admin._password_hash from public;

create or replace function admin._is_password(password text, password_hash text)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _form constant text := admin._password_form(_is_password.password);
    _salt constant text := case
        when _is_password.password_hash ~ '^\$2[abxy]?\$\d\d\$.{53}$'
            then _is_password.password_hash
        else public.gen_salt('bf', ops.setting('admin.bcrypt_cost')::integer) end;
    _hash constant text := public.crypt(coalesce(_form, ''), _salt);
begin
    -- One hash was computed whether there is such a person and such a password or not.
    return _form is not null and _hash = _is_password.password_hash is true;
end;
$function$;

comment on function admin._is_password is
$$Tells whether a password is that of a hash, in the time of one hash whatever is wrong with it.

password: as typed, of any length, or null. password_hash: null = there is no such person.
Errors: none.$$;

revoke execute on function admin._is_password from public;

create or replace function admin._check_password(password text, username text)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _min_length constant integer := ops.setting('admin.min_password_length')::integer;
    _plain      constant text := lower(left(_check_password.password, 100));
begin
    if _check_password.password is null then
        return;                             -- the column says so
    end if;
    if length(_check_password.password) < _min_length
        or admin._password_form(_check_password.password) is null
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('the password has %s characters', length(_check_password.password)),
            hint    = format('Use at least %s characters and at most 72 bytes.', _min_length);
    end if;
    if (select count(distinct c) < 5 from string_to_table(_plain, null) as c)
        or position(_check_password.username in _plain) > 0
            and length(_plain) < length(_check_password.username) + _min_length
        or exists (
            select
              from unnest(array['password', 'passw0rd', '12345678', 'qwertyui', 'qwertz',
                                'letmein', 'iloveyou', 'welcome', 'administrator', 'aquascene',
                                'abcdefgh', 'changeme']) as w (word)
             where length(replace(_plain, w.word, '')) < _min_length / 2)
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'the password is easy to guess',
            hint    = 'Do not build it on the username, a common word or few characters: '
                      || 'take four words that have nothing to do with each other.';
    end if;
end;
$function$;

comment on function admin._check_password is
$$Refuses a password that is too short, too long or easy to guess.

username: whose it is to be. Errors: 22023 it is refused.$$;

revoke execute on function admin._check_password from public;

create or replace function admin._set_password(user_id uuid, password text)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    update admin.admin_users as u
       set password_hash = admin._password_hash(_set_password.password),
           -- Later than before in any case: a link to reset it is good for one password.
           password_changed_at = greatest(ops.now(), u.password_changed_at
                                                     + interval '1 microsecond')
     where u.id = _set_password.user_id;
$function$;

comment on function admin._set_password is
$$Gives a person a password that admin._check_password let pass.

Errors: none. Writes: admin.admin_users (audited).$$;

revoke execute on function admin._set_password from public;

create or replace function admin._new_token(prefix text)
returns text
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    select _new_token.prefix
           || translate(encode(public.gen_random_bytes(32), 'base64'), '+/=', '-_');
$function$;

comment on function admin._new_token is
$$Returns a token that nobody can guess: a prefix that says what it is, and 32 random bytes.

Errors: none.$$;

revoke execute on function admin._new_token from public;

create or replace function admin._token_hash(token text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select encode(sha256(convert_to(left(_token_hash.token, 200), 'UTF8')), 'hex');
$function$;

comment on function admin._token_hash is
$$Returns what is stored of a token: SHA-256, hexadecimal.

A token has 256 random bits, so that a quick hash is enough. Errors: none.$$;

revoke execute on function admin._token_hash from public;

commit;
