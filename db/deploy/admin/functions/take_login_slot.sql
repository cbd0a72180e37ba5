-- Deploy aquascene:admin/functions/take_login_slot to pg
-- requires: admin/tables/login_throttles
-- requires: admin/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin._address_key(ip inet)
returns cidr
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select case
        when family(_address_key.ip) = 4 then network(set_masklen(_address_key.ip, 32))
        -- An IPv4 address in the clothes of IPv6
        when _address_key.ip <<= inet '::ffff:0:0/96'
        then network(set_masklen(
                 inet '0.0.0.0' + (set_masklen(_address_key.ip, 128) - inet '::ffff:0:0'), 32))
        else network(set_masklen(_address_key.ip, 64)) end;
$function$;

comment on function admin._address_key is
$$Returns what counts as one address: an IPv4 address, or the /64 network of an IPv6 address.

ip: where from; null = not told. Errors: none.$$;

revoke execute on function admin._address_key from public;

create or replace function admin._login_delay(kind text, try_count integer)
returns interval
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select case
        when _login_delay.kind = 'reset' then (ops.setting('admin.reset_pause') #>> '{}')::interval
        when t.too_many < 0 then interval '0'
        else least((ops.setting('admin.login_delay') #>> '{}')::interval
                   * (2 ^ least(t.too_many, 30)),
                   (ops.setting('admin.login_max_delay') #>> '{}')::interval) end
      from (select _login_delay.try_count
                   - (ops.setting(case _login_delay.kind
                                  when 'address' then 'admin.login_tries_per_address'
                                  else 'admin.login_tries' end))::integer) as t (too_many);
$function$;

comment on function admin._login_delay is
$$Returns how long nobody may try again after a number of tries in a row.

kind: as in admin.login_throttles. try_count: tries without success, this one included.
Formula: nothing as long as it is less than the setting admin.login_tries, then admin.login_delay,
doubled by each further try up to admin.login_max_delay. Errors: none.$$;

revoke execute on function admin._login_delay from public;

-- Who is over the throttle costs one look-up and waits for nobody. Of many who come at once the row
-- lock lets one after the other in, each of which sees the count of those before: it is held until
-- the end of the transaction, which is why no password is compared in that transaction.
create or replace function admin._take_login_slot(kind text, key text)
returns timestamptz
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _now    constant timestamptz := ops.now();
    _memory constant interval := (ops.setting('admin.login_memory') #>> '{}')::interval;
    _until  timestamptz;
begin
    -- Whose transaction is older than the last try comes after it all the same.
    select t.blocked_until_at into _until
      from admin.login_throttles as t
     where t.kind = _take_login_slot.kind and t.key = _take_login_slot.key
       and t.blocked_until_at > greatest(_now, t.last_tried_at);
    if found then
        return _until;
    end if;

    insert into admin.login_throttles as t (kind, key, try_count, last_tried_at, blocked_until_at)
    values (_take_login_slot.kind, _take_login_slot.key, 1, _now,
            _now + admin._login_delay(_take_login_slot.kind, 1))
    on conflict on constraint login_throttles_pkey do update
       set (try_count, last_tried_at, blocked_until_at) = (
               select n.try_count, greatest(t.last_tried_at, _now),
                      greatest(t.last_tried_at, _now) + admin._login_delay(t.kind, n.try_count)
                 from (select case when t.last_tried_at < _now - _memory then 1
                                   else least(t.try_count, 1000000) + 1 end) as n (try_count))
     where t.blocked_until_at <= greatest(_now, t.last_tried_at);
    if not found then
        select t.blocked_until_at into _until
          from admin.login_throttles as t
         where t.kind = _take_login_slot.kind and t.key = _take_login_slot.key;
        return coalesce(_until, _now + interval '1 second');
    end if;
    return null;
end;
$function$;

comment on function admin._take_login_slot is
$$Counts a try and lets it through (null), or returns the instant before which none is let through.

kind, key: as in admin.login_throttles. Errors: none. Writes: admin.login_throttles.
Locks: the row of the throttle, until the transaction ends.$$;

revoke execute on function admin._take_login_slot from public;

create or replace function admin._return_login_slot(kind text, key text)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    update admin.login_throttles as t
       set (try_count, blocked_until_at) = (
               select n.try_count, t.last_tried_at + admin._login_delay(t.kind, n.try_count)
                 from (select greatest(t.try_count - 1, 0)) as n (try_count))
     where t.kind = _return_login_slot.kind and t.key = _return_login_slot.key;
$function$;

comment on function admin._return_login_slot is
$$Takes back one try, which was right: it neither counts nor makes others wait.

kind, key: as in admin.login_throttles. Errors: none. Writes: admin.login_throttles.$$;

revoke execute on function admin._return_login_slot from public;

commit;
