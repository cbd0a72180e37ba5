-- Deploy aquascene:ops/functions/secret to pg
-- requires: ops/tables/secrets

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._secret(name text)
returns bytea
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _value bytea;
begin
    select s.value into _value from ops.secrets as s where s.name = _secret.name;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no secret %L', _secret.name),
            hint    = 'Secrets are generated when ops/data/secrets is deployed.';
    end if;
    return _value;
end;
$function$;

comment on function ops._secret is
$$Returns a key of ops.secrets. Private: the owner's own functions only.

name: as in ops.secrets. Errors: P0002 no such secret.$$;

revoke execute on function ops._secret from public;

create or replace function ops._encryption_key(name text)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform from ops.secrets as s where s.name = _encryption_key.name for share;
    return encode(ops._secret(_encryption_key.name), 'hex');
end;
$function$;

comment on function ops._encryption_key is
$$Returns the key to encrypt something with that is stored in this transaction: until its end
ops.rotate_secret waits, so that nothing is stored by a key that is gone. Who locks rows that
are encrypted calls this first. Private: the owner's own functions only.

name: as of ops._secret. Errors: P0002 no such secret. Locks: the secret, shared.$$;

revoke execute on function ops._encryption_key from public;

commit;
