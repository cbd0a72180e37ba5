-- Deploy aquascene:admin/functions/authenticate to pg
-- requires: admin/functions/act_as
-- requires: admin/functions/password
-- requires: admin/tables/admin_sessions
-- requires: admin/tables/api_keys

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Called by every request: it writes at most once a minute for a session or key, and then the row
-- of nobody else.
create or replace function admin.authenticate(
    session_token text,
    ip            inet default null,
    user_agent    text default null
)
returns table (user_id uuid, username text, role text, expires_at timestamptz)
language plpgsql
volatile
security definer                            -- nobody but the owner reads sessions
set search_path = pg_catalog, pg_temp
as $function$
declare
    _now     constant timestamptz := ops.now();
    _session admin.admin_sessions;
begin
    select s.* into _session
      from admin.admin_sessions as s
      join admin.admin_users as u on u.id = s.user_id and u.is_active
     where s.session_token = admin._token_hash(authenticate.session_token)
       and s.expires_at > _now;
    if not found then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = 'no such session',
            hint    = 'It has ended, or never was: sign in again.';
    end if;

    if _session.last_seen_at <= _now - interval '1 minute' then
        update admin.admin_sessions as s
           set last_seen_at = _now,
               expires_at = least(_now + (ops.setting('admin.session_idle') #>> '{}')::interval,
                                  s.ends_at)
         where s.id = _session.id
        returning s.expires_at into _session.expires_at;
        if not found then
            raise exception using
                errcode = 'invalid_authorization_specification',
                message = 'no such session',
                hint    = 'It has just ended: sign in again.';
        end if;
    end if;

    perform admin.act_as(_session.user_id, authenticate.ip, left(authenticate.user_agent, 500));
    return query
    select u.id, u.username::text, u.role::text, _session.expires_at
      from admin.admin_users as u
     where u.id = _session.user_id;
end;
$function$;

comment on function admin.authenticate is
$$Makes the person of a session the one who acts until the end of the transaction, and returns who.

session_token: from admin.login. ip, user_agent: of this request, for the audit log. Each use puts
the end of the session off (setting admin.session_idle), up to admin.session_length.
Errors: 28000 no such session, or ended, or the person is not active any more.
Writes: admin.admin_sessions, at most once a minute.$$;

revoke execute on function admin.authenticate from public;
grant execute on function admin.authenticate to aquascene_editor, aquascene_worker;

create or replace function admin.authenticate_key(
    api_key    text,
    ip         inet default null,
    user_agent text default null
)
returns table (user_id uuid, username text, role text, scopes text[], expires_at timestamptz)
language plpgsql
volatile
security definer                            -- nobody but the owner reads hashes of keys
set search_path = pg_catalog, pg_temp
as $function$
declare
    _now constant timestamptz := ops.now();
    _key admin.api_keys;
begin
    select k.* into _key
      from admin.api_keys as k
      join admin.admin_users as u on u.id = k.user_id and u.is_active
     where k.key_hash = admin._token_hash(authenticate_key.api_key)
       and k.revoked_at is null and k.expires_at > _now;
    if not found then
        raise exception using
            errcode = 'invalid_authorization_specification',
            message = 'no such API key',
            hint    = 'It has ended, was revoked, or never was: make a new one.';
    end if;

    if _key.last_used_at is null or _key.last_used_at <= _now - interval '1 minute' then
        update admin.api_keys as k set last_used_at = _now where k.id = _key.id;
    end if;

    -- The audit log says by its agent which key it was.
    perform admin.act_as(_key.user_id, authenticate_key.ip,
                         rtrim(format('api-key/%s %s', _key.id,
                                      left(authenticate_key.user_agent, 400))),
                         _key.scopes);
    return query
    select u.id, u.username::text, u.role::text, _key.scopes, _key.expires_at
      from admin.admin_users as u
     where u.id = _key.user_id;
end;
$function$;

comment on function admin.authenticate_key is
$$Makes the owner of an API key the one who acts until the end of the transaction, and returns who.

api_key: from admin.create_api_key. ip, user_agent: of this request; the audit log gets the agent
after the id of the key. The program may do what is both in the key's scopes and among the owner's
permissions at the time. Errors: 28000 no such key, or ended, or revoked, or its owner is not active
any more. Writes: admin.api_keys, at most once a minute.$$;

revoke execute on function admin.authenticate_key from public;
grant execute on function admin.authenticate_key to aquascene_editor, aquascene_worker;

commit;
