-- Deploy aquascene:ops/tables/drains to pg
-- requires: ops/tables/partition_policies

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.drains (
    table_name  text        not null primary key,
    file_node   oid         not null,
    next_block  bigint      not null default 0,
    block_count bigint      not null,
    row_count   bigint      not null,
    started_at  timestamptz not null default now(),

    constraint drains_next_block_is_a_place check (next_block >= 0),
    constraint drains_block_count_is_a_count check (block_count >= 0),
    constraint drains_row_count_is_a_count check (row_count >= 0)
);

comment on table ops.drains is
$$Default partitions whose rows are on their way into monthly partitions (ops.drain_default).$$;
comment on column ops.drains.table_name is $$The partitioned table.$$;
comment on column ops.drains.file_node is
$$The file of the default partition: another one, after VACUUM FULL, is copied from its start.$$;
comment on column ops.drains.next_block is
$$The first block of the default partition that is not copied yet.$$;
comment on column ops.drains.block_count is
$$Blocks it had when the drain began; what came later is copied as it is written.$$;
comment on column ops.drains.row_count is $$Rows it had when the drain began.$$;
comment on column ops.drains.started_at is $$When the drain began.$$;

grant select on ops.drains to aquascene_reader;

commit;
