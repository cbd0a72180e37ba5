-- Deploy aquascene:content/functions/held_raw to pg
-- requires: content/tables/raw_content

begin;
set local role aquascene_owner;

create or replace function content._held_raw(raw_content_id uuid, worker text)
returns content.raw_content
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _item content.raw_content;
begin
    select r.* into _item
      from content.raw_content as r
     where r.id = _held_raw.raw_content_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no raw content %s', _held_raw.raw_content_id),
            hint    = 'Pass an id that content.claim_raw returned.';
    end if;
    if _item.processing_status <> 'processing'
        or _item.claimed_by is distinct from _held_raw.worker
        or _item.lease_expires_at <= ops.now()
    then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('worker %s does not hold raw content %s', _held_raw.worker, _item.id),
            detail  = format('It is %s, claimed by %s, lease until %s.', _item.processing_status,
                             coalesce(_item.claimed_by, 'nobody'), _item.lease_expires_at),
            hint    = 'The lease ran out or the work is done: claim again.';
    end if;
    return _item;
end;
$function$;

comment on function content._held_raw is
$$Returns and locks the raw item that a worker holds under a lease still running.

Errors: P0002 no such item; 55000 the worker does not hold it (any more). Locks: the row.$$;

revoke execute on function content._held_raw from public;

commit;
