-- Deploy aquascene:ops/tables/archives to pg
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.archives (
    partition_name text        not null primary key,
    table_name     text        not null,
    starts_at      timestamptz not null,
    ends_at        timestamptz not null,
    detached_at    timestamptz not null default now(),
    archived_at    timestamptz,
    location       text,
    row_count      bigint,
    byte_count     bigint,
    checksum       text,

    constraint archives_archived_says_where check (
        (archived_at is null and num_nonnulls(location, row_count, byte_count, checksum) = 0)
        or (archived_at is not null
            and num_nonnulls(location, row_count, byte_count, checksum) = 4)),
    constraint archives_checksum_is_sha_256 check (checksum ~ '^[0-9a-f]{64}$')
);

comment on table ops.archives is
$$Months that were taken off their table by ops.apply_retention to be archived: a table of their own
until aquascene partitions archive has written them to a file, then that file.$$;
comment on column ops.archives.partition_name is $$The month's table, with its schema.$$;
comment on column ops.archives.table_name is $$The table that it was a partition of.$$;
comment on column ops.archives.starts_at is $$First instant it holds.$$;
comment on column ops.archives.ends_at is $$First instant it does not hold.$$;
comment on column ops.archives.detached_at is $$When it was taken off.$$;
comment on column ops.archives.archived_at is $$When it was in its file,
    and dropped; null before.$$;
comment on column ops.archives.location is $$The folder with the file and its manifest.$$;
comment on column ops.archives.row_count is $$Rows in it.$$;
comment on column ops.archives.byte_count is $$Bytes of the file.$$;
comment on column ops.archives.checksum is $$SHA-256 of the file, hexadecimal.$$;

grant select on ops.archives to aquascene_reader;

commit;
