-- Deploy aquascene:admin/functions/delete_expired_sessions to pg
-- requires: admin/tables/admin_sessions
-- requires: admin/tables/login_attempts
-- requires: admin/tables/login_throttles
-- requires: admin/tables/known_addresses
-- requires: admin/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function admin.delete_expired_sessions()
returns table (
    session_count       bigint,
    attempt_count       bigint,
    throttle_count      bigint,
    known_address_count bigint
)
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with sessions as (
        delete from admin.admin_sessions as s where s.expires_at <= ops.now() returning 1
    ), attempts as (
        delete from admin.login_attempts as a
         where a.created_at <= ops.now() - interval '10 minutes'
        returning 1
    ), throttles as (
        -- What somebody is trying at this moment is left alone: a try locks two of them in an order
        -- of its own, and waiting here could end in a deadlock.
        delete from admin.login_throttles as t
         where (t.kind, t.key) in (
                   select o.kind, o.key
                     from admin.login_throttles as o
                    where o.blocked_until_at <= ops.now()
                      and o.last_tried_at
                          < ops.now() - (ops.setting('admin.login_memory') #>> '{}')::interval
                      for update skip locked)
        returning 1
    ), addresses as (
        delete from admin.known_addresses as k where k.expires_at <= ops.now() returning 1
    )
    select (select count(*) from sessions), (select count(*) from attempts),
           (select count(*) from throttles), (select count(*) from addresses);
$function$;

comment on function admin.delete_expired_sessions is
$$Removes what signing in left and nobody needs: sessions that ended, tries that were given up,
throttles of which nothing is remembered, and addresses that are not known any more.

A job: once an hour is often enough, since nothing of it counts any more. Returns how many went.
Errors: none. Writes: admin.admin_sessions, admin.login_attempts, admin.login_throttles,
admin.known_addresses.$$;

revoke execute on function admin.delete_expired_sessions from public;
grant execute on function admin.delete_expired_sessions to aquascene_worker, aquascene_admin;

commit;
