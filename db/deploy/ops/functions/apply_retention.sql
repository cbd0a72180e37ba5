-- Deploy aquascene:ops/functions/apply_retention to pg
-- requires: ops/tables/partition_policies
-- requires: ops/functions/now

begin;
set local role aquascene_owner;

create or replace function ops.apply_retention(only_table text default null)
returns table (table_name text, partitions_dropped integer, rows_deleted bigint)
language plpgsql
volatile
security definer                            -- only the owner drops partitions
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set lock_timeout = '3s'                     -- rather fail and be called again than stop writers
as $function$
declare
    _policy    record;
    _relation  regclass;
    _partition regclass;
begin
    if apply_retention.only_table is not null and not exists (
        select from ops.partition_policies as p where p.table_name = apply_retention.only_table
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no partition policy for table %L', apply_retention.only_table),
            hint    = 'select table_name from ops.partition_policies lists them.';
    end if;

    for _policy in
        select p.table_name, p.partition_column, ((ops.now())::date - p.retention)::date as cutoff
          from ops.partition_policies as p
         where p.retention is not null
           and (apply_retention.only_table is null or p.table_name = apply_retention.only_table)
         order by p.table_name
    loop
        apply_retention.table_name := _policy.table_name;
        apply_retention.partitions_dropped := 0;
        _relation := _policy.table_name::regclass;
        for _partition in
            select i.inhrelid::regclass
              from pg_inherits as i
              join pg_class as c on c.oid = i.inhrelid
             where i.inhparent = _relation
               and substring(pg_get_expr(c.relpartbound, c.oid) from $re$TO \('([^']+)'\)$re$)
                   ::timestamptz <= _policy.cutoff
             order by 1
        loop
            execute format('drop table %s', _partition);
            apply_retention.partitions_dropped := apply_retention.partitions_dropped + 1;
        end loop;

        execute format('delete from %s where %I < $1', _relation, _policy.partition_column)
          using _policy.cutoff;
        get diagnostics apply_retention.rows_deleted = row_count;
        return next;
    end loop;
end;
$function$;

comment on function ops.apply_retention is
$$Removes rows older than their policy's retention: whole partitions are dropped, the rest of the
month at the boundary is deleted.

only_table: a table_name of ops.partition_policies; null takes all. Returns a row for each table
with a retention. Errors: P0002 no such policy; 55P03 a lock could not be had within 3 s, call
again. Locks: access exclusive on the parent for the moment of a drop.$$;

revoke execute on function ops.apply_retention from public;
grant execute on function ops.apply_retention to aquascene_admin, aquascene_worker;

commit;
