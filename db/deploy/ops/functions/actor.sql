-- Deploy aquascene:ops/functions/actor to pg
-- requires: ops/tables/secrets
-- requires: ops/data/secrets

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- A session may set any custom setting, so what stands there is worth nothing by itself. The proof
-- is bound to the server process and to the instant the transaction began: it is of no use in
-- another session or later in the same one.
create or replace function ops._actor_proof(
    user_id    text,
    ip         text,
    user_agent text,
    scopes     text,
    key        bytea
)
returns text
language sql
stable
begin atomic
    -- An array's text quotes its elements, and the two binary forms have a fixed length: nothing
    -- can be moved from one part to another.
    select encode(
        public.hmac(
            convert_to(array[user_id, ip, user_agent, scopes]::text, 'UTF8')
            || int4send(pg_backend_pid()) || timestamptz_send(now()),
            key, 'sha256'),
        'hex');
end;

comment on function ops._actor_proof is
$$Returns the proof that this database named the person who acts, in this transaction.

user_id, ip, user_agent, scopes: as in the settings aquascene.…, empty when missing. key: the secret
actor. Formula: HMAC-SHA-256 (RFC 2104). Errors: none.$$;

revoke execute on function ops._actor_proof from public;

create or replace function ops._set_actor(
    user_id    uuid,
    ip         inet default null,
    user_agent text default null,
    scopes     text[] default null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user   constant text := coalesce(_set_actor.user_id::text, '');
    _ip     constant text := coalesce(_set_actor.ip::text, '');
    -- Written into each entry of the audit log: no program needs a longer name.
    _agent  constant text := coalesce(left(_set_actor.user_agent, 500), '');
    _scopes constant text := coalesce(_set_actor.scopes::text, '');
    _proof  constant text := case when _user <> '' then ops._actor_proof(
        _user, _ip, _agent, _scopes,
        (select s.value from ops.secrets as s where s.name = 'actor')) else '' end;
begin
    perform set_config('aquascene.user_id', _user, true),
            set_config('aquascene.ip_address', _ip, true),
            set_config('aquascene.user_agent', _agent, true),
            set_config('aquascene.scopes', _scopes, true),
            set_config('aquascene.actor_proof', _proof, true);
end;
$function$;

comment on function ops._set_actor is
$$Makes a person the one who acts until the end of the transaction, and signs that. Private: for
functions that know who the person is.

user_id: the person; null = nobody acts any more. ip, user_agent: for the audit log; an agent is cut
at 500 characters. scopes: the permissions that count, such as those of an API key; null = all that
the person has. Errors: none.$$;

revoke execute on function ops._set_actor from public;

create or replace function ops._actor()
returns uuid
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user constant text := coalesce(current_setting('aquascene.user_id', true), '');
    _key  bytea;
begin
    if _user = '' then
        return null;
    end if;
    select s.value into _key from ops.secrets as s where s.name = 'actor';
    if ops._actor_proof(_user, coalesce(current_setting('aquascene.ip_address', true), ''),
                        coalesce(current_setting('aquascene.user_agent', true), ''),
                        coalesce(current_setting('aquascene.scopes', true), ''), _key)
       is distinct from current_setting('aquascene.actor_proof', true)
    then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = 'the acting person was not named in this transaction',
            detail  = format('aquascene.user_id is %L, without a proof that fits.',
                             left(_user, 50)),
            hint    = 'Call admin.act_as; setting aquascene.user_id makes nobody a person.';
    end if;
    return _user::uuid;
end;
$function$;

comment on function ops._actor is
$$Returns the person who acts in this transaction; null = nobody.

Errors: 28000 aquascene.user_id, or another setting of ops._set_actor, was set by hand.$$;

revoke execute on function ops._actor from public;

commit;
