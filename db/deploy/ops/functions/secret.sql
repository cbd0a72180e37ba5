-- Deploy aquascene:ops/functions/secret to pg
-- requires: ops/tables/secrets

begin;
set local role aquascene_owner;

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

name: token, suppression, social or totp. Errors: P0002 no such secret.$$;

revoke execute on function ops._secret from public;

commit;
