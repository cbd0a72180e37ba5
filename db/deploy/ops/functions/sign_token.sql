-- Deploy aquascene:ops/functions/sign_token to pg
-- requires: ops/functions/secret

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._signature(purpose text, payload bytea, key bytea)
returns bytea
language sql
stable                                      -- convert_to is
parallel safe
begin atomic
    -- The first 16 bytes of HMAC-SHA-256(purpose, 0, payload).
    select substring(
        public.hmac(convert_to(purpose, 'UTF8') || '\x00'::bytea || payload, key, 'sha256')
        from 1 for 16);
end;

comment on function ops._signature is
$$Returns the signature within a token.

purpose, payload: as in ops._sign_token. key: ops._secret('token'). Formula: HMAC-SHA-256 (RFC
2104), cut to 128 bits. Errors: none.$$;

revoke execute on function ops._signature from public;

create or replace function ops._signed(purpose text, payload bytea, key bytea)
returns text
language sql
stable                                      -- convert_to is
parallel safe
begin atomic
    -- URL-safe base64 of payload and signature.
    select replace(replace(replace(replace(             -- translate() takes five times as long
        encode(payload || ops._signature(purpose, payload, key), 'base64'),
        '+', '-'), '/', '_'), '=', ''), E'\n', '');
end;

comment on function ops._signed is
$$Returns what ops._sign_token returns, with a key that the caller has read: for many at once.

purpose, payload: as there. key: ops._secret('token'). Errors: none.$$;

revoke execute on function ops._signed from public;

create or replace function ops._sign_token(purpose text, payload bytea)
returns text
language sql
stable
begin atomic
    select ops._signed(purpose, payload, ops._secret('token'));
end;

comment on function ops._sign_token is
$$Returns a URL-safe token that carries payload and proves that this database signed it.

purpose: what the token may be used for; a token for another purpose does not verify.
payload: any bytes, readable by whoever holds the token. Formula: HMAC-SHA-256 (RFC 2104),
cut to 128 bits. Errors: none.$$;

revoke execute on function ops._sign_token from public;

commit;
