-- Deploy aquascene:content/functions/claim_raw to pg
-- requires: content/tables/raw_content
-- requires: ops/functions/now

begin;
set local role aquascene_owner;

-- Locks the claimed rows; rows that others hold are skipped, so no two workers wait for each other.
create or replace function content.claim_raw(
    worker     text,
    batch_size integer default 10,
    lease      interval default '5 minutes'
)
returns setof content.raw_content
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty queue scans the table
as $function$
begin
    return query
    with due as (
        select r.id
          from content.raw_content as r
         where r.processing_status = 'pending' and r.next_attempt_at <= ops.now()
         order by r.next_attempt_at, r.id
         limit claim_raw.batch_size
           for update skip locked
    )
    update content.raw_content as r
       set processing_status = 'processing',
           claimed_by = claim_raw.worker,
           lease_expires_at = ops.now() + claim_raw.lease,
           attempts = r.attempts + 1
      from due as d
     where r.id = d.id
    returning r.*;
end;
$function$;

comment on function content.claim_raw is
$$Hands up to batch_size waiting raw items to a worker, oldest first, and returns their rows.

worker: a name that no other worker has. lease: how long the worker may take; after it
content.release_expired_leases gives the items to others. Errors: 2201W a negative batch_size.
Writes: content.raw_content. Locks: the rows it returns.$$;

revoke execute on function content.claim_raw from public;
grant execute on function content.claim_raw to aquascene_worker;

commit;
