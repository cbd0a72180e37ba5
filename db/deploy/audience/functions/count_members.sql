-- Deploy aquascene:audience/functions/count_members to pg
-- requires: audience/tables/subscriber_segment_memberships
-- requires: audience/tables/segment_membership_events
-- requires: audience/tables/subscriber_changes
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Locks segments in the order of their ids, after the subscribers: two at once cannot deadlock.
create or replace function audience._count_members(segment_ids integer[], changes bigint[])
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $function$
    select
      from audience.subscriber_segments as s
     where s.id = any (_count_members.segment_ids)
     order by s.id
       for no key update;
    update audience.subscriber_segments as s
       set subscriber_count = s.subscriber_count + c.change
      from unnest(_count_members.segment_ids, _count_members.changes) as c (segment_id, change)
     where s.id = c.segment_id;
$function$;

comment on function audience._count_members is
$$Adds to the counts of segments' members. Errors: none. Locks: the segments, by id.$$;

revoke execute on function audience._count_members from public;

create or replace function audience._record_entries()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on segments
set search_path = pg_catalog, pg_temp
as $function$
begin
    insert into audience.segment_membership_events (
        segment_id, subscriber_id, is_entry, occurred_at)
    select n.segment_id, n.subscriber_id, true, ops.now() from new_rows as n;
    insert into audience.subscriber_changes (source, segment_id, subscriber_ids)
    select 'subscriber_segment_memberships', n.segment_id, array_agg(n.subscriber_id)
      from (select m.segment_id, m.subscriber_id, row_number() over () / 10000 as part
              from new_rows as m) as n
     group by n.segment_id, n.part;
    perform audience._count_members(array_agg(c.segment_id), array_agg(c.members))
       from (select n.segment_id, count(*) as members
               from new_rows as n
              group by n.segment_id) as c;
    return null;
end;
$function$;

comment on function audience._record_entries is
$$Trigger, after insert of members for each statement: counts them, and writes down who entered.
Errors: none. Locks: the segments, by id.$$;

revoke execute on function audience._record_entries from public;

create or replace function audience._record_exits()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on segments
set search_path = pg_catalog, pg_temp
as $function$
declare
    _segments constant integer[] := array(
        select g.id
          from audience.subscriber_segments as g
         where g.id in (select o.segment_id from old_rows as o));
begin
    -- Of a person or a segment that is being deleted, nothing is kept.
    insert into audience.segment_membership_events (
        segment_id, subscriber_id, is_entry, occurred_at)
    select o.segment_id, o.subscriber_id, false, ops.now()
      from old_rows as o
      join audience.subscribers as s on s.id = o.subscriber_id
     where o.segment_id = any (_segments);
    insert into audience.subscriber_changes (source, segment_id, subscriber_ids)
    select 'subscriber_segment_memberships', o.segment_id, array_agg(o.subscriber_id)
      from (select m.segment_id, m.subscriber_id, row_number() over () / 10000 as part
              from old_rows as m) as o
     group by o.segment_id, o.part;
    perform audience._count_members(array_agg(c.segment_id), array_agg(- c.members))
       from (select o.segment_id, count(*) as members
               from old_rows as o
              group by o.segment_id) as c;
    return null;
end;
$function$;

comment on function audience._record_exits is
$$Trigger, after delete of members for each statement: counts them, and writes down who left, unless
the person or the segment is being deleted. Errors: none. Locks: the segments, by id.$$;

revoke execute on function audience._record_exits from public;

create or replace function audience._forget_members()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the history
set search_path = pg_catalog, pg_temp
as $function$
begin
    delete from audience.segment_membership_events as e
     using old_rows as o
     where e.subscriber_id = o.id;
    return null;
end;
$function$;

comment on function audience._forget_members is
$$Trigger, after delete of subscribers for each statement: removes their history. Errors: none.$$;

revoke execute on function audience._forget_members from public;

create or replace function audience._forget_segments()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on the history
set search_path = pg_catalog, pg_temp
as $function$
begin
    delete from audience.segment_membership_events as e
     using old_rows as o
     where e.segment_id = o.id;
    return null;
end;
$function$;

comment on function audience._forget_segments is
$$Trigger, after delete of segments for each statement: removes their history. Errors: none.$$;

revoke execute on function audience._forget_segments from public;

create or replace function audience._forget_all()
returns trigger
language plpgsql
volatile
security definer                            -- writers hold no privilege on segments
set search_path = pg_catalog, pg_temp
as $function$
begin
    delete from audience.segment_membership_events;
    update audience.subscriber_segments as s
       set subscriber_count = 0, refreshed_by = null
     where s.subscriber_count > 0 or s.refreshed_by is not null;
    return null;
end;
$function$;

comment on function audience._forget_all is
$$Trigger, after truncate of members: counts none, removes the history, and has the next refresh
evaluate everybody. Errors: none.$$;

revoke execute on function audience._forget_all from public;

create trigger record_entries
    after insert on audience.subscriber_segment_memberships
    referencing new table as new_rows
    for each statement execute function audience._record_entries();
create trigger record_exits
    after delete on audience.subscriber_segment_memberships
    referencing old table as old_rows
    for each statement execute function audience._record_exits();
create trigger forget_all
    after truncate on audience.subscriber_segment_memberships
    for each statement execute function audience._forget_all();
create trigger forget_members
    after delete on audience.subscribers
    referencing old table as old_rows
    for each statement execute function audience._forget_members();
create trigger forget_segments
    after delete on audience.subscriber_segments
    referencing old table as old_rows
    for each statement execute function audience._forget_segments();

commit;
