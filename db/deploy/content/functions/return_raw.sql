-- Deploy aquascene:content/functions/return_raw to pg
-- requires: content/tables/raw_leases
-- requires: content/tables/raw_queue
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Locks the worker's leases in the order of their ids, so that two calls do not deadlock.
create or replace function content._return_raw(raw_content_ids uuid[], worker text)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _ids      constant uuid[] := _return_raw.raw_content_ids;
    _lease    content.raw_leases;
    _found    uuid[] := array[]::uuid[];
    _attempts integer;
    _lost     record;
begin
    -- Mostly a batch is returned as it was claimed; comparing two sets of a hundred costs more than
    -- all the rest.
    delete from content.raw_leases as l
     where l.worker = _return_raw.worker and l.expires_at > ops.now() and l.raw_content_ids = _ids
    returning l.attempts[1] into _attempts;
    if found then
        return _attempts;
    end if;

    for _lease in
        select l.*
          from content.raw_leases as l
         where l.worker = _return_raw.worker and l.expires_at > ops.now()
           and l.raw_content_ids && _ids
         order by l.id
           for update
    loop
        _attempts := _lease.attempts[array_position(_lease.raw_content_ids, _ids[1])];
        if _lease.raw_content_ids <@ _ids then
            delete from content.raw_leases as l where l.id = _lease.id;
            _found := _found || _lease.raw_content_ids;
        else
            _found := _found || array(
                select i.id from unnest(_lease.raw_content_ids) as i (id) where i.id = any(_ids));
            update content.raw_leases as l
               set (raw_content_ids, attempts) = (
                       select array_agg(i.id order by i.place), array_agg(i.tries order by i.place)
                         from unnest(_lease.raw_content_ids, _lease.attempts) with ordinality
                              as i (id, tries, place)
                        where i.id <> all(_ids))
             where l.id = _lease.id;
        end if;
    end loop;
    if _found @> _ids then
        return _attempts;
    end if;

    select i.id, r.processing_status, l.worker, l.expires_at
      into _lost
      from unnest(_ids) with ordinality as i (id, place)
      left join content.raw_content as r on r.id = i.id
      left join content.raw_leases as l on l.raw_content_ids @> array[i.id]
     where i.id is null or i.id <> all(_found)
     order by i.place
     limit 1;
    if _lost.processing_status is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no raw content %s', coalesce(_lost.id::text, 'null')),
            hint    = 'Pass an id that content.claim_raw returned.';
    end if;
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('worker %s does not hold raw content %s',
                         coalesce(quote_literal(_return_raw.worker), 'null'), _lost.id),
        detail  = format('It is %s, claimed by %s, lease until %s.', _lost.processing_status,
                         coalesce(quote_literal(_lost.worker), 'nobody'),
                         coalesce(_lost.expires_at::text, 'never')),
        hint    = 'The lease ran out or the work is done: claim again.';
end;
$function$;

comment on function content._return_raw is
$$Takes raw items out of the leases that a worker has on them, and returns how often the first was
claimed; all of them or none.

Errors: P0002 no such item; 55000 the worker does not hold one of them (any more).
Writes: content.raw_leases. Locks: the worker's leases, in the order of their ids.$$;

revoke execute on function content._return_raw from public;

commit;
