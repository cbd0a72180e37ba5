-- Deploy aquascene:ops/functions/create_monthly_partition to pg
-- requires: ops/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops._stored_columns(relation regclass)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
      from pg_attribute as a
     where a.attrelid = _stored_columns.relation and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = '';
$function$;

comment on function ops._stored_columns is
$$Returns the columns of a table that can be written, quoted, with commas: all but generated ones.
Errors: none.$$;

revoke execute on function ops._stored_columns from public;

-- Locks, in this order: share update exclusive on the parent (two callers queue up here; writers
-- go on), access exclusive on the default partition (writers of strays wait), then attach.
create or replace function ops.create_monthly_partition(table_name text, start_date date)
returns void
language plpgsql
volatile
security definer                            -- only the owner makes partitions
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set lock_timeout = '3s'                     -- rather fail and be called again than stop writers
as $function$
declare
    _given     constant text[] := parse_ident(create_monthly_partition.table_name);    -- 22023
    _parent    regclass;
    _from      constant date := date_trunc('month', create_monthly_partition.start_date);
    _to        constant date := _from + interval '1 month';
    _schema    text;
    _name      text;
    _owner     name;
    _column    text;
    _default   regclass;
    _partition text;
    _attached  boolean;
begin
    select c.oid into _parent
      from pg_class as c
     where c.relname = _given[cardinality(_given)] and c.relkind in ('p', 'r')
       and case cardinality(_given)
           when 1 then c.relnamespace::regnamespace::text in (
               'ops', 'audit', 'admin', 'content', 'scraping', 'audience', 'social', 'newsletter',
               'analytics')
           when 2 then c.relnamespace = to_regnamespace(quote_ident(_given[1])) end;
    if _parent is null or _from is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no table %L, or no date %L', create_monthly_partition.table_name,
                             create_monthly_partition.start_date),
            hint    = 'Give a table such as content_metrics and a day of the month.';
    end if;

    select n.nspname, c.relname, c.relowner::regrole, a.attname, nullif(p.partdefid, 0)::regclass
      into _schema, _name, _owner, _column, _default
      from pg_partitioned_table as p
      join pg_class as c on c.oid = p.partrelid
      join pg_namespace as n on n.oid = c.relnamespace
      join pg_attribute as a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
     where p.partrelid = _parent and p.partstrat = 'r';
    if not found then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('table %s is not partitioned by range', _parent),
            hint    = 'select table_name from ops.partition_policies lists the tables that are.';
    end if;

    if _owner <> current_user then          -- others' triggers and defaults must not run as us
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('table %s belongs to %s', _parent, _owner),
            hint    = 'select table_name from ops.partition_policies lists the engine''s tables.';
    end if;

    execute format('lock table only %s in share update exclusive mode', _parent);

    _partition := _name || '_' || to_char(_from, 'YYYY_MM');
    select c.relispartition into _attached
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
     where n.nspname = _schema and c.relname = _partition;
    if _attached then
        return;
    elsif found then
        raise exception using
            errcode = 'duplicate_table',
            message = format('table %I.%I is there but is not a partition', _schema, _partition),
            hint    = format('Attach it to %s, or rename it.', _parent);
    end if;

    execute format('create table %I.%I (like %s including all) with (fillfactor = %s)',
                   _schema, _partition, _parent,
                   coalesce((select p.fillfactor
                               from ops.partition_policies as p
                              where p.table_name = format('%I.%I', _schema, _name)), 100));
    execute format('comment on table %I.%I is %L', _schema, _partition,
                   format('Rows of %I.%I of %s.', _schema, _name, to_char(_from, 'YYYY-MM')));

    if _default is not null then
        execute format('lock table %s in access exclusive mode', _default);
        execute format(
            'with moved as (delete from %1$s where %2$I >= %3$L and %2$I < %4$L returning %7$s) '
            'insert into %5$I.%6$I (%7$s) overriding system value select %7$s from moved',
            _default, _column, _from, _to, _schema, _partition,
            ops._stored_columns(_parent));
    end if;

    execute format('alter table %s attach partition %I.%I for values from (%L) to (%L)',
                   _parent, _schema, _partition, _from, _to);
end;
$function$;

comment on function ops.create_monthly_partition is
$$Makes the partition table_YYYY_MM of a table that is partitioned by month (UTC).

table_name: the partitioned table, with or without its schema. start_date: any day of the month.
Does nothing when the partition is there. Rows of that month that lie in the default partition
move into it at once; millions of them are for ops.drain_default. Errors: 22023 no such table, not
partitioned by range, or not the engine's; 42P07 the name is taken; 55P03 a lock could not be had
within 3 s, call again. Locks: parent share update exclusive, tables its foreign keys refer to
share row exclusive, default partition access exclusive.$$;

revoke execute on function ops.create_monthly_partition from public;
grant execute on function ops.create_monthly_partition to aquascene_admin;

commit;
