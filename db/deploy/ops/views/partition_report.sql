-- Deploy aquascene:ops/views/partition_report to pg
-- requires: ops/tables/partition_policies
-- requires: ops/functions/count_strays

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view ops.partition_report as
with partitions as (
    select
        p.table_name,
        format('%I.%I', n.nspname, c.relname) collate "default" as partition_name,
        b.bound = 'DEFAULT' as is_default,
        bounds.partition_start,
        bounds.partition_end,
        -- -1 means never analyzed: unknown, not none
        nullif(c.reltuples, -1)::bigint as estimated_rows,
        pg_total_relation_size(c.oid) as total_bytes
    from ops.partition_policies as p
    join pg_inherits as i on i.inhparent = to_regclass(p.table_name)
    join pg_class as c on c.oid = i.inhrelid
    join pg_namespace as n on n.oid = c.relnamespace
    cross join lateral pg_get_expr(c.relpartbound, c.oid) as b (bound)
    cross join lateral (
        select
            substring(b.bound from $re$FROM \('([^']+)'\)$re$) as lower_bound,
            substring(b.bound from $re$TO \('([^']+)'\)$re$) as upper_bound
    ) as t
    -- A bound of a date key prints without a zone and means midnight UTC.
    cross join lateral (
        select
            case when length(t.lower_bound) = 10 then t.lower_bound::timestamp at time zone 'UTC'
                 else t.lower_bound::timestamptz end as partition_start,
            case when length(t.upper_bound) = 10 then t.upper_bound::timestamp at time zone 'UTC'
                 else t.upper_bound::timestamptz end as partition_end
    ) as bounds
)
select
    p.table_name,
    p.partition_name,
    p.is_default,
    p.partition_start,
    p.partition_end,
    p.estimated_rows,
    p.total_bytes,
    coalesce(
        p.partition_start > lag(p.partition_end) over (
            partition by p.table_name, p.is_default order by p.partition_start),
        false
    ) as is_after_gap,
    case when p.is_default then ops.count_strays(p.table_name::regclass) else 0 end as stray_rows
from partitions as p
order by p.table_name, p.is_default, p.partition_start;

comment on view ops.partition_report is
$$Every partition of every table with a policy: its bounds, rows, size, gaps before it, strays in
the default.$$;
comment on column ops.partition_report.table_name is $$The partitioned table.$$;
comment on column ops.partition_report.partition_name is $$The partition.$$;
comment on column ops.partition_report.is_default is
$$Whether it is the default partition, which should stay empty.$$;
comment on column ops.partition_report.partition_start is
$$First instant it holds (UTC month); null for the default.$$;
comment on column ops.partition_report.partition_end is
$$First instant it does not hold; null for the default.$$;
comment on column ops.partition_report.estimated_rows is
$$Rows as the planner knows them; null before the first ANALYZE.$$;
comment on column ops.partition_report.total_bytes is $$Bytes on disk with indexes and TOAST.$$;
comment on column ops.partition_report.is_after_gap is
$$Whether months are missing between it and the partition before it.$$;
comment on column ops.partition_report.stray_rows is $$Rows counted in the default partition.$$;

grant select on ops.partition_report to aquascene_reader;

commit;
