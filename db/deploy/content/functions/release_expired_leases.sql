-- Deploy aquascene:content/functions/release_expired_leases to pg
-- requires: content/tables/raw_content
-- requires: content/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;

create or replace function content.release_expired_leases()
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with expired as (
        select r.id
          from content.raw_content as r
         where r.processing_status = 'processing' and r.lease_expires_at <= ops.now()
           for update skip locked
    ), released as (
        update content.raw_content as r
           set processing_status =
                   case when r.attempts >= ops.setting('content.max_attempts')::integer
                        then 'failed' else 'pending' end,
               processing_error = format('lease of worker %s ran out', r.claimed_by),
               claimed_by = null,
               lease_expires_at = null,
               next_attempt_at = ops.now()
          from expired as e
         where r.id = e.id
        returning 1
    )
    select count(*) from released;
$function$;

comment on function content.release_expired_leases is
$$Frees the raw items whose worker's lease ran out and returns how many; those without tries left
become failed. Errors: none. Writes: content.raw_content.$$;

revoke execute on function content.release_expired_leases from public;
grant execute on function content.release_expired_leases to aquascene_worker;

commit;
