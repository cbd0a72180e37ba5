-- Deploy aquascene:audience/functions/segment_members to pg
-- requires: audience/tables/subscriber_segment_memberships

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience.segment_members(
    segment_id integer,
    after      uuid default null,
    page_size  integer default 100
)
returns table (
    subscriber_id uuid,
    email         text,
    first_name    text,
    last_name     text,
    status        text,
    added_at      timestamptz
)
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select s.id, s.email, s.first_name, s.last_name, s.status, m.added_at
      from audience.subscriber_segment_memberships as m
      join audience.subscribers as s on s.id = m.subscriber_id
     where m.segment_id = segment_members.segment_id
       and m.subscriber_id > coalesce(segment_members.after,
                                      '00000000-0000-0000-0000-000000000000')
     order by m.subscriber_id
     limit segment_members.page_size;
$function$;

comment on function audience.segment_members is
$$Returns the members of a segment, a page at a time, in the order of their ids.

segment_id: no such segment has none. after: the last id of the page before. page_size: at most so
many; null = all. Errors: 2201W a negative page_size.$$;

revoke execute on function audience.segment_members from public;
grant execute on function audience.segment_members to aquascene_reader, aquascene_editor;

commit;
