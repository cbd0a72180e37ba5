-- Deploy aquascene:admin/functions/login to pg
-- requires: admin/functions/begin_login
-- requires: admin/functions/use_second_factor
-- requires: admin/tables/admin_sessions
-- requires: audit/functions/record_event

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin._remember_address(user_id uuid, address cidr)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    insert into admin.known_addresses as k (user_id, address, expires_at)
    select _remember_address.user_id, _remember_address.address,
           ops.now() + (ops.setting('admin.known_address') #>> '{}')::interval
     where _remember_address.address is not null
    on conflict on constraint known_addresses_pkey do update set expires_at = excluded.expires_at;
$function$;

comment on function admin._remember_address is
$$Writes down that a person was at an address: there the person has tries apart from all others.

Errors: none. Writes: admin.known_addresses.$$;

revoke execute on function admin._remember_address from public;

-- Locks, after the password has been compared: the person's second factor, then throttles, that of
-- the address before that of the name.
create or replace function admin.login(
    attempt_id    uuid,
    password      text,
    code          text default null,
    user_agent    text default null
)
returns table (outcome text, user_id uuid, session_token text, expires_at timestamptz)
language plpgsql
volatile
security definer                            -- nobody but the owner reads hashes of passwords
set search_path = pg_catalog, pg_temp
as $function$
declare
    _now     constant timestamptz := ops.now();
    _attempt admin.login_attempts;
    _user    admin.admin_users;
    _token   text;
    _ends_at timestamptz;
begin
    select a.* into _attempt
      from admin.login_attempts as a
     where a.id = login.attempt_id;
    if _attempt.begun_in = pg_current_xact_id() then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'the attempt was begun in this transaction',
            hint    = 'Commit after admin.begin_login: else a rollback would uncount the attempt.';
    end if;

    -- Each comparison keeps a core busy: those from where nobody has signed in before are few at
    -- once. Nobody waits: who comes too many may call again with the same attempt.
    if not _attempt.is_known
        and not exists (
            select
              from generate_series(1, ops.setting('admin.login_hashes')::integer) as s (slot)
             where pg_try_advisory_xact_lock(
                       'admin.login_attempts'::regclass::oid::bigint::integer, s.slot)
             limit 1)
    then
        raise exception using
            errcode = 'configuration_limit_exceeded',
            message = 'too many sign in at the same time',
            hint    = 'Call admin.login again in a second, with the same attempt.';
    end if;

    delete from admin.login_attempts as a
     where a.id = login.attempt_id and a.created_at > _now - interval '2 minutes';
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no attempt %s to sign in', coalesce(login.attempt_id::text, 'null')),
            hint    = 'admin.begin_login begins one; it is good once, and for two minutes.';
    end if;

    select u.* into _user
      from admin.admin_users as u
     where u.id = _attempt.user_id and u.is_active;
    outcome := 'refused';
    if admin._is_password(login.password, _user.password_hash) then
        outcome := case
            when not exists (select from admin.totp_secrets as t
                              where t.user_id = _user.id and t.confirmed_at is not null)
                then 'signed_in'
            when nullif(btrim(login.code), '') is null then 'code_needed'
            when admin._use_second_factor(_user.id, login.code) then 'signed_in'
            else 'refused' end;
    end if;

    if outcome <> 'signed_in' then
        if outcome = 'refused' then
            perform audit.record_event(
                'security', 'login_refused',
                jsonb_build_object('user_id', _attempt.user_id, 'address', _attempt.address),
                'warning', 'admin');
        end if;
        return next;
        return;
    end if;

    if _attempt.is_known then
        delete from admin.login_throttles as t
         where t.kind = 'known' and t.key = _user.id || ' ' || _attempt.address;
    else
        perform admin._return_login_slot('address', coalesce(_attempt.address::text, 'unknown'));
        delete from admin.login_throttles as t
         where t.kind = 'name' and t.key = _attempt.name_key;
    end if;
    perform admin._remember_address(_user.id, _attempt.address);

    _token := admin._new_token('aqs_');
    _ends_at := _now + (ops.setting('admin.session_length') #>> '{}')::interval;
    insert into admin.admin_sessions as s (
        user_id, session_token, ip_address, user_agent, expires_at, created_at, last_seen_at,
        ends_at)
    values (_user.id, admin._token_hash(_token), _attempt.ip_address, left(login.user_agent, 500),
            least(_now + (ops.setting('admin.session_idle') #>> '{}')::interval, _ends_at),
            _now, _now, _ends_at)
    returning s.expires_at into expires_at;
    -- A hash of another cost is made anew while the password is at hand: all cost the same to try.
    update admin.admin_users as u
       set last_login = _now,
           password_hash = case
               when substring(u.password_hash from 5 for 2)::integer
                    = ops.setting('admin.bcrypt_cost')::integer then u.password_hash
               else admin._password_hash(login.password) end
     where u.id = _user.id;

    user_id := _user.id;
    session_token := _token;
    return next;
end;
$function$;

comment on function admin.login is
$$Signs somebody in by password, and by code where the person has a second factor.

attempt_id: from admin.begin_login, in an earlier transaction; good once. password: as typed. code:
six digits of the authenticator app, or a recovery code. user_agent: with what, for the session.
Returns a row: outcome = signed_in (session_token is shown this once; expires_at is when it ends
unless it is used), code_needed (the password is right; begin again, and give the code too) or
refused (no such person, not active, wrong password or wrong code: which of them is not told, nor by
the time that it takes). A refusal is a row and no error, so that its record is not rolled back.
Errors: P0002 no such attempt, or used, or older than two minutes; 53400 too many at the same time;
55000 begun in this transaction. Writes: admin.admin_sessions, admin.admin_users,
admin.known_addresses, admin.login_throttles, audit.system_events.$$;

revoke execute on function admin.login from public;
grant execute on function admin.login to aquascene_editor, aquascene_worker;

commit;
