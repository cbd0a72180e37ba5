-- Deploy aquascene:content/functions/release_expired_leases to pg
-- requires: content/tables/raw_leases
-- requires: content/tables/raw_queue
-- requires: content/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Leases whose worker is completing them at this instant are skipped. Any number may run at once.
create or replace function content.release_expired_leases()
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan    -- a plan made for small tables reads the whole of
set enable_seqscan = off                    -- content.raw_content when it has grown: only look-ups
set enable_hashjoin = off                   -- by index fit, however large the tables are
set enable_mergejoin = off
as $function$
declare
    _max_attempts constant integer := ops.setting('content.max_attempts')::integer;
    _released     bigint;
begin
    with expired as (
        select l.id
          from content.raw_leases as l
         where l.expires_at <= ops.now()
           for update skip locked
    ), ended as (
        delete from content.raw_leases as l
         using expired as e
         where l.id = e.id
        returning l.worker, l.raw_content_ids, l.attempts
    ), freed as (
        update content.raw_content as r
           set processing_status =
                   case when i.attempts >= _max_attempts then 'failed' else 'pending' end,
               processing_error = format('lease of worker %s ran out', e.worker),
               updated_at = ops.now()
          from ended as e
         cross join lateral unnest(e.raw_content_ids, e.attempts) as i (id, attempts)
         where r.id = i.id
        returning r.id, r.processing_status, i.attempts
    ), queued as (
        insert into content.raw_queue (raw_content_id, attempts, next_attempt_at)
        select f.id, f.attempts, ops.now()
          from freed as f
         where f.processing_status = 'pending'
    )
    select count(*) into _released from freed as f;
    return _released;
end;
$function$;

comment on function content.release_expired_leases is
$$Frees the raw items whose worker's lease ran out and returns how many; those without tries left
become failed. Errors: none. Writes: content.raw_leases, content.raw_queue,
content.raw_content.$$;

revoke execute on function content.release_expired_leases from public;
grant execute on function content.release_expired_leases to aquascene_worker;

commit;
