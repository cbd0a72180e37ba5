-- Deploy aquascene:ops/functions/apply_retention to pg
-- requires: ops/tables/partition_policies
-- requires: ops/tables/archives
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Who waits for the parent's lock stops every writer that comes later. So the month is locked
-- first, where nobody writes any more, then the parent, both for a moment at most: a lock that
-- is not to be had is given up, and tried again after a while.
create or replace function ops._take_off(parent regclass, partition regclass, is_kept boolean)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set lock_timeout = '50ms'
as $function$
begin
    for _attempt in 1 .. 40 loop
        begin
            execute format('lock table %s in access exclusive mode', _take_off.partition);
            execute format('lock table only %s in access exclusive mode', _take_off.parent);
            if _take_off.is_kept then
                execute format('alter table %s detach partition %s', _take_off.parent,
                               _take_off.partition);
            else
                execute format('drop table %s', _take_off.partition);
            end if;
            return;
        exception
            when lock_not_available or deadlock_detected then
                if _attempt = 40 then
                    raise;
                end if;
        end;
        perform pg_sleep(0.02 + random() * 0.08);
    end loop;
end;
$function$;

comment on function ops._take_off is
$$Drops a partition, or makes it a table of its own (is_kept), without keeping writers waiting.

Errors: 55P03 its locks could not be had in forty tries, some seconds. Locks: access exclusive on
the partition, then on the parent.$$;

revoke execute on function ops._take_off from public;

create or replace function ops.apply_retention(
    only_table text default null,
    batch_size integer default 10000
)
returns table (table_name text, step text, partition_name text, row_count bigint)
language plpgsql
volatile
security definer                            -- only the owner drops partitions
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $function$
declare
    _month record;
begin
    if apply_retention.only_table is not null and not exists (
        select from ops.partition_policies as p where p.table_name = apply_retention.only_table
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no partition policy for table %L', apply_retention.only_table),
            hint    = 'select table_name from ops.partition_policies lists them.';
    end if;
    if not coalesce(apply_retention.batch_size between 1 and 1000000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not between 1 and 1000000',
                             coalesce(apply_retention.batch_size::text, 'null')),
            hint    = 'Ten thousand rows are deleted in a moment.';
    end if;

    -- One does it at a time; who waited sees what the other has done.
    perform pg_advisory_xact_lock('ops.partition_policies'::regclass::bigint);

    -- Months that may hold what is too old, those that are so as a whole first; then the default.
    for _month in
        select p.table_name, p.partition_column, p.is_archived, c.cutoff,
               i.inhparent::regclass as parent, i.inhrelid::regclass as partition,
               b.starts_at, b.ends_at, coalesce(b.ends_at <= c.cutoff, false) as is_over
          from ops.partition_policies as p
         cross join lateral (
               select ((ops.now())::date - p.retention)::date::timestamptz) as c (cutoff)
          join pg_inherits as i on i.inhparent = to_regclass(p.table_name)
          join pg_class as r on r.oid = i.inhrelid
         cross join lateral (
               select substring(e.bound from $re$FROM \('([^']+)'\)$re$)::timestamptz as starts_at,
                      substring(e.bound from $re$TO \('([^']+)'\)$re$)::timestamptz as ends_at
                 from pg_get_expr(r.relpartbound, r.oid) as e (bound)) as b
         where p.retention is not null
           and (apply_retention.only_table is null or p.table_name = apply_retention.only_table)
           and coalesce(b.starts_at < c.cutoff, true)
         order by is_over desc, p.table_name, b.starts_at nulls last
    loop
        apply_retention.table_name := _month.table_name;
        apply_retention.partition_name := _month.partition::text;
        if _month.is_over then
            perform ops._take_off(_month.parent, _month.partition, _month.is_archived);
            if _month.is_archived then
                insert into ops.archives (partition_name, table_name, starts_at,
                                          ends_at)
                values (apply_retention.partition_name, _month.table_name, _month.starts_at,
                        _month.ends_at);
            end if;
            apply_retention.step := case when _month.is_archived then 'detached' else 'dropped' end;
            return next;
            return;
        end if;
        execute format('delete from %1$s where ctid = any (array(select o.ctid from %1$s as o'
                       ' where o.%2$I < $1 limit $2 for update skip locked))',
                       _month.partition, _month.partition_column)
          using _month.cutoff, apply_retention.batch_size;
        get diagnostics apply_retention.row_count = row_count;
        if apply_retention.row_count > 0 then
            apply_retention.step := 'deleted';
            return next;
            return;
        end if;
    end loop;
end;
$function$;

comment on function ops.apply_retention is
$$Removes what is older than its policy's retention, one step a call: a whole month is dropped (or
detached, for aquascene partitions archive), or some rows of the month at the boundary are deleted.
No row when nothing is left to do: call it until then, each call in a transaction of its own, so
that writers wait for 50 ms at most, and then only for their turn.

only_table: a table_name of ops.partition_policies; null takes all. batch_size: rows deleted at a
time. Returns step = dropped, detached or deleted (row_count rows). Errors: P0002 no such policy;
22023 batch_size out of range; 55P03 a lock could not be had in some seconds, call again. Locks: see
ops._take_off. Writes: ops.archives.$$;

revoke execute on function ops.apply_retention from public;
grant execute on function ops.apply_retention to aquascene_admin, aquascene_worker;

commit;
