-- Deploy aquascene:ops/functions/ensure_partitions to pg
-- requires: ops/tables/partition_policies
-- requires: ops/functions/create_monthly_partition
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.ensure_partitions(months_ahead integer default null)
returns integer
language plpgsql
volatile
security definer                            -- only the owner makes partitions
set search_path = pg_catalog, pg_temp
as $function$
declare
    _month   constant date := date_trunc('month', ops.now() at time zone 'UTC');
    _missing record;
    _made    integer := 0;
begin
    if ensure_partitions.months_ahead not between 0 and 60 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('months_ahead %s is not between 0 and 60',
                             ensure_partitions.months_ahead),
            hint    = 'Leave it out to use premake_months of ops.partition_policies.';
    end if;

    for _missing in
        select p.table_name, m.start::date as start_date
          from ops.partition_policies as p
         cross join lateral generate_series(
                   _month,
                   _month + make_interval(months =>
                       coalesce(ensure_partitions.months_ahead, p.premake_months)),
                   interval '1 month') as m (start)
         where not exists (
                   select
                     from pg_class as c
                    where c.oid = to_regclass(p.table_name || to_char(m.start, '_YYYY_MM'))
                      and c.relispartition)
         order by p.table_name, m.start
    loop
        perform ops.create_monthly_partition(_missing.table_name, _missing.start_date);
        _made := _made + 1;
    end loop;
    return _made;
end;
$function$;

comment on function ops.ensure_partitions is
$$Makes the missing partitions of this month and the months ahead, for every policy.

months_ahead: 0 to 60; null takes each policy's premake_months. Returns how many were made: 0 when
called again. Errors: 22023 months_ahead out of range; 42P07 a partition's name is taken; 55P03 a
lock could not be had within 3 s, call again. Locks: as ops.create_monthly_partition.$$;

revoke execute on function ops.ensure_partitions from public;
grant execute on function ops.ensure_partitions to aquascene_admin, aquascene_worker;

commit;
