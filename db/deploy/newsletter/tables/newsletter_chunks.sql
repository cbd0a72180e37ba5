-- Deploy aquascene:newsletter/tables/newsletter_chunks to pg
-- requires: newsletter/tables/newsletter_issues

begin;
set local role aquascene_owner;

create table newsletter.newsletter_chunks (
    issue_id       uuid        not null
        references newsletter.newsletter_issues (id) on delete cascade,
    chunk          integer     not null,
    due_at         timestamptz not null,
    subscriber_ids uuid[]      not null,
    size           integer     not null generated always as (cardinality(subscriber_ids)) stored,
    claimed_count  integer     not null default 0,

    primary key (issue_id, chunk),
    constraint newsletter_chunks_count_from_one check (chunk >= 1),
    constraint newsletter_chunks_claim_no_more_than_there_are
        check (claimed_count between 0 and cardinality(subscriber_ids))
);
create index newsletter_chunks_open_idx
    on newsletter.newsletter_chunks (due_at, issue_id, chunk) where claimed_count < size;

comment on table newsletter.newsletter_chunks is
$$The frozen audience of an issue, as arrays of subscriber ids with a due time.$$;
comment on column newsletter.newsletter_chunks.issue_id is $$The issue.$$;
comment on column newsletter.newsletter_chunks.chunk is $$1, 2, 3 … in order.$$;
comment on column newsletter.newsletter_chunks.due_at is $$Not sent before.$$;
comment on column newsletter.newsletter_chunks.subscriber_ids is $$Recipients, decided once.$$;
comment on column newsletter.newsletter_chunks.size is $$How many.$$;
comment on column newsletter.newsletter_chunks.claimed_count is
$$How many of them workers have taken, from the first on.$$;
comment on index newsletter.newsletter_chunks_open_idx is
$$Used by newsletter.claim_batch: holds only chunks with recipients left.$$;

grant select on newsletter.newsletter_chunks to aquascene_reader;

commit;
