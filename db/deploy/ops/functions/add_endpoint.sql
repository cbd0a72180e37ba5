-- Deploy aquascene:ops/functions/add_endpoint to pg
-- requires: ops/tables/webhook_endpoints
-- requires: ops/data/webhooks
-- requires: ops/functions/secret
-- requires: ops/functions/now
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._locked_endpoint(endpoint_id bigint)
returns ops.webhook_endpoints
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _endpoint ops.webhook_endpoints;
begin
    select e.* into _endpoint
      from ops.webhook_endpoints as e
     where e.id = _locked_endpoint.endpoint_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no endpoint %s',
                             coalesce(_locked_endpoint.endpoint_id::text, 'null')),
            hint    = 'select id, url from ops.webhook_endpoints lists them.';
    end if;
    return _endpoint;
end;
$function$;

comment on function ops._locked_endpoint is
$$Returns an endpoint, locked. Errors: P0002 no such endpoint. Locks: the endpoint.$$;

revoke execute on function ops._locked_endpoint from public;

create or replace function ops._encrypted(secret bytea)
returns bytea
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    select public.pgp_sym_encrypt_bytea(_encrypted.secret, ops._encryption_key('webhook'),
                                        'cipher-algo=aes256');
$function$;

comment on function ops._encrypted is
$$Returns the key of an endpoint as it is kept. Errors: none. Locks: the secret webhook, shared.$$;

revoke execute on function ops._encrypted from public;

create or replace function ops.add_endpoint(
    url         text,
    topics      text[] default '{*}',
    description text default '',
    out endpoint_id bigint,
    out secret      text
)
returns record
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _secret constant bytea := public.gen_random_bytes(32);
begin
    perform admin.require('settings.manage');
    insert into ops.webhook_endpoints (url, topics, description, secret, next_attempt_at)
    values (add_endpoint.url, add_endpoint.topics, coalesce(add_endpoint.description, ''),
            ops._encrypted(_secret), ops.now())
    returning id into endpoint_id;
    secret := 'whsec_' || encode(_secret, 'base64');
end;
$function$;

comment on function ops.add_endpoint is
$$Adds another system that is told, from now on, of what happens here, and returns its number and
the key of the signatures, which is shown this once.

url: https, or http on this machine. topics: topics of ops.outbox, all of a domain (content.*) or
all (*). description: whose it is. Needs the permission settings.manage.
Errors: 28000, 42501 see admin.require; 23502, 23514 the url or a topic is none.
Writes: ops.webhook_endpoints (audited, but for the key).$$;

revoke execute on function ops.add_endpoint from public;
grant execute on function ops.add_endpoint to aquascene_admin;

create or replace function ops.rotate_endpoint_secret(
    endpoint_id bigint,
    grace       interval default '1 day'
)
returns text
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _secret    constant bytea := public.gen_random_bytes(32);
    _encrypted bytea;
    _endpoint  ops.webhook_endpoints;
begin
    perform admin.require('settings.manage');
    _encrypted := ops._encrypted(_secret);  -- before the endpoint: in the order of rotate_secret
    _endpoint := ops._locked_endpoint(rotate_endpoint_secret.endpoint_id);
    if rotate_endpoint_secret.grace is null or rotate_endpoint_secret.grace < interval '0' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('grace %s is no time to come',
                             coalesce(rotate_endpoint_secret.grace::text, 'null')),
            hint    = 'Say how long the old key signs too, such as 1 day, or 0.';
    end if;
    update ops.webhook_endpoints as e
       set old_secret = _endpoint.secret,
           old_secret_ends_at = ops.now() + rotate_endpoint_secret.grace,
           secret = _encrypted
     where e.id = _endpoint.id;
    return 'whsec_' || encode(_secret, 'base64');
end;
$function$;

comment on function ops.rotate_endpoint_secret is
$$Gives an endpoint a new key and returns it, this once.

grace: how long the old key signs too, so that the receiver can change over; 0 when it is known to
others. Needs the permission settings.manage. Errors: 28000, 42501 see admin.require; P0002 no
such endpoint; 22023 a negative grace. Writes: ops.webhook_endpoints.$$;

revoke execute on function ops.rotate_endpoint_secret from public;
grant execute on function ops.rotate_endpoint_secret to aquascene_admin;

create or replace function ops.enable_endpoint(endpoint_id bigint, is_enabled boolean default true)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('settings.manage');
    perform ops._locked_endpoint(enable_endpoint.endpoint_id);
    update ops.webhook_endpoints as e
       set is_enabled = coalesce(enable_endpoint.is_enabled, true), attempt_count = 0,
           failure_count = 0, first_failed_at = null, next_attempt_at = ops.now()
     where e.id = enable_endpoint.endpoint_id;
end;
$function$;

comment on function ops.enable_endpoint is
$$Lets an endpoint be told again, with what it missed, or no more (is_enabled false).

Needs the permission settings.manage. Errors: 28000, 42501 see admin.require; P0002 no such
endpoint. Writes: ops.webhook_endpoints.$$;

revoke execute on function ops.enable_endpoint from public;
grant execute on function ops.enable_endpoint to aquascene_admin;

create or replace function ops.remove_endpoint(endpoint_id bigint)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
begin
    perform admin.require('settings.manage');
    perform ops._locked_endpoint(remove_endpoint.endpoint_id);
    delete from ops.webhook_endpoints as e where e.id = remove_endpoint.endpoint_id;
end;
$function$;

comment on function ops.remove_endpoint is
$$Forgets an endpoint, its key and what it never took.

Needs the permission settings.manage. Errors: 28000, 42501 see admin.require; P0002 no such
endpoint. Writes: ops.webhook_endpoints, ops.webhook_failures.$$;

revoke execute on function ops.remove_endpoint from public;
grant execute on function ops.remove_endpoint to aquascene_admin;

create or replace function ops.replay(endpoint_id bigint, since timestamptz)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _xid xid8;
begin
    perform admin.require('settings.manage');
    perform ops._locked_endpoint(replay.endpoint_id);
    if replay.since is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'since is null',
            hint    = 'Say from when on to tell again; -infinity for all there is.';
    end if;
    select o.xid into _xid
      from ops.outbox as o
     where o.created_at >= replay.since
     order by o.xid
     limit 1;
    -- The lease is taken away: what its worker is at does not move the cursor any more. The cursor
    -- goes back only: who has not been told of what was before is told that first.
    update ops.webhook_endpoints as e
       set (cursor_xid, cursor_id) = (
               select f.xid, f.id
                 from (values (e.cursor_xid, e.cursor_id), (_xid, 0)) as f (xid, id)
                order by f.xid, f.id
                limit 1),
           attempt_count = 0, failure_count = 0, first_failed_at = null,
           next_attempt_at = ops.now(), leased_by = null, lease_id = null, lease_ends_at = null
     where e.id = replay.endpoint_id and _xid is not null;
end;
$function$;

comment on function ops.replay is
$$Tells an endpoint again of what happened since then, in the same order and with the same ids, and
of the little before it that shares a transaction number with it or comes after it.

since: when it happened. Nothing is done when nothing happened since; what it has not been told yet
is never passed over.
Needs the permission settings.manage. Errors: 28000, 42501 see admin.require; P0002 no such
endpoint; 22023 no since. Writes: ops.webhook_endpoints.$$;

revoke execute on function ops.replay from public;
grant execute on function ops.replay to aquascene_admin;

commit;
