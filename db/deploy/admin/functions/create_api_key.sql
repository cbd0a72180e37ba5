-- Deploy aquascene:admin/functions/create_api_key to pg
-- requires: admin/functions/password
-- requires: admin/functions/person
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.create_api_key(
    name       text,
    scopes     text[],
    expires_at timestamptz
)
returns table (id uuid, api_key text)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _user_id constant uuid := admin._person();
    _key     constant text := admin._new_token('aqk_');
    _lacking text;
begin
    if create_api_key.name is null or length(create_api_key.name) not between 1 and 100 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is no name of a key', left(create_api_key.name, 120)),
            hint    = 'Say in 1 to 100 characters what it is for.';
    end if;
    if create_api_key.expires_at is null
        or create_api_key.expires_at not between ops.now() and ops.now() + interval '366 days'
        or create_api_key.expires_at <= ops.now()
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('a key cannot end at %s',
                             coalesce(create_api_key.expires_at::text, 'null')),
            hint    = 'Give an instant within a year from now.';
    end if;
    if coalesce(cardinality(create_api_key.scopes), 0) = 0 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a key without scopes can do nothing',
            hint    = 'Give permissions of your own, such as {content.write}.';
    end if;
    select string_agg(coalesce(s.scope, 'null'), ', ') into _lacking
      from unnest(create_api_key.scopes) as s (scope)
     where s.scope is null
        or s.scope not in (select p from admin._permissions(_user_id) as p);
    if _lacking is not null then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('a key cannot do what its owner may not: %s', _lacking),
            hint    = 'admin.role_permissions says which permissions a role has.';
    end if;

    return query
    insert into admin.api_keys as k (user_id, name, prefix, key_hash, scopes, expires_at,
                                     created_at)
    values (_user_id, create_api_key.name, left(_key, 10), admin._token_hash(_key),
            array(select distinct s.scope from unnest(create_api_key.scopes) as s (scope)
                   order by s.scope),
            create_api_key.expires_at, ops.now())
    returning k.id, _key;
end;
$function$;

comment on function admin.create_api_key is
$$Makes a key by which a program acts for the person who acts now, and returns it, this once.

name: what it is for. scopes: permissions that the person holds. expires_at: within a year.
Errors: 22023 no name, scopes or end that can be; 28000 nobody acts; 42501 a scope that the person
does not hold, or a key that would make a key. Writes: admin.api_keys (audited).$$;

revoke execute on function admin.create_api_key from public;
grant execute on function admin.create_api_key to aquascene_editor;

create or replace function admin.revoke_api_key(key_id uuid)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _owner uuid;
begin
    select k.user_id into _owner from admin.api_keys as k where k.id = revoke_api_key.key_id;
    if _owner is distinct from ops._actor() then
        perform admin.require('users.manage');
    else
        perform admin._person();
    end if;
    update admin.api_keys as k
       set revoked_at = coalesce(k.revoked_at, ops.now())
     where k.id = revoke_api_key.key_id;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no API key %s', coalesce(revoke_api_key.key_id::text, 'null')),
            hint    = 'select id, name, prefix from admin.api_keys lists them.';
    end if;
end;
$function$;

comment on function admin.revoke_api_key is
$$Ends a key at once; one that has been revoked stays so.

key_id: an own key; for somebody else's users.manage is needed. Errors: 28000 nobody acts; 42501 the
permission is missing, or a program acts by an API key; P0002 no such key.
Writes: admin.api_keys (audited).$$;

revoke execute on function admin.revoke_api_key from public;
grant execute on function admin.revoke_api_key to aquascene_editor;

commit;
