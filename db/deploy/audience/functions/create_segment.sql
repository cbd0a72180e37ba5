-- Deploy aquascene:audience/functions/create_segment to pg
-- requires: audience/tables/subscriber_segments

begin;
set local role aquascene_owner;

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
    insert into audience.subscriber_segments (name, description, segment_type, filter_criteria)
    values (create_segment.name, create_segment.description, create_segment.segment_type,
            create_segment.filter_criteria)
    returning id;
$function$;

comment on function audience.create_segment is
$$Makes a segment and returns its id.

name: not yet taken. segment_type: manual, automatic, behavioral or demographic. filter_criteria: a
JSON object. Errors: 23505 the name is taken; 23514 no such type, or criteria that are no object;
23502 no name; 22001 a name or type that is too long.
Writes: audience.subscriber_segments (audited).$$;

revoke execute on function audience.create_segment from public;
grant execute on function audience.create_segment to aquascene_editor;

commit;
