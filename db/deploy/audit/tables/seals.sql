-- Deploy aquascene:audit/tables/seals to pg
-- requires: audit/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table audit.seals (
    number    bigint      not null primary key,
    month     date        not null,
    xid_from  bigint      not null,
    xid_below bigint      not null,
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    row_count bigint      not null,
    digest    bytea       not null,
    previous  bytea       not null,
    sealed_at timestamptz not null,
    proof     bytea       not null
);

comment on table audit.seals is
$$Seals over batches of audit.audit_log, one partition each, chained by their proofs: a row that was
changed, taken out or put in after the seal no longer fits it (audit.verify_chain).$$;
comment on column audit.seals.number is $$Place in the chain, from 1 without a gap.$$;
comment on column audit.seals.month is $$First day of the month, UTC, whose entries it covers.$$;
comment on column audit.seals.xid_from is $$It covers entries of this transaction and later …$$;
comment on column audit.seals.xid_below is $$… up to the one before this.$$;
comment on column audit.seals.first_at is $$changed_at of the first entry.$$;
comment on column audit.seals.last_at is $$changed_at of the last entry.$$;
comment on column audit.seals.row_count is $$Entries it covers.$$;
comment on column audit.seals.digest is $$SHA-256 over the digests of the entries, in order.$$;
comment on column audit.seals.previous is $$Proof of the seal before; empty for the first.$$;
comment on column audit.seals.sealed_at is $$When it was made.$$;
comment on column audit.seals.proof is
$$HMAC-SHA-256 over all of this with the secret audit: without that key nobody makes a seal.$$;

grant select on audit.seals to aquascene_reader;

create table audit.chain_heads (
    is_head     boolean     not null default true primary key,
    seal_number bigint      not null,
    seal_proof  bytea       not null,
    xid_below   bigint      not null,
    sealed_at   timestamptz not null,
    proof       bytea       not null,

    constraint chain_heads_are_one check (is_head)
);

comment on table audit.chain_heads is
$$The end of the chain of audit.seals, in one row: how many seals there must be.$$;
comment on column audit.chain_heads.is_head is $$Always true: there is one row.$$;
comment on column audit.chain_heads.seal_number is $$The last seal.$$;
comment on column audit.chain_heads.seal_proof is $$Its proof.$$;
comment on column audit.chain_heads.xid_below is
$$Entries of transactions before this one are sealed.$$;
comment on column audit.chain_heads.sealed_at is $$When audit.seal last found something.$$;
comment on column audit.chain_heads.proof is $$HMAC-SHA-256 over all of this.$$;

grant select on audit.chain_heads to aquascene_reader;

create table audit.redactions (
    entry_id        uuid        not null,
    changed_at      timestamptz not null,
    original_digest bytea       not null,
    redacted_digest bytea       not null,
    erased_for      uuid        not null,
    redacted_at     timestamptz not null,
    proof           bytea       not null,

    primary key (entry_id, changed_at)
);

comment on table audit.redactions is
$$Entries of audit.audit_log in which an erasure blotted somebody out. They keep the digest they
were sealed with, and this row vouches that it was an erasure and not tampering.$$;
comment on column audit.redactions.entry_id is $$The entry.$$;
comment on column audit.redactions.changed_at is $$Its changed_at, the rest of its key.$$;
comment on column audit.redactions.original_digest is $$Digest of its data before.$$;
comment on column audit.redactions.redacted_digest is $$Digest of its data since.$$;
comment on column audit.redactions.erased_for is
$$The person erased, as in the certificate audience.erasures; the last one, when several were.$$;
comment on column audit.redactions.redacted_at is $$When.$$;
comment on column audit.redactions.proof is $$HMAC-SHA-256 over all of this.$$;

grant select on audit.redactions to aquascene_reader;

commit;
