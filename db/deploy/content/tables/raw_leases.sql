-- Deploy aquascene:content/tables/raw_leases to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- A row for each batch and not for each item: a lease of a hundred items is one insert and one
-- delete.
create table content.raw_leases (
    id              bigint      not null generated always as identity primary key,
    worker          text        not null,
    expires_at      timestamptz not null,
    raw_content_ids uuid[]      not null,
    attempts        integer[]   not null,

    constraint raw_leases_count_the_attempts_of_each_item
        check (cardinality(raw_content_ids) > 0
               and cardinality(attempts) = cardinality(raw_content_ids))
)
with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

create index raw_leases_worker_idx on content.raw_leases (worker);
create index raw_leases_expires_at_idx on content.raw_leases (expires_at);

comment on table content.raw_leases is
$$Raw content that workers are at work on: a row for each batch claimed, until all of it is done.$$;
comment on column content.raw_leases.id is $$Identity of the lease.$$;
comment on column content.raw_leases.worker is $$Who holds the items.$$;
comment on column content.raw_leases.expires_at is
$$Until when; then content.release_expired_leases lets the items wait again.$$;
comment on column content.raw_leases.raw_content_ids is $$The items not yet completed or failed.$$;
comment on column content.raw_leases.attempts is
$$For each of them, the times it was claimed, this one included.$$;
comment on index content.raw_leases_worker_idx is
$$Used to find what a worker holds when it completes or fails items.$$;
comment on index content.raw_leases_expires_at_idx is
$$Used by content.release_expired_leases and analytics.system_health.$$;

grant select on content.raw_leases to aquascene_reader;

commit;
