-- Deploy aquascene:ops/functions/rotate_secret to pg
-- requires: ops/tables/secrets
-- requires: ops/functions/now
-- requires: ops/functions/secret
-- requires: ops/functions/add_endpoint
-- requires: admin/functions/begin_totp
-- requires: social/tables/social_accounts

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._reencrypted(secret bytea, old_key text, new_key text)
returns bytea
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    select public.pgp_sym_encrypt_bytea(
        public.pgp_sym_decrypt_bytea(_reencrypted.secret, _reencrypted.old_key),
        _reencrypted.new_key, 'cipher-algo=aes256');
$function$;

comment on function ops._reencrypted is
$$Returns a secret encrypted by another key. Errors: 39000 it was not encrypted by the old one.$$;

revoke execute on function ops._reencrypted from public;

create or replace function ops._reencrypted_text(secret text, old_key text, new_key text)
returns text
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    select public.armor(public.pgp_sym_encrypt(
        public.pgp_sym_decrypt(public.dearmor(_reencrypted_text.secret), _reencrypted_text.old_key),
        _reencrypted_text.new_key, 'cipher-algo=aes256'));
$function$;

comment on function ops._reencrypted_text is
$$Returns a text, armored, encrypted by another key. Errors: 39000 it was not encrypted by the old
one.$$;

revoke execute on function ops._reencrypted_text from public;

create or replace function ops._reencrypt(name text, old_key text, new_key text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    if _reencrypt.name = 'totp' then
        update admin.totp_secrets as t
           set secret = ops._reencrypted(t.secret, _reencrypt.old_key, _reencrypt.new_key);
    elsif _reencrypt.name = 'webhook' then
        update ops.webhook_endpoints as e
           set secret = ops._reencrypted(e.secret, _reencrypt.old_key, _reencrypt.new_key),
               old_secret = ops._reencrypted(e.old_secret, _reencrypt.old_key,
                                             _reencrypt.new_key);
    elsif _reencrypt.name = 'social' then
        update social.social_accounts as a
           set access_token = ops._reencrypted_text(a.access_token, _reencrypt.old_key,
                                                    _reencrypt.new_key),
               refresh_token = ops._reencrypted_text(a.refresh_token, _reencrypt.old_key,
                                                     _reencrypt.new_key);
    else
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('nobody knows what the secret %s encrypted', _reencrypt.name),
            hint    = 'ops._reencrypt has to name the columns.';
    end if;
end;
$function$;

comment on function ops._reencrypt is
$$Encrypts anew what a secret encrypted.

name: totp, webhook or social. Errors: 39000 something was not encrypted by the old key; 55000
another secret. Writes: admin.totp_secrets, ops.webhook_endpoints or social.social_accounts.$$;

revoke execute on function ops._reencrypt from public;

create or replace function ops.rotate_secret(name text, grace interval default '30 days')
returns timestamptz
language plpgsql
volatile
security definer                            -- keys are for the owner alone
set search_path = pg_catalog, pg_temp
as $function$
declare
    _secret ops.secrets;
    -- As in ops/data/secrets: three uuids of 122 random bits each.
    _new    constant bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
                                     || uuid_send(gen_random_uuid()));
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
            hint    = 'There are token, actor, audit, totp, webhook and social.';
    end if;
    if _secret.use = 'hashes' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('the secret %s cannot be replaced', _secret.name),
            detail  = 'What it hashed is found by it alone, and the addresses behind the hashes '
                      'are not kept.',
            hint    = 'docs/guide/security.md says what to do when it is known to somebody.';
    end if;
    if _secret.use = 'encrypts' then
        if current_setting('transaction_isolation') <> 'read committed' then
            raise exception using           -- an old snapshot would not see all there is
                errcode = 'object_not_in_prerequisite_state',
                message = 'this is done in a transaction that is read committed only',
                hint    = 'Call it in a transaction of its own.';
        end if;
        perform ops._reencrypt(_secret.name, encode(_secret.value, 'hex'), encode(_new, 'hex'));
        update ops.secrets as s
           set value = _new, created_at = ops.now()
         where s.name = _secret.name;
        return ops.now();
    end if;

    insert into ops.old_secrets (name, value, created_at, retired_at, expires_at)
    values (_secret.name, _secret.value, _secret.created_at, ops.now(), _until);
    update ops.secrets as s
       set value = _new, created_at = ops.now()
     where s.name = _secret.name;
    return _until;
end;
$function$;

comment on function ops.rotate_secret is
$$Replaces a key by a new one, and returns until when what the old one signed is accepted.

name: token (links in mails), actor (who acts: transactions at work end with 28000), audit (seals:
those of before stay good); or totp, webhook, social: what these encrypted is encrypted anew, and
the old key is good for nothing from then on. grace: how long links with the old key work; those to
unsubscribe work for as long as the key is in ops.old_secrets. Errors: 22023 a grace that is no
time; P0002 no such secret; 39000 something was not encrypted by the key; 55000 the secret by which
addresses were hashed, or the transaction is not read committed. Writes: ops.secrets,
ops.old_secrets, admin.totp_secrets, ops.webhook_endpoints, social.social_accounts. Locks: the
secret's row, and all rows that are encrypted by it.$$;

revoke execute on function ops.rotate_secret from public;
grant execute on function ops.rotate_secret to aquascene_admin;

commit;
