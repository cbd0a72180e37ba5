-- Deploy aquascene:newsletter/tables/newsletter_chunks to pg
-- requires: newsletter/tables/newsletter_issues

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.newsletter_chunks (
    id             bigint      not null generated always as identity primary key,
    issue_id       uuid        not null
        references newsletter.newsletter_issues (id) on delete cascade,
    due_at         timestamptz not null,
    is_retry       boolean     not null default false,
    is_paced       boolean     not null default false,
    subscriber_ids uuid[]      not null,
    size           integer     not null generated always as (cardinality(subscriber_ids)) stored,
    claimed_count  integer     not null default 0,
    sent_count     integer     not null default 0,
    failed_count   integer     not null default 0,

    constraint newsletter_chunks_counts_are_counts check (sent_count >= 0 and failed_count >= 0),
    constraint newsletter_chunks_claim_no_more_than_there_are
        check (claimed_count between 0 and cardinality(subscriber_ids))
);
create index newsletter_chunks_issue_id_idx on newsletter.newsletter_chunks (issue_id);
create index newsletter_chunks_open_idx
    on newsletter.newsletter_chunks (due_at, id) where claimed_count < size;

comment on table newsletter.newsletter_chunks is
$$Recipients with a due time, as arrays of subscriber ids: the frozen audience of an issue, and
those to try again.$$;
comment on column newsletter.newsletter_chunks.id is $$Order of writing.$$;
comment on column newsletter.newsletter_chunks.issue_id is $$The issue.$$;
comment on column newsletter.newsletter_chunks.due_at is $$Not sent before.$$;
comment on column newsletter.newsletter_chunks.is_retry is
$$false = of the frozen audience; true = in the ledger already, as deferred.$$;
comment on column newsletter.newsletter_chunks.is_paced is
$$true = put off to keep the limits of their domains (newsletter.sending_limits), which have
reserved due_at for them.$$;
comment on column newsletter.newsletter_chunks.subscriber_ids is $$Recipients, decided once.$$;
comment on column newsletter.newsletter_chunks.size is $$How many.$$;
comment on column newsletter.newsletter_chunks.claimed_count is
$$How many of them workers have taken, from the first on.$$;
comment on column newsletter.newsletter_chunks.sent_count is
$$How many of them the mail server took.$$;
comment on column newsletter.newsletter_chunks.failed_count is
$$How many of them it refused for good.$$;
comment on index newsletter.newsletter_chunks_issue_id_idx is
$$Used to account for an issue, and by the foreign key.$$;
comment on index newsletter.newsletter_chunks_open_idx is
$$Used by newsletter.claim_batch: holds only chunks with recipients left.$$;

grant select on newsletter.newsletter_chunks to aquascene_reader;

commit;
