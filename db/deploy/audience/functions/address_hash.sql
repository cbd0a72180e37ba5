-- Deploy aquascene:audience/functions/address_hash to pg
-- requires: ops/functions/secret

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._keyed_hash(email text, key bytea)
returns bytea
language sql
stable                                      -- convert_to is
parallel safe
begin atomic
    select public.hmac(convert_to(lower(email), 'UTF8'), key, 'sha256');
end;

comment on function audience._keyed_hash is
$$Returns what audience._address_hash returns, with a key that the caller has read: for many at
once.

email: the address. key: ops._secret('suppression'). Errors: none.$$;

revoke execute on function audience._keyed_hash from public;

create or replace function audience._address_hash(email text)
returns bytea
language sql
stable
begin atomic
    select audience._keyed_hash(email, ops._secret('suppression'));
end;

comment on function audience._address_hash is
$$Returns the keyed hash under which an address is suppressed.

email: the address. Formula: HMAC-SHA-256 (RFC 2104) of its lower-case form. Errors: none.$$;

revoke execute on function audience._address_hash from public;

commit;
