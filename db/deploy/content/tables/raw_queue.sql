-- Deploy aquascene:content/tables/raw_queue to pg
-- requires: content/tables/raw_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Apart from raw_content, whose indexes would each take a new entry at every claim
-- (docs/decisions/0007).
create table content.raw_queue (
    raw_content_id  uuid        not null primary key
        references content.raw_content (id) on delete cascade,
    next_attempt_at timestamptz not null default now(),
    place           bigint      not null generated always as identity,
    attempts        integer     not null default 0,

    constraint raw_queue_attempts_is_a_count check (attempts >= 0)
)
-- Vacuumed early: every row is written to be deleted soon.
with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

create index raw_queue_due_idx on content.raw_queue (next_attempt_at, place);

comment on table content.raw_queue is
$$Raw content that waits for a worker; who claims an item takes its row away, into
content.raw_leases.$$;
comment on column content.raw_queue.raw_content_id is $$The item.$$;
comment on column content.raw_queue.next_attempt_at is $$Not claimed before.$$;
comment on column content.raw_queue.place is
$$Order of arrival: items that came in together lie together, and are claimed together.$$;
comment on column content.raw_queue.attempts is
$$Times it was claimed since it came in or was requeued.$$;
comment on index content.raw_queue_due_idx is $$Used by content.claim_raw.$$;

grant select on content.raw_queue to aquascene_reader;

commit;
