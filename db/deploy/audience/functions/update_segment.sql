-- Deploy aquascene:audience/functions/update_segment to pg
-- requires: audience/functions/create_segment
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Takes the lock of all rules before it looks at them: two that refer to each other at once would
-- close a circle that neither sees.
create or replace function audience.update_segment(
    segment_id      integer,
    name            text default null,
    description     text default null,
    filter_criteria jsonb default null,
    is_active       boolean default null
)
returns audience.subscriber_segments
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _segment   audience.subscriber_segments;
    _refers_to integer[];
    _circle    text;
    _other     text;
begin
    perform admin._check_permission('audience.manage');
    perform pg_advisory_xact_lock('audience.subscriber_segments'::regclass::bigint);
    select s.* into _segment
      from audience.subscriber_segments as s
     where s.id = update_segment.segment_id
       for no key update;
    if _segment.id is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no segment %s', coalesce(update_segment.segment_id::text, 'null')),
            hint    = 'select id, name from audience.subscriber_segments lists them.';
    end if;

    if update_segment.name <> _segment.name then
        select s.name into _other
          from audience.subscriber_segments as s
         where s.refers_to @> array[_segment.id]
           and jsonb_path_exists(s.filter_criteria, '$.**.in_segment.** ? (@ == $name)',
                                 jsonb_build_object('name', _segment.name))
         order by s.id
         limit 1;
        if _other is not null then
            raise exception using
                errcode = 'object_not_in_prerequisite_state',
                message = format('segment %L is asked for by its name', _segment.name),
                detail  = format('By the criteria of segment %L.', _other),
                hint    = format('Have them ask for {"in_segment": %s} first.', _segment.id);
        end if;
    end if;

    if update_segment.filter_criteria is not null then
        _refers_to := audience._checked_criteria(_segment.segment_type,
                                                 update_segment.filter_criteria);
        with recursive reached as (
            select s.id, array[_segment.name::text, s.name::text] as names
              from audience.subscriber_segments as s
             where s.id = any (_refers_to)
            union all
            select s.id, r.names || s.name::text
              from reached as r
              join audience.subscriber_segments as t on t.id = r.id
              join audience.subscriber_segments as s on s.id = any (t.refers_to)
             where r.id <> _segment.id
        ) cycle id set is_circle using path
        select string_agg(quote_ident(n.name), ' -> ' order by n.place) into _circle
          from (select r.names
                  from reached as r
                 where r.id = _segment.id
                 order by cardinality(r.names), r.names
                 limit 1) as c
         cross join unnest(c.names) with ordinality as n (name, place);
        if _circle is not null then
            raise exception using
                errcode = 'invalid_parameter_value',
                message = format('segment %L would ask for itself', _segment.name),
                detail  = format('in_segment: %s.', _circle),
                hint    = 'Leave one of them out.';
        end if;
    end if;

    update audience.subscriber_segments as s
       set name = coalesce(update_segment.name, s.name),
           description = coalesce(update_segment.description, s.description),
           filter_criteria = coalesce(update_segment.filter_criteria, s.filter_criteria),
           refers_to = coalesce(_refers_to, s.refers_to),
           is_active = coalesce(update_segment.is_active, s.is_active)
     where s.id = _segment.id
    returning s.* into _segment;
    return _segment;
end;
$function$;

comment on function audience.update_segment is
$$Changes a segment and returns it; what is null stays as it is. Members follow new criteria from
the next audience.refresh_segment on.

segment_id: the segment. name: not yet taken. filter_criteria: see audience.compile_criteria.
is_active: whether it may be sent to, and is refreshed. A person who acts needs audience.manage.
Errors: 28000 nobody acts; 42501 the permission is missing; P0002 no such segment; 22023 criteria
with faults, of a manual segment, or that ask for the segment itself, by way of others too; 55000 a
new name, where criteria of others ask for the old one; 23505 the name is taken; 22001 a name that
is too long.
Writes: audience.subscriber_segments (audited). Locks: an advisory lock of
audience.subscriber_segments; the segment.$$;

revoke execute on function audience.update_segment from public;
grant execute on function audience.update_segment to aquascene_editor;

commit;
