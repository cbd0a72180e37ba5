-- Deploy aquascene:newsletter/functions/release_expired_leases to pg
-- requires: newsletter/tables/newsletter_deliveries
-- requires: ops/functions/now

begin;
set local role aquascene_owner;

create or replace function newsletter.release_expired_leases()
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with expired as (
        select d.issue_date, d.issue_id, d.subscriber_id
          from newsletter.newsletter_deliveries as d
         where d.status = 'sending' and d.lease_expires_at <= ops.now()
           for update skip locked
    ), released as (
        update newsletter.newsletter_deliveries as d
           set status = 'unknown', error = format('lease of worker %s ran out', d.claimed_by)
          from expired as e
         where d.issue_date = e.issue_date and d.issue_id = e.issue_id
           and d.subscriber_id = e.subscriber_id
        returning 1
    )
    select count(*) from released;
$function$;

comment on function newsletter.release_expired_leases is
$$Marks what dead workers held as unknown, neither sent nor lost, and returns how many rows.

Errors: none. Writes: newsletter.newsletter_deliveries. Locks: those rows.$$;

revoke execute on function newsletter.release_expired_leases from public;
grant execute on function newsletter.release_expired_leases to aquascene_worker;

commit;
