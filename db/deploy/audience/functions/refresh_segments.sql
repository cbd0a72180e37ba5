-- Deploy aquascene:audience/functions/refresh_segments to pg
-- requires: audience/functions/refresh_segment
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._prune_changes()
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
    _below   xid8;
    _count   bigint;
begin
    -- A segment that was not refreshed for a week does not hold the log: it is evaluated in full.
    -- What is ahead of the horizon was restored from a dump of another cluster.
    select coalesce(min(s.refreshed_below), _horizon) into _below
      from audience.subscriber_segments as s
     where s.segment_type <> 'manual' and s.is_active
       and s.refreshed_at > ops.now() - interval '7 days'
       and s.refreshed_below <= _horizon;
    insert into ops.rollup_watermarks as w (name, below, rolled_up_at)
    values ('audience.subscriber_changes', _below, ops.now())
    on conflict on constraint rollup_watermarks_pkey do update
       set below = case when w.below > _horizon then excluded.below
                        else greatest(w.below, excluded.below) end,
           rolled_up_at = excluded.rolled_up_at;
    delete from audience.subscriber_changes as c
     where c.xid < _below
        or c.xid >= pg_snapshot_xmax(pg_current_snapshot()) and c.xid <> pg_current_xact_id();
    get diagnostics _count = row_count;
    return _count;
end;
$function$;

comment on function audience._prune_changes is
$$Removes the entries of audience.subscriber_changes that no segment needs, and counts them.
Errors: none. Writes: audience.subscriber_changes, ops.rollup_watermarks.$$;

revoke execute on function audience._prune_changes from public;

create or replace function audience.refresh_segments(
    refreshed_before timestamptz default null,
    batch_size       integer default 1000
)
returns table (
    segment_id      integer,
    name            text,
    entered_count   bigint,
    left_count      bigint,
    evaluated_count bigint,
    fault           text
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _before constant timestamptz := coalesce(refresh_segments.refreshed_before, ops.now());
begin
    perform admin._check_permission('audience.manage');
    if not coalesce(refresh_segments.batch_size between 1 and 1000000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not within 1 to 1000000',
                             coalesce(refresh_segments.batch_size::text, 'null')),
            hint    = 'One is a good batch: each segment in a transaction of its own.';
    end if;
    for _place in 1 .. refresh_segments.batch_size loop
        segment_id := null;
        select s.id, s.name, c.fault into segment_id, name, fault
          from audience.subscriber_segments as s
         cross join lateral audience._compile(s.filter_criteria) as c
         where s.segment_type <> 'manual' and s.is_active
           and (s.refreshed_at is null or s.refreshed_at < _before)
         order by exists (                  -- after those that it asks for
                      select
                        from audience.subscriber_segments as t
                       where t.id = any (s.refers_to) and t.segment_type <> 'manual'
                         and t.is_active
                         and (t.refreshed_at is null or t.refreshed_at < _before)),
                  s.refreshed_at nulls first, s.id
         limit 1;
        exit when segment_id is null;
        entered_count := 0;
        left_count := 0;
        evaluated_count := 0;
        if fault is null then
            select r.entered_count, r.left_count, r.evaluated_count
              into entered_count, left_count, evaluated_count
              from audience.refresh_segment(refresh_segments.segment_id) as r;
        else
            update audience.subscriber_segments as s
               set refreshed_at = ops.now(), refreshed_by = null
             where s.id = refresh_segments.segment_id;
        end if;
        return next;
    end loop;
    perform audience._prune_changes();
end;
$function$;

comment on function audience.refresh_segments is
$$Refreshes the active segments that have criteria, each after those that it asks for, and returns
what audience.refresh_segment did; then removes changes that no segment needs. A job calls it with a
batch_size of 1 and the same refreshed_before until it returns none, so that each segment is a
transaction of its own.

refreshed_before: those not refreshed since then; null = now. batch_size: at most so many. fault:
what is wrong with criteria that asked for something that is gone; members stay as they are. A
person who acts needs audience.manage. Errors: 28000 nobody acts; 42501 the permission is missing;
22023 a batch_size out of range.
Writes: as audience.refresh_segment; audience.subscriber_changes, ops.rollup_watermarks. Locks: as
audience.refresh_segment.$$;

revoke execute on function audience.refresh_segments from public;
grant execute on function audience.refresh_segments to aquascene_editor, aquascene_worker;

commit;
