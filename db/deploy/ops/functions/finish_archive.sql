-- Deploy aquascene:ops/functions/finish_archive to pg
-- requires: ops/functions/apply_retention

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function ops.archived_columns(partition_name text)
returns table (column_name text, data_type text)
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select a.attname::text, format_type(a.atttypid, a.atttypmod)
      from ops.archives as m
      join pg_attribute as a
        on a.attrelid = to_regclass(m.partition_name) and a.attnum > 0 and not a.attisdropped
     where m.partition_name = archived_columns.partition_name and m.archived_at is null
     order by a.attnum;
$function$;

comment on function ops.archived_columns is
$$Returns the columns of a month that waits to be archived, in their order; none when it is gone.

partition_name: of ops.archives. Errors: none.$$;

revoke execute on function ops.archived_columns from public;
grant execute on function ops.archived_columns to aquascene_admin;

create or replace function ops.finish_archive(
    partition_name text,
    location       text,
    row_count      bigint,
    byte_count     bigint,
    checksum       text
)
returns void
language plpgsql
volatile
security definer                            -- only the owner drops tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _count bigint;
begin
    perform from ops.archives as a
      where a.partition_name = finish_archive.partition_name and a.archived_at is null
        for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no month %L waits to be archived', finish_archive.partition_name),
            hint    = 'select partition_name from ops.archives where archived_at is null.';
    end if;
    execute format('lock table %s in access exclusive mode',
                   finish_archive.partition_name::regclass);
    execute format('select count(*) from %s', finish_archive.partition_name::regclass)
       into _count;
    if _count is distinct from finish_archive.row_count then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('%s has %s rows, and the archive %s', finish_archive.partition_name,
                             _count, coalesce(finish_archive.row_count::text, 'null')),
            hint    = 'Archive it again; nothing was dropped.';
    end if;
    update ops.archives as a
       set archived_at = ops.now(), location = finish_archive.location,
           row_count = finish_archive.row_count, byte_count = finish_archive.byte_count,
           checksum = finish_archive.checksum
     where a.partition_name = finish_archive.partition_name;
    execute format('drop table %s', finish_archive.partition_name::regclass);
end;
$function$;

comment on function ops.finish_archive is
$$Writes down where a month that was taken off its table has been archived, and drops the table.

partition_name: of ops.archives. location, byte_count, checksum: of the file. row_count: rows in it,
which are counted here too. Errors: P0002 no such month waits; 55000 the table has another number of
rows; 23514 the checksum is no SHA-256; 23502, 23514 something is missing. Writes: ops.archives.
Locks: the month's table, access exclusive.$$;

revoke execute on function ops.finish_archive from public;
grant execute on function ops.finish_archive to aquascene_admin;

commit;
