-- Deploy aquascene:admin/functions/begin_login to pg
-- requires: admin/functions/take_login_slot
-- requires: admin/functions/password
-- requires: admin/tables/known_addresses
-- requires: admin/tables/login_attempts

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Locks: the throttle of the address, then the throttle of the name.
create or replace function admin.begin_login(username_or_email text, ip inet default null)
returns uuid
language plpgsql
volatile
security definer                            -- nobody but the owner reads who has an account
set search_path = pg_catalog, pg_temp
as $function$
declare
    _now      constant timestamptz := ops.now();
    _name     constant text := lower(btrim(left(begin_login.username_or_email, 255)));
    _name_key constant text := admin._token_hash(coalesce(_name, ''));
    _address  constant cidr := admin._address_key(begin_login.ip);
    _user_id  uuid;
    _is_known boolean;
    _until    timestamptz;
    _id       uuid;
begin
    select u.id into _user_id
      from admin.admin_users as u
     where u.username = _name or u.email = _name
     order by u.username = _name desc
     limit 1;
    _is_known := exists (
        select from admin.known_addresses as k
         where k.user_id = _user_id and k.address = _address and k.expires_at > _now);

    if _is_known then
        _until := admin._take_login_slot('known', _user_id || ' ' || _address);
    else
        _until := admin._take_login_slot('address', coalesce(_address::text, 'unknown'));
        if _until is null then
            _until := admin._take_login_slot('name', _name_key);
        end if;
    end if;
    if _until is not null then
        raise exception using
            errcode = 'configuration_limit_exceeded',
            message = 'too many attempts to sign in',
            hint    = format('Try again in %s seconds.',
                             ceil(extract(epoch from _until - _now))::bigint);
    end if;

    insert into admin.login_attempts (user_id, name_key, address, is_known, ip_address, created_at)
    values (_user_id, _name_key, _address, _is_known, begin_login.ip, _now)
    returning id into _id;
    return _id;
end;
$function$;

comment on function admin.begin_login is
$$Begins to sign somebody in: counts the try and returns its id, for admin.login.

Commit before admin.login is called, so that the try is counted whatever happens then.
username_or_email: as typed; whether there is such a person is not told. ip: where from; without it
all share one throttle. Who has tried too often for a name or from an address waits, longer each
time; a person at an address where the person signed in before has tries apart from all others.
Errors: 53400 too many attempts, the HINT says how long to wait. Writes: admin.login_throttles,
admin.login_attempts.$$;

revoke execute on function admin.begin_login from public;
grant execute on function admin.begin_login to aquascene_editor, aquascene_worker;

commit;
