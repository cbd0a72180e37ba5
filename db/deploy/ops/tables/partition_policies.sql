-- Deploy aquascene:ops/tables/partition_policies to pg
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table ops.partition_policies (
    table_name       text        not null primary key,
    partition_column text        not null,
    premake_months   integer     not null default 3,
    retention        interval,
    is_archived      boolean     not null default false,
    fillfactor       integer     not null default 100,
    description      text        not null,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),

    constraint partition_policies_premake_is_sane check (premake_months between 0 and 60),
    constraint partition_policies_fillfactor_is_a_share check (fillfactor between 10 and 100),
    constraint partition_policies_retention_is_a_month_or_more
        check (retention >= interval '1 month')
);

create trigger updated_at before update on ops.partition_policies
    for each row execute function ops.set_updated_at();

comment on table ops.partition_policies is
$$One row for each table that is partitioned by month: how far ahead to make partitions, how long
to keep rows.$$;
comment on column ops.partition_policies.table_name is
$$Schema-qualified name of the partitioned table.$$;
comment on column ops.partition_policies.partition_column is
$$Column of the partition key, date or timestamptz.$$;
comment on column ops.partition_policies.premake_months is $$Months made ahead of now.$$;
comment on column ops.partition_policies.retention is
$$How long rows are kept; null keeps them for ever.$$;
comment on column ops.partition_policies.is_archived is
$$Whether months that are over are written to a file before they go (aquascene partitions
archive).$$;
comment on column ops.partition_policies.fillfactor is
$$Percent of a page that is filled by inserts in new partitions; the rest is for updates beside
them, which then touch no index.$$;
comment on column ops.partition_policies.description is $$Why this long.$$;
comment on column ops.partition_policies.created_at is $$When the policy came into being.$$;
comment on column ops.partition_policies.updated_at is $$When it was last changed.$$;

grant select on ops.partition_policies to aquascene_reader;

commit;
