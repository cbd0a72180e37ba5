-- Deploy aquascene:content/tables/raw_content to pg
-- requires: content/grants/schema
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;

create table content.raw_content (
    id                uuid         not null default gen_random_uuid() primary key,
    source_url        text         not null,
    source_domain     varchar(255) not null,
    content_type      varchar(50)  not null,
    title             text,
    content           text,
    html_content      text,
    images            jsonb        not null default '[]',
    metadata          jsonb        not null default '{}',
    scraped_at        timestamptz  not null default now(),
    processed         boolean      not null default false,
    processing_status varchar(20)  not null default 'pending',
    processing_error  text,
    content_hash      varchar(64) unique,
    language          varchar(10)           default 'en',
    word_count        integer,
    created_at        timestamptz  not null default now(),
    updated_at        timestamptz  not null default now(),
    claimed_by        text,
    lease_expires_at  timestamptz,
    attempts          integer      not null default 0,
    next_attempt_at   timestamptz  not null default now(),

    constraint raw_content_processing_status_is_known check (
        processing_status in ('pending', 'processing', 'completed', 'failed', 'skipped')),
    constraint raw_content_word_count_is_a_count check (word_count >= 0),
    constraint raw_content_attempts_is_a_count check (attempts >= 0),
    constraint raw_content_hash_is_sha256 check (content_hash ~ '^[0-9a-f]{64}$'),
    constraint raw_content_images_is_a_list check (jsonb_typeof(images) = 'array'),
    constraint raw_content_metadata_is_an_object check (jsonb_typeof(metadata) = 'object')
);
create index idx_raw_content_source_domain on content.raw_content (source_domain);
create index idx_raw_content_processed_scraped on content.raw_content (processed, scraped_at);
create index idx_raw_content_content_type on content.raw_content (content_type);
create index raw_content_pending_idx
    on content.raw_content (next_attempt_at, id) where processing_status = 'pending';
create index raw_content_leases_idx
    on content.raw_content (lease_expires_at) where processing_status = 'processing';
create index raw_content_failed_idx
    on content.raw_content (updated_at) where processing_status = 'failed';

create trigger updated_at before update on content.raw_content
    for each row execute function ops.set_updated_at();

comment on table content.raw_content is
$$What came in from sources, before anything is made of it; a queue for the processing workers.$$;
comment on column content.raw_content.id is $$Identity of the item.$$;
comment on column content.raw_content.source_url is $$Where it was found.$$;
comment on column content.raw_content.source_domain is $$Host of source_url, lower case.$$;
comment on column content.raw_content.content_type is
$$Kind of material: article, guide, review …$$;
comment on column content.raw_content.title is $$Title as found.$$;
comment on column content.raw_content.content is $$Text without markup.$$;
comment on column content.raw_content.html_content is $$The markup it was taken from.$$;
comment on column content.raw_content.images is $$Images: a list of {url, alt}.$$;
comment on column content.raw_content.metadata is
$$Anything else: author, published_at, description …$$;
comment on column content.raw_content.scraped_at is $$When it was fetched.$$;
comment on column content.raw_content.processed is $$Whether a draft was made of it.$$;
comment on column content.raw_content.processing_status is
$$pending = waits; processing = a worker holds it; completed = drafts were made; failed = no tries
left; skipped = nothing to make of it.$$;
comment on column content.raw_content.processing_error is $$What went wrong at the last try.$$;
comment on column content.raw_content.content_hash is
$$SHA-256 of the normalised text, hexadecimal: exact duplicates are refused.$$;
comment on column content.raw_content.language is $$ISO 639-1 code; und when unsure.$$;
comment on column content.raw_content.word_count is $$Words of content.$$;
comment on column content.raw_content.created_at is $$When the row was written.$$;
comment on column content.raw_content.updated_at is $$When it was last changed.$$;
comment on column content.raw_content.claimed_by is $$Worker that holds it.$$;
comment on column content.raw_content.lease_expires_at is $$Until when the worker holds it.$$;
comment on column content.raw_content.attempts is
$$Times it was claimed since it came in or was requeued.$$;
comment on column content.raw_content.next_attempt_at is $$Not claimed before.$$;
comment on index content.idx_raw_content_source_domain is $$Used to list what a site gave.$$;
comment on index content.idx_raw_content_processed_scraped is
$$Used to list what is or is not processed, newest first.$$;
comment on index content.idx_raw_content_content_type is $$Used to list a kind of material.$$;
comment on index content.raw_content_pending_idx is
$$Used by content.claim_raw: holds only what waits.$$;
comment on index content.raw_content_leases_idx is
$$Used by content.release_expired_leases: holds only what is being worked on.$$;
comment on index content.raw_content_failed_idx is
$$Used by analytics.system_health: holds only what has no tries left.$$;

grant select on content.raw_content to aquascene_reader;

commit;
