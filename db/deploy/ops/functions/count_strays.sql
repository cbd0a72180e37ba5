-- Deploy aquascene:ops/functions/count_strays to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.count_strays(
    partitioned_table regclass,
    at_most           bigint default null
)
returns bigint
language plpgsql
stable
security definer                            -- readers hold no privilege on partitions
set search_path = pg_catalog, pg_temp
as $function$
declare
    _default regclass;
    _owner   name;
    _count   bigint;
begin
    select nullif(p.partdefid, 0), c.relowner::regrole
      into _default, _owner
      from pg_partitioned_table as p
      join pg_class as c on c.oid = p.partrelid
     where p.partrelid = count_strays.partitioned_table;
    if _owner <> current_user then          -- others' policies must not run as us
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('table %s belongs to %s', count_strays.partitioned_table, _owner),
            hint    = 'select table_name from ops.partition_policies lists the engine''s tables.';
    end if;
    if _default is null then
        return 0;
    end if;
    execute format('select count(*) from (select from %s limit $1) as s', _default)
       into _count
      using count_strays.at_most;
    return _count;
end;
$function$;

comment on function ops.count_strays is
$$Returns how many rows lie in the default partition of a partitioned table; it should be 0.

partitioned_table: the parent. at_most: no more than so many are counted; null = all, which is cheap
while there are few. Errors: 22023 the table is not the engine's; 2201W a negative at_most.$$;

revoke execute on function ops.count_strays from public;
grant execute on function ops.count_strays to aquascene_reader;

commit;
