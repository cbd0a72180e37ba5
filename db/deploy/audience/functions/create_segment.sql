-- Deploy aquascene:audience/functions/create_segment to pg
-- requires: audience/tables/subscriber_segments
-- requires: audience/functions/compile_criteria
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._checked_criteria(segment_type text, criteria jsonb)
returns integer[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
begin
    if _checked_criteria.segment_type = 'manual' then
        if _checked_criteria.criteria <> '{}' then
            raise exception using
                errcode = 'invalid_parameter_value',
                message = 'a manual segment has no criteria',
                hint    = 'Make an automatic one, or leave filter_criteria out and add people by '
                          'audience.add_to_segment.';
        end if;
        return array[]::integer[];
    end if;
    perform audience.compile_criteria(_checked_criteria.criteria);
    return array(select distinct r.id
                   from audience._compile(_checked_criteria.criteria) as c
                  cross join unnest(c.segments) as r (id)
                  order by r.id);
end;
$function$;

comment on function audience._checked_criteria is
$$Returns which segments criteria ask for. Errors: 22023 criteria with faults, or of a manual
segment.$$;

revoke execute on function audience._checked_criteria from public;

create or replace function audience.create_segment(
    name            text,
    description     text default null,
    segment_type    text default 'manual',
    filter_criteria jsonb default '{}'
)
returns integer
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    select admin._check_permission('audience.manage');
    insert into audience.subscriber_segments (
        name, description, segment_type, filter_criteria, refers_to)
    values (create_segment.name, create_segment.description, create_segment.segment_type,
            create_segment.filter_criteria,
            -- what is of the wrong type or missing is refused by the table
            case when jsonb_typeof(create_segment.filter_criteria) = 'object'
                      and create_segment.segment_type
                          in ('manual', 'automatic', 'behavioral', 'demographic')
                 then audience._checked_criteria(create_segment.segment_type,
                                                 create_segment.filter_criteria)
                 else '{}' end)
    returning id;
$function$;

comment on function audience.create_segment is
$$Makes a segment and returns its id. One with a rule has no members before
audience.refresh_segment.

name: not yet taken. segment_type: manual, whose members are added by hand; or automatic, behavioral
or demographic, whose members follow filter_criteria: see audience.compile_criteria. A person
who acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing; 22023
criteria with faults, or of a manual segment; 23505 the name is taken; 23514 no such type, or
criteria that are no object; 23502 no name; 22001 a name or type that is too long.
Writes: audience.subscriber_segments (audited).$$;

revoke execute on function audience.create_segment from public;
grant execute on function audience.create_segment to aquascene_editor;

commit;
