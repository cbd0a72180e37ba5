-- Deploy aquascene:ops/functions/drain_default to pg
-- requires: ops/tables/drains
-- requires: ops/functions/mirror_strays
-- requires: ops/functions/create_monthly_partition
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- While a month's rows lie in the default partition, the partition of that month cannot be there;
-- and rows taken out in parts would be seen by nobody until it is. So the rows are copied, in
-- parts, into a table of the same shape that has the months; a trigger does to the copy what is
-- done to the default partition meanwhile; and at the end the two change places, in a moment.

-- Makes the copy, with a partition for each month of the strays, and has it follow the default
-- partition from here on. Locks, at the end: share row exclusive on tables its foreign keys refer
-- to, and on the default partition (writers wait).
create or replace function ops._begin_drain(
    table_name text, parent regclass, strays regclass, copy text, months date[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _policy ops.partition_policies;
    _schema constant text := (select c.relnamespace::regnamespace::text
                                from pg_class as c
                               where c.oid = _begin_drain.parent);
    _name   constant text := (select c.relname
                                from pg_class as c
                               where c.oid = _begin_drain.parent);
    _values text;
    _key    text;
    _month  date;
    _table  text;
    _bounds text;
    _foreign record;
begin
    select p.* into _policy
      from ops.partition_policies as p
     where p.table_name = _begin_drain.table_name;
    select string_agg(format('($1).%I', a.attname), ', ' order by a.attnum)
               filter (where a.attgenerated = ''),
           string_agg(format('t.%1$I = ($1).%1$I', a.attname), ' and ' order by a.attnum)
               filter (where a.attnum = any (k.conkey))
      into _values, _key
      from pg_attribute as a
      join pg_constraint as k on k.conrelid = a.attrelid and k.contype = 'p'
     where a.attrelid = _begin_drain.parent and a.attnum > 0 and not a.attisdropped;
    if _key is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('table %s has no primary key', _begin_drain.parent),
            hint    = 'ops.create_monthly_partition moves the rows of a month at once.';
    end if;

    execute format('create table %s (like %s including all) partition by range (%I)',
                   _begin_drain.copy, _begin_drain.parent, _policy.partition_column);
    execute format('comment on table %s is %L', _begin_drain.copy,
                   format('Copy of strays of %s on their way into months.', _begin_drain.parent));
    execute format('create table %s.%I (like %s including all)',
                   _schema, _name || '_drain_default', _begin_drain.parent);
    execute format('alter table %s attach partition %s.%I default',
                   _begin_drain.copy, _schema, _name || '_drain_default');
    foreach _month in array _begin_drain.months loop
        _table := format('%s.%I', _schema, _name || to_char(_month, '_YYYY_MM'));
        _bounds := format('(%L) to (%L)', _month, (_month + interval '1 month')::date);
        execute format('create table %s (like %s including all) with (fillfactor = %s)',
                       _table, _begin_drain.parent, _policy.fillfactor);
        execute format('comment on table %s is %L', _table,
                       format('Rows of %s of %s.', _begin_drain.parent,
                              to_char(_month, 'YYYY-MM')));
        -- With it, nothing is read when the partition changes its parent.
        execute format('alter table %1$s add constraint month_of_drain '
                       'check (%2$I is not null and %2$I >= %3$L and %2$I < %4$L)',
                       _table, _policy.partition_column, _month,
                       (_month + interval '1 month')::date);
        execute format('alter table %s attach partition %s for values from %s',
                       _begin_drain.copy, _table, _bounds);
    end loop;
    -- From here on others wait.
    for _foreign in
        select k.conname, pg_get_constraintdef(k.oid) as definition
          from pg_constraint as k
         where k.conrelid = _begin_drain.parent and k.contype = 'f'
    loop
        execute format('alter table %s add constraint %I %s',
                       _begin_drain.copy, _foreign.conname, _foreign.definition);
    end loop;
    execute format('lock table only %s in share row exclusive mode', _begin_drain.strays);
    execute format('create trigger mirror_strays after insert or update or delete on %s '
                   'for each row execute function ops._mirror_strays(%L, %L, %L, %L)',
                   _begin_drain.strays, _begin_drain.copy, _key,
                   ops._stored_columns(_begin_drain.parent), _values);
    execute format('create trigger mirror_truncate after truncate on %s '
                   'for each statement execute function ops._mirror_strays(%L)',
                   _begin_drain.strays, _begin_drain.copy);
end;
$function$;

comment on function ops._begin_drain is
$$Makes the copy into which strays are drained. Errors: 55000 the table has no primary key; 42P07
the name of a partition is taken. Writes: nothing.$$;

revoke execute on function ops._begin_drain from public;

-- Puts the months and the new default partition of the copy in the place of the old default.
-- Locks: access exclusive on the parent and the default partition, share row exclusive on tables
-- its foreign keys refer to; all within 150 ms.
create or replace function ops._end_drain(parent regclass, strays regclass, copy regclass)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _begun   constant timestamptz := clock_timestamp();
    _old     name;
    _comment text;
    _indexes jsonb;
    _part    record;
    _index   record;
begin
    for _part in
        select k.confrelid::regclass as relation, 'share row exclusive' as mode, 1 as place
          from pg_constraint as k
         where k.conrelid = _end_drain.parent and k.contype = 'f'
        union
        select _end_drain.parent, 'access exclusive', 2
        union
        select _end_drain.strays, 'access exclusive', 3
         order by place, relation
    loop
        perform set_config(
            'lock_timeout',
            greatest(150 - extract(epoch from clock_timestamp() - _begun) * 1000, 1)::integer::text,
            true);
        execute format('lock table only %s in %s mode', _part.relation, _part.mode);
    end loop;

    select c.relname, obj_description(c.oid, 'pg_class')
      into _old, _comment
      from pg_class as c
     where c.oid = _end_drain.strays;
    select jsonb_object_agg(h.inhparent::text, c.relname) into _indexes
      from pg_index as x
      join pg_inherits as h on h.inhrelid = x.indexrelid
      join pg_class as c on c.oid = x.indexrelid
     where x.indrelid = _end_drain.strays;
    execute format('alter table %s detach partition %s', _end_drain.parent, _end_drain.strays);
    execute format('drop table %s', _end_drain.strays);
    for _part in
        select i.inhrelid::regclass as relation, pg_get_expr(c.relpartbound, c.oid) as bound,
               c.relnamespace::regnamespace as schema
          from pg_inherits as i
          join pg_class as c on c.oid = i.inhrelid
         where i.inhparent = _end_drain.copy
         order by pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT', c.relname
    loop
        execute format('alter table %s detach partition %s', _end_drain.copy, _part.relation);
        execute format('alter table %s attach partition %s %s', _end_drain.parent, _part.relation,
                       _part.bound);
        execute format('alter table %s drop constraint if exists month_of_drain', _part.relation);
        continue when _part.bound <> 'DEFAULT';

        execute format('alter table %s rename to %I', _part.relation, _old);
        execute format('comment on table %s.%I is %L', _part.schema, _old, _comment);
        for _index in
            select h.inhrelid::regclass as relation, _indexes ->> h.inhparent::text as wanted
              from pg_index as x
              join pg_inherits as h on h.inhrelid = x.indexrelid
             where x.indrelid = _part.relation
        loop
            execute format('comment on index %s is null', _index.relation);
            execute format('alter index %s rename to %I', _index.relation, _index.wanted);
        end loop;
    end loop;
    execute format('drop table %s', _end_drain.copy);
end;
$function$;

comment on function ops._end_drain is
$$Ends a drain: the copy has all rows of the default partition. Errors: 55P03 a lock could not be
had. Writes: nothing.$$;

revoke execute on function ops._end_drain from public;

create or replace function ops.drain_default(table_name text, batch_rows integer default 10000)
returns bigint
language plpgsql
volatile
security definer                            -- only the owner makes partitions
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set lock_timeout = '150ms'                  -- nobody waits behind us for longer
as $function$
declare
    _parent  regclass;
    _drain   ops.drains;
    _strays  regclass;
    _column  text;
    _copy    text;
    _columns text;
    _months  date[];
    _rows    bigint;
    _end     bigint;
begin
    if drain_default.batch_rows not between 1 and 1000000 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_rows %s is not between 1 and 1000000',
                             drain_default.batch_rows),
            hint    = 'Leave it out for 10000.';
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception using               -- an old snapshot would not see all rows to copy
            errcode = 'object_not_in_prerequisite_state',
            message = 'rows can be moved in a transaction that is read committed only',
            hint    = 'Call it in a transaction of its own.';
    end if;
    select c.oid, nullif(t.partdefid, 0)::regclass, p.partition_column,
           format('%I.%I', n.nspname, c.relname || '_drain')
      into _parent, _strays, _column, _copy
      from ops.partition_policies as p
      join pg_class as c on c.oid = to_regclass(p.table_name)
      join pg_namespace as n on n.oid = c.relnamespace
      join pg_partitioned_table as t on t.partrelid = c.oid
     where p.table_name = drain_default.table_name;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no partition policy for table %L',
                             left(drain_default.table_name, 200)),
            hint    = 'select table_name from ops.partition_policies lists them.';
    end if;
    if _strays is null then
        return 0;
    end if;

    -- One caller for a table at a time; ops.create_monthly_partition stands in the same queue.
    execute format('lock table only %s in share update exclusive mode', _parent);
    select d.* into _drain from ops.drains as d where d.table_name = drain_default.table_name;
    if not found then
        execute format(
            'select array_agg(distinct date_trunc(''month'', %1$I::timestamp)::date) '
            'filter (where %1$I >= $1 and %1$I < $2), count(*) from %2$s', _column, _strays)
           into _months, _rows
          using date_trunc('month', ops.now()) - interval '10 years',
                date_trunc('month', ops.now()) + interval '5 years';
        if _months is null then
            return 0;                       -- empty, or dates that have no place
        end if;
        perform ops._begin_drain(drain_default.table_name, _parent, _strays, _copy, _months);
        insert into ops.drains (table_name, file_node, block_count, row_count, started_at)
        values (drain_default.table_name, pg_relation_filenode(_strays),
                pg_relation_size(_strays) / current_setting('block_size')::integer, _rows,
                ops.now());
        return _rows;
    end if;

    if _drain.file_node <> pg_relation_filenode(_strays) then
        _drain.file_node := pg_relation_filenode(_strays);
        _drain.next_block := 0;
        _drain.block_count := pg_relation_size(_strays)
                              / current_setting('block_size')::integer;
    end if;
    if _drain.next_block >= _drain.block_count then
        perform ops._end_drain(_parent, _strays, _copy::regclass);
        delete from ops.drains as d where d.table_name = drain_default.table_name;
        return 0;
    end if;

    _columns := ops._stored_columns(_parent);
    _end := least(
        _drain.next_block + ceil(drain_default.batch_rows * _drain.block_count::numeric
                                 / greatest(_drain.row_count, 1)),
        _drain.block_count);
    -- A row that somebody changes now is waited for: it is theirs to copy, or still ours.
    execute format(
        'with old as materialized ('
        'select %1$s from %2$s where ctid >= $1 and ctid < $2 for no key update) '
        'insert into %3$s (%1$s) overriding system value select %1$s from old '
        'on conflict do nothing', _columns, _strays, _copy)
      using format('(%s,0)', _drain.next_block)::tid, format('(%s,0)', _end)::tid;
    update ops.drains as d
       set file_node = _drain.file_node, next_block = _end, block_count = _drain.block_count
     where d.table_name = drain_default.table_name;
    return greatest(1, ceil(_drain.row_count * (1 - _end / _drain.block_count::numeric)))::bigint;
end;
$function$;

comment on function ops.drain_default is
$$Moves the rows of a default partition into monthly partitions, a part with each call, while others
read and write. Returns about how many rows are left: call again, each time in a transaction of its
own, until it is 0.

table_name: of ops.partition_policies. batch_rows: about how many rows to copy, 1 to 1000000. Rows
of a month more than 10 years ago or 5 years ahead stay. Until the end all rows are where they
were; a call that fails or is killed leaves what the calls before it did; ops.cancel_drain gives up.
Errors: P0002 no such policy; 22023 batch_rows out of range; 55000 the table has no primary key, or
the transaction is not read committed; 42P07 the name of a partition is taken; 55P03 a lock could
not be had within 150 ms, call again. Writes: ops.drains. Locks, for 150 ms at most: share row
exclusive on tables its foreign keys refer to, and to begin on the default partition; to end, access
exclusive on that and the parent.$$;

revoke execute on function ops.drain_default from public;
grant execute on function ops.drain_default to aquascene_admin, aquascene_worker;

create or replace function ops.cancel_drain(table_name text)
returns void
language plpgsql
volatile
security definer                            -- only the owner drops tables
set search_path = pg_catalog, pg_temp
set lock_timeout = '150ms'                  -- nobody waits behind us for longer
as $function$
declare
    _parent regclass;
    _copy   text;
    _strays regclass;
begin
    select c.oid, format('%I.%I', n.nspname, c.relname || '_drain'),
           nullif(t.partdefid, 0)::regclass
      into _parent, _copy, _strays
      from ops.drains as d
      join pg_class as c on c.oid = to_regclass(d.table_name)
      join pg_namespace as n on n.oid = c.relnamespace
      join pg_partitioned_table as t on t.partrelid = c.oid
     where d.table_name = cancel_drain.table_name;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no drain of table %L', left(cancel_drain.table_name, 200)),
            hint    = 'select table_name from ops.drains lists them.';
    end if;
    execute format('lock table only %s in share update exclusive mode', _parent);
    execute format('drop trigger if exists mirror_strays on %s', _strays);
    execute format('drop trigger if exists mirror_truncate on %s', _strays);
    execute format('drop table if exists %s', _copy);
    delete from ops.drains as d where d.table_name = cancel_drain.table_name;
end;
$function$;

comment on function ops.cancel_drain is
$$Gives up a drain of strays: they stay where they are, the copy goes.

table_name: of ops.drains. Errors: P0002 no such drain; 55P03 a lock could not be had within 150 ms,
call again. Writes: ops.drains. Locks: access exclusive on the default partition.$$;

revoke execute on function ops.cancel_drain from public;
grant execute on function ops.cancel_drain to aquascene_admin;

commit;
