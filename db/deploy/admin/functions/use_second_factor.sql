-- Deploy aquascene:admin/functions/use_second_factor to pg
-- requires: admin/tables/totp_secrets
-- requires: admin/functions/password
-- requires: ops/functions/secret

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin._totp_code(secret bytea, step bigint, digit_count integer)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _hmac   constant bytea := public.hmac(int8send(_totp_code.step), _totp_code.secret, 'sha1');
    _offset constant integer := get_byte(_hmac, 19) & 15;
begin
    return lpad(
        ((((get_byte(_hmac, _offset) & 127)::bigint << 24)
          | (get_byte(_hmac, _offset + 1) << 16)
          | (get_byte(_hmac, _offset + 2) << 8)
          | get_byte(_hmac, _offset + 3)) % (10::bigint ^ _totp_code.digit_count)::bigint)::text,
        _totp_code.digit_count, '0');
end;
$function$;

comment on function admin._totp_code is
$$Returns the code of a step.

secret: what the app shares. step: steps of 30 seconds since 1970. digit_count: 6 in practice.
Formula: HOTP with HMAC-SHA-1 (RFC 4226), counting time steps (RFC 6238). Errors: none.$$;

revoke execute on function admin._totp_code from public;

create or replace function admin._base32(bytes bytea)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select string_agg(
               substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
                      1 + get_bit(b.bits, i) * 16 + get_bit(b.bits, i + 1) * 8
                      + get_bit(b.bits, i + 2) * 4 + get_bit(b.bits, i + 3) * 2
                      + get_bit(b.bits, i + 4), 1),
               '' order by i)
      from (select ('x' || encode(_base32.bytes, 'hex'))::varbit) as b (bits)
     cross join generate_series(0, octet_length(_base32.bytes) * 8 - 5, 5) as i;
$function$;

comment on function admin._base32 is
$$Returns bytes, a multiple of five of them, in base32 (RFC 4648).

Errors: none.$$;

revoke execute on function admin._base32 from public;

create or replace function admin._totp_key()
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select encode(ops._secret('totp'), 'hex');
$function$;

comment on function admin._totp_key is
$$Returns the key that secrets of second factors are encrypted with.

Errors: none.$$;

revoke execute on function admin._totp_key from public;

create or replace function admin._totp_step(secret bytea, code text, after_step bigint)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _step   constant bigint := floor(extract(epoch from ops.now()) / 30)::bigint;
    _secret constant bytea := public.pgp_sym_decrypt_bytea(_totp_step.secret, admin._totp_key());
    _code   constant text := regexp_replace(left(_totp_step.code, 40), '\s', '', 'g');
begin
    return (
        select max(s.step)
          from generate_series(_step - 1, _step + 1) as s (step)
         where s.step > _totp_step.after_step and admin._totp_code(_secret, s.step, 6) = _code);
end;
$function$;

comment on function admin._totp_step is
$$Returns the step of a code that is right now, or null.

secret: encrypted. code: as typed. after_step: a code is good once, and no older one after it. A
clock may be wrong by 30 seconds. Errors: none.$$;

revoke execute on function admin._totp_step from public;

create or replace function admin._recovery_hash(code text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select admin._token_hash(upper(regexp_replace(left(_recovery_hash.code, 40), '[\s-]', '',
                                                  'g')));
$function$;

comment on function admin._recovery_hash is
$$Returns what is stored of a recovery code, however its letters and dashes were typed.

A code has 80 random bits. Errors: none.$$;

revoke execute on function admin._recovery_hash from public;

create or replace function admin._use_second_factor(user_id uuid, code text)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _totp admin.totp_secrets;
    _step bigint;
    _hash constant text := admin._recovery_hash(_use_second_factor.code);
begin
    select t.* into _totp
      from admin.totp_secrets as t
     where t.user_id = _use_second_factor.user_id and t.confirmed_at is not null
       for update;                          -- two who have the same code: one gets in
    if not found then
        return false;
    end if;

    _step := admin._totp_step(_totp.secret, _use_second_factor.code, _totp.last_step);
    if _step is null and (_hash = any (_totp.recovery_hashes)) is not true then
        return false;
    end if;
    update admin.totp_secrets as t
       set last_step = coalesce(_step, t.last_step),
           recovery_hashes = case when _step is null
                                  then array_remove(t.recovery_hashes, _hash)
                                  else t.recovery_hashes end
     where t.user_id = _totp.user_id;
    return true;
end;
$function$;

comment on function admin._use_second_factor is
$$Takes a code of a person's second factor, and tells whether it was right; each is good once.

code: six digits of the app, or a recovery code. Errors: none. Writes: admin.totp_secrets (audited
but for the step). Locks: the person's second factor.$$;

revoke execute on function admin._use_second_factor from public;

commit;
