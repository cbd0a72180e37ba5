-- Deploy aquascene:ops/functions/rotate_secret to pg
-- requires: ops/tables/secrets
-- requires: ops/functions/now

begin;
set local role aquascene_owner;

create or replace function ops.rotate_secret(name text, grace interval default '30 days')
returns timestamptz
language plpgsql
volatile
security definer                            -- keys are for the owner alone
set search_path = pg_catalog, pg_temp
as $function$
declare
    _secret ops.secrets;
    _until  constant timestamptz := ops.now() + rotate_secret.grace;
begin
    if rotate_secret.grace is null or rotate_secret.grace < interval '0' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('grace %s is not a time', coalesce(rotate_secret.grace::text, 'null')),
            hint    = 'Give a time such as 30 days, or 0 if the key is known to somebody.';
    end if;
    select s.* into _secret from ops.secrets as s where s.name = rotate_secret.name for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no secret %L', left(rotate_secret.name, 100)),
            hint    = 'Those that sign are token, actor and audit.';
    end if;
    if _secret.use <> 'signs' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the secret %s cannot be replaced', _secret.name),
            detail  = case _secret.use
                when 'hashes' then 'What it hashed is found by it alone, and the addresses behind '
                                   'the hashes are not kept.'
                else 'What it encrypted could not be read any more.' end,
            hint    = 'docs/guide/security.md says what to do when it is known to somebody.';
    end if;

    insert into ops.old_secrets (name, value, created_at, retired_at, expires_at)
    values (_secret.name, _secret.value, _secret.created_at, ops.now(), _until);
    -- As in ops/data/secrets: three uuids of 122 random bits each.
    update ops.secrets as s
       set value = sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
                          || uuid_send(gen_random_uuid())),
           created_at = ops.now()
     where s.name = _secret.name;
    return _until;
end;
$function$;

comment on function ops.rotate_secret is
$$Replaces a key by a new one, and returns until when what the old one signed is accepted.

name: token (links in mails), actor (who acts: transactions at work end with 28000) or audit (seals:
those of before stay good). grace: how long links with the old key work; those to unsubscribe work
for as long as the key is in ops.old_secrets. Errors: 22023 a grace that is no time; P0002 no such
secret; 55000 a secret by which something was hashed or encrypted. Writes: ops.secrets,
ops.old_secrets. Locks: the secret's row.$$;

revoke execute on function ops.rotate_secret from public;
grant execute on function ops.rotate_secret to aquascene_admin;

commit;
