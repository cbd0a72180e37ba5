-- Deploy aquascene:audience/functions/remove_from_segment to pg
-- requires: audience/functions/add_to_segment
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Locks the members by id: two at once that remove the same people cannot deadlock.
create or replace function audience.remove_from_segment(segment_id integer, subscriber_ids uuid[])
returns bigint
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _removed bigint;
begin
    perform admin._check_permission('audience.manage');
    perform audience._require_manual(remove_from_segment.segment_id);
    with member as materialized (
        select m.subscriber_id
          from audience.subscriber_segment_memberships as m
         where m.segment_id = remove_from_segment.segment_id
           and m.subscriber_id = any (remove_from_segment.subscriber_ids)
         order by m.subscriber_id
           for update
    )
    delete from audience.subscriber_segment_memberships as m
     using member as r
     where m.segment_id = remove_from_segment.segment_id and m.subscriber_id = r.subscriber_id;
    get diagnostics _removed = row_count;
    return _removed;
end;
$function$;

comment on function audience.remove_from_segment is
$$Removes subscribers from a manual segment and returns how many were in it.

segment_id: the segment. subscriber_ids: who; ids of who is not in it are passed over. A person who
acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing; P0002 no
such segment; 55000 its members follow criteria.
Writes: audience.subscriber_segment_memberships. Locks: the members, then the segment.$$;

revoke execute on function audience.remove_from_segment from public;
grant execute on function audience.remove_from_segment to aquascene_editor;

commit;
