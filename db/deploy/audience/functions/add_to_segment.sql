-- Deploy aquascene:audience/functions/add_to_segment to pg
-- requires: audience/tables/subscriber_segment_memberships

begin;
set local role aquascene_owner;

create or replace function audience.add_to_segment(segment_id integer, subscriber_ids uuid[])
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _added bigint;
begin
    if not exists (select from audience.subscriber_segments as s
                    where s.id = add_to_segment.segment_id) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no segment %s', coalesce(add_to_segment.segment_id::text, 'null')),
            hint    = 'select id, name from audience.subscriber_segments lists them.';
    end if;

    insert into audience.subscriber_segment_memberships (
        subscriber_id, segment_id, added_at, added_by)
    select s.id, add_to_segment.segment_id, ops.now(),
           nullif(current_setting('aquascene.user_id', true), '')::uuid
      from audience.subscribers as s
     where s.id = any(add_to_segment.subscriber_ids)
     order by s.id
    on conflict on constraint subscriber_segment_memberships_pkey do nothing;
    get diagnostics _added = row_count;
    return _added;
end;
$function$;

comment on function audience.add_to_segment is
$$Adds subscribers to a segment and returns how many were not in it before.

segment_id: the segment. subscriber_ids: who; ids that are nobody's are passed over.
Errors: P0002 no such segment. Writes: audience.subscriber_segment_memberships.$$;

revoke execute on function audience.add_to_segment from public;
grant execute on function audience.add_to_segment to aquascene_editor;

commit;
