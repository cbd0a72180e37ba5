-- Deploy aquascene:audience/functions/refresh_segment to pg
-- requires: audience/functions/compile_criteria
-- requires: audience/functions/count_members
-- requires: audience/functions/log_changes
-- requires: ops/tables/rollup_watermarks
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function audience._write_members(
    segment_id integer,
    judged     text,
    candidates uuid[],
    out entered_count bigint,
    out left_count    bigint
)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
begin
    -- Subscribers are locked by id, so that none is deleted meanwhile; triggers lock the segment.
    execute format(
        'with judged as materialized (%s), entered as ('
        'insert into audience.subscriber_segment_memberships '
        '(subscriber_id, segment_id, added_at) '
        'select s.id, $1, $3 from audience.subscribers as s '
        'where s.id in (select j.id from judged as j where j.is_wanted and not j.is_member) '
        'order by s.id for key share '
        'on conflict on constraint subscriber_segment_memberships_pkey do nothing returning 1'
        '), gone as ('
        'delete from audience.subscriber_segment_memberships as m using judged as j '
        'where j.is_member and not j.is_wanted '
        'and m.segment_id = $1 and m.subscriber_id = j.id returning 1'
        ') select (select count(*) from entered), (select count(*) from gone)', judged)
       into entered_count, left_count
      using segment_id, candidates, ops.now();
end;
$function$;

comment on function audience._write_members is
$$Writes the difference between the members of a segment and who should be, and counts it.

judged: SQL over $1, the segment, and $2, candidates, that gives id, is_wanted and is_member.
Errors: none. Writes: audience.subscriber_segment_memberships. Locks: the subscribers, then the
segment.$$;

revoke execute on function audience._write_members from public;

create or replace function audience._refresh_all(
    segment_id integer,
    condition  text,
    out entered_count bigint,
    out left_count    bigint
)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set jit = off                               -- compiling costs more than it saves
as $function$
begin
    select w.entered_count, w.left_count into entered_count, left_count
      from audience._write_members(segment_id, format(
           'select coalesce(w.id, m.subscriber_id) as id, w.id is not null as is_wanted, '
           'm.subscriber_id is not null as is_member '
           'from (select s.id %s) as w full join '
           '(select t.subscriber_id from audience.subscriber_segment_memberships as t '
           'where t.segment_id = $1) as m on m.subscriber_id = w.id '
           'where w.id is null or m.subscriber_id is null',
           audience._segment_source(condition)), null) as w;
end;
$function$;

comment on function audience._refresh_all is
$$Has the members of a segment follow a condition, and counts who entered and who left.
Errors: none. Writes and locks: as audience._write_members.$$;

revoke execute on function audience._refresh_all from public;

create or replace function audience._changed_subscribers(
    since      timestamptz,
    below      xid8,
    sources    text[],
    segments   integer[],
    ages       text[],
    max_count  bigint
)
returns uuid[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set jit = off
set enable_seqscan = off                    -- a few rows, whatever random pages are taken to cost
set plan_cache_mode = force_custom_plan
as $function$
declare
    _count bigint;
    _ids   uuid[];
begin
    select sum(cardinality(l.subscriber_ids)) into _count
      from audience.subscriber_changes as l
     where l.xid >= _changed_subscribers.below
       and (l.source is null or l.source = any (_changed_subscribers.sources))
       and (l.segment_id is null or l.segment_id = any (_changed_subscribers.segments));
    if _count > _changed_subscribers.max_count then
        return null;
    end if;
    execute
        'select array_agg(c.id order by c.id) from ('
        'select unnest(l.subscriber_ids) as id from audience.subscriber_changes as l '
        'where l.xid >= $3 and (l.source is null or l.source = any ($4)) '
        'and (l.segment_id is null or l.segment_id = any ($5))'
        || (select coalesce(string_agg(' union select s.id'
                                       || audience._segment_source(a.condition), ''), '')
              from unnest(_changed_subscribers.ages) as a (condition))
        -- of the log alone, too, each once
        || ' union select null where false) as c'
       into _ids
      using _changed_subscribers.since, ops.now(), _changed_subscribers.below,
            _changed_subscribers.sources, _changed_subscribers.segments;
    _ids := coalesce(_ids, '{}');
    return case when cardinality(_ids) <= _changed_subscribers.max_count then _ids end;
end;
$function$;

comment on function audience._changed_subscribers is
$$Returns whose rows changed in transactions from one on, or whose age crossed a bound since a time;
null when they are too many.

sources: tables. segments: whose members matter. ages: conditions of audience._compile.
Errors: none.$$;

revoke execute on function audience._changed_subscribers from public;

create or replace function audience._refresh_some(
    segment_id integer,
    condition  text,
    candidates uuid[],
    out entered_count bigint,
    out left_count    bigint
)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set jit = off
set enable_hashjoin = off                   -- by the keys, whatever random pages are taken to cost
set enable_mergejoin = off
set enable_seqscan = off
as $function$
begin
    select w.entered_count, w.left_count into entered_count, left_count
      from audience._write_members(segment_id, format(
           'select s.id, (%s) is true as is_wanted, '
           'exists (select from audience.subscriber_segment_memberships as t '
           'where t.segment_id = $1 and t.subscriber_id = s.id) as is_member %s',
           condition, audience._segment_source('s.id = any ($2)')), candidates) as w;
end;
$function$;

comment on function audience._refresh_some is
$$Judges candidates only; otherwise as audience._refresh_all. Errors: none. Writes and locks: as
audience._write_members.$$;

revoke execute on function audience._refresh_some from public;

-- Two at once queue up at an advisory lock, not at the segment's row: who erases a subscriber holds
-- that and waits for the row.
create or replace function audience.refresh_segment(
    segment_id integer,
    is_full    boolean default false
)
returns table (entered_count bigint, left_count bigint, evaluated_count bigint)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _segment    audience.subscriber_segments;
    _rule       record;
    _digest     text;
    _horizon    xid8;
    _everybody  bigint;
    _candidates uuid[];
begin
    perform admin._check_permission('audience.manage');
    perform pg_advisory_xact_lock('audience.subscriber_segments'::regclass::oid::bigint::integer,
                                  refresh_segment.segment_id);
    select s.* into _segment
      from audience.subscriber_segments as s
     where s.id = refresh_segment.segment_id;
    if _segment.id is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no segment %s', coalesce(refresh_segment.segment_id::text, 'null')),
            hint    = 'select id, name from audience.subscriber_segments lists them.';
    end if;
    if _segment.segment_type = 'manual' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('segment %L is manual', _segment.name),
            detail  = format('Row of audience.subscriber_segments with id %s.', _segment.id),
            hint    = 'Its members are added by audience.add_to_segment.';
    end if;
    perform audience.compile_criteria(_segment.filter_criteria);            -- 22023
    select c.* into _rule from audience._compile(_segment.filter_criteria) as c;
    _digest := md5(_rule.expression);

    -- What is not seen below is of transactions from the horizon on: the next refresh looks at it.
    -- A segment that is ahead of it was restored from a dump of another cluster.
    _horizon := pg_snapshot_xmin(pg_current_snapshot());
    if not refresh_segment.is_full and _segment.refreshed_by = _digest
        and _segment.refreshed_below <= _horizon
        and array_position(_rule.sources, null) is null
    then
        select c.reltuples into _everybody
          from pg_class as c
         where c.oid = 'audience.subscribers'::regclass;
        _candidates := audience._changed_subscribers(
            _segment.refreshed_at, _segment.refreshed_below, _rule.sources, _rule.segments,
            _rule.ages, greatest(_everybody / 5, 1000));
        -- asked after the log was read: what was removed before is missing in it
        if exists (select from ops.rollup_watermarks as w
                    where w.name = 'audience.subscriber_changes'
                      and w.below > _segment.refreshed_below)
        then
            _candidates := null;
        end if;
    end if;

    if _candidates is null then
        select w.entered_count, w.left_count into entered_count, left_count
          from audience._refresh_all(_segment.id, _rule.expression) as w;
    elsif _candidates = '{}' then
        entered_count := 0;
        left_count := 0;
        evaluated_count := 0;
    else
        select w.entered_count, w.left_count into entered_count, left_count
          from audience._refresh_some(_segment.id, _rule.expression, _candidates) as w;
        evaluated_count := cardinality(_candidates);
    end if;
    update audience.subscriber_segments as s
       set refreshed_at = ops.now(), refreshed_below = _horizon, refreshed_by = _digest
     where s.id = _segment.id;
    return next;
end;
$function$;

comment on function audience.refresh_segment is
$$Has the members of a segment follow its criteria: evaluates whose rows changed and whose ages
crossed a bound since the last time, writes the difference, and counts who entered and who left.
evaluated_count is null when everybody was evaluated: the first time, after the criteria changed,
when a fifth of all changed, or where changes are not logged (audience.criteria_fields).

segment_id: the segment. is_full: evaluate everybody. A person who acts needs audience.manage.
Errors: 28000 nobody acts; 42501 the permission is missing; P0002 no such segment; 55000 it is
manual; 22023 its criteria have faults, since what they ask for is gone.
Writes: audience.subscriber_segment_memberships, audience.subscriber_segments. Locks: an advisory
lock of the segment; the subscribers who enter; the segment.$$;

revoke execute on function audience.refresh_segment from public;
grant execute on function audience.refresh_segment to aquascene_editor, aquascene_worker;

commit;
