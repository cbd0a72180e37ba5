-- Deploy aquascene:newsletter/tables/newsletter_batches to pg
-- requires: newsletter/tables/newsletter_chunks

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table newsletter.newsletter_batches (
    id             bigint      not null generated always as identity primary key,
    issue_id       uuid        not null
        references newsletter.newsletter_issues (id) on delete cascade,
    chunk_id       bigint      not null
        references newsletter.newsletter_chunks (id) on delete cascade,
    worker         text        not null,
    account        varchar(50),
    subscriber_ids uuid[]      not null,
    open_count     integer     not null,
    claimed_at     timestamptz not null default now(),
    expires_at     timestamptz not null,
    expired_at     timestamptz,

    constraint newsletter_batches_some_are_open
        check (open_count between 1 and cardinality(subscriber_ids))
);
create index newsletter_batches_issue_id_idx on newsletter.newsletter_batches (issue_id);
create index newsletter_batches_chunk_id_idx on newsletter.newsletter_batches (chunk_id);

comment on table newsletter.newsletter_batches is
$$What workers are sending: one row for each claim, until all its recipients are settled.$$;
comment on column newsletter.newsletter_batches.id is $$Identity; the ledger names it.$$;
comment on column newsletter.newsletter_batches.issue_id is $$The issue.$$;
comment on column newsletter.newsletter_batches.chunk_id is $$Where they were taken from.$$;
comment on column newsletter.newsletter_batches.worker is $$Who sends.$$;
comment on column newsletter.newsletter_batches.account is
$$By which account (newsletter.smtp_accounts); null = one of the worker's own.$$;
comment on column newsletter.newsletter_batches.subscriber_ids is $$To whom.$$;
comment on column newsletter.newsletter_batches.open_count is
$$How many of them are not settled yet.$$;
comment on column newsletter.newsletter_batches.claimed_at is $$Since when.$$;
comment on column newsletter.newsletter_batches.expires_at is
$$The lease: who is not settled by then becomes unknown.$$;
comment on column newsletter.newsletter_batches.expired_at is
$$When the lease had run out; the worker may still tell what it knows.$$;
comment on index newsletter.newsletter_batches_issue_id_idx is
$$Used to see whether an issue is done, and by the foreign key.$$;
comment on index newsletter.newsletter_batches_chunk_id_idx is $$Used by the foreign key.$$;

grant select on newsletter.newsletter_batches to aquascene_reader;

commit;
