-- Deploy aquascene:ops/functions/alarm_partitions to pg
-- requires: ops/views/partition_report
-- requires: audit/functions/record_event
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Lock: one caller at a time, so that a fault is written down once.
create or replace function ops.alarm_partitions()
returns integer
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $function$
declare
    _next   constant timestamptz := date_trunc('month', ops.now(), 'UTC') + interval '1 month';
    _faults jsonb;
    _count  integer;
begin
    perform pg_advisory_xact_lock(hashtextextended('ops.alarm_partitions', 0));
    select coalesce(jsonb_object_agg(f.event_name || ' ' || f.table_name, f.fault), '{}')
      into _faults
      from (
          select p.table_name, 'strays' as event_name,
                 jsonb_build_object('table_name', p.table_name, 'stray_rows', p.stray_rows) as fault
            from ops.partition_report as p
           where p.stray_rows > 0
          union all
          select p.table_name, 'gap',
                 jsonb_build_object('table_name', p.table_name,
                                    'before', jsonb_agg(p.partition_name))
            from ops.partition_report as p
           where p.is_after_gap
           group by p.table_name
          union all
          select t.table_name, 'missing',
                 jsonb_build_object('table_name', t.table_name, 'month', to_char(_next, 'YYYY-MM'))
            from ops.partition_policies as t
           where not exists (
                     select
                       from ops.partition_report as p
                      where p.table_name = t.table_name
                        and p.partition_start <= _next and p.partition_end > _next)
      ) as f;

    update audit.system_events as e
       set resolved_at = greatest(ops.now(), e.occurred_at)
     where e.event_type = 'partitions'
       and e.resolved_at is null
       and not _faults ? e.event_name;

    select count(audit.record_event('partitions', f.name, f.fault, 'error', 'ops'))
      into _count
      from jsonb_each(_faults) as f (name, fault)
     where not exists (
               select
                 from audit.system_events as e
                where e.event_type = 'partitions'
                  and e.event_name = f.name
                  and e.resolved_at is null);
    return _count;
end;
$function$;

comment on function ops.alarm_partitions is
$$Writes a system event for each table with strays, with a gap between its partitions, or without a
partition for next month, and returns how many it wrote: a fault that is known is not written again.
Events of faults that are gone are resolved.

Errors: none. Writes: audit.system_events.$$;

revoke execute on function ops.alarm_partitions from public;
grant execute on function ops.alarm_partitions to aquascene_admin, aquascene_worker;

commit;
