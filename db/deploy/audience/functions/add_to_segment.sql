-- Deploy aquascene:audience/functions/add_to_segment to pg
-- requires: audience/tables/subscriber_segment_memberships
-- requires: audience/functions/count_members
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._require_manual(segment_id integer)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _segment audience.subscriber_segments;
begin
    select s.* into _segment
      from audience.subscriber_segments as s
     where s.id = _require_manual.segment_id;
    if _segment.id is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no segment %s', coalesce(_require_manual.segment_id::text, 'null')),
            hint    = 'select id, name from audience.subscriber_segments lists them.';
    end if;
    if _segment.segment_type <> 'manual' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('segment %L follows its criteria', _segment.name),
            detail  = format('Row of audience.subscriber_segments with id %s.', _segment.id),
            hint    = 'Change them by audience.update_segment, or use a manual segment.';
    end if;
end;
$function$;

comment on function audience._require_manual is
$$Refuses a segment whose members are not added by hand. Errors: P0002 no such segment; 55000 it has
criteria.$$;

revoke execute on function audience._require_manual from public;

-- Locks the subscribers, by id, so that none is deleted meanwhile; then the segment, by a trigger.
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
    perform admin._check_permission('audience.manage');
    perform audience._require_manual(add_to_segment.segment_id);
    insert into audience.subscriber_segment_memberships (
        subscriber_id, segment_id, added_at, added_by)
    select s.id, add_to_segment.segment_id, ops.now(),
           ops._actor()
      from audience.subscribers as s
     where s.id = any(add_to_segment.subscriber_ids)
     order by s.id
       for key share
    on conflict on constraint subscriber_segment_memberships_pkey do nothing;
    get diagnostics _added = row_count;
    return _added;
end;
$function$;

comment on function audience.add_to_segment is
$$Adds subscribers to a manual segment and returns how many were not in it before.

segment_id: the segment. subscriber_ids: who; ids that are nobody's are passed over. A person who
acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing; P0002 no
such segment; 55000 its members follow criteria.
Writes: audience.subscriber_segment_memberships. Locks: the subscribers, then the segment.$$;

revoke execute on function audience.add_to_segment from public;
grant execute on function audience.add_to_segment to aquascene_editor;

commit;
