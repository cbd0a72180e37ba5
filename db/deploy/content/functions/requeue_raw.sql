-- Deploy aquascene:content/functions/requeue_raw to pg
-- requires: content/tables/raw_queue
-- requires: ops/functions/now
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.requeue_raw(raw_content_ids uuid[])
returns bigint
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    select admin._check_permission('content.write');
    with requeued as (
        update content.raw_content as r
           set processing_status = 'pending', processed = false, processing_error = null,
               updated_at = ops.now()
         where r.id = any(requeue_raw.raw_content_ids) and r.processing_status <> 'pending'
        returning r.id
    ), queued as (
        insert into content.raw_queue (raw_content_id, next_attempt_at)
        select r.id, ops.now() from requeued as r
    )
    select count(*) from requeued as r;
$function$;

comment on function content.requeue_raw is
$$Lets raw items that are failed, skipped or completed wait for a worker again, with all tries, and
returns how many; what waits already, and ids that do not exist, are left alone.

raw_content_ids: of content.raw_content. A near-duplicate that is requeued will be processed.
A person who acts needs content.write.
Errors: 28000 nobody acts; 42501 the permission is missing.
Writes: content.raw_content, content.raw_queue.$$;

revoke execute on function content.requeue_raw from public;
grant execute on function content.requeue_raw to aquascene_worker, aquascene_editor;

commit;
