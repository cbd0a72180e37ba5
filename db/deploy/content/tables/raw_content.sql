-- Deploy aquascene:content/tables/raw_content to pg
-- requires: content/grants/schema
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

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
    content_hash      varchar(64) collate "C" unique,
    language          varchar(10)           default 'en',
    word_count        integer,
    created_at        timestamptz  not null default now(),
    updated_at        timestamptz  not null default now(),
    duplicate_of      uuid references content.raw_content (id) on delete set null,
    similarity        decimal(4, 3),

    constraint raw_content_processing_status_is_known check (
        processing_status in ('pending', 'completed', 'failed', 'skipped')),
    constraint raw_content_word_count_is_a_count check (word_count >= 0),
    constraint raw_content_is_not_its_own_duplicate check (duplicate_of <> id),
    constraint raw_content_similarity_is_in_range check (similarity between 0 and 1),
    constraint raw_content_hash_has_64_digits check (length(content_hash) = 64),
    constraint raw_content_images_is_a_list check (jsonb_typeof(images) = 'array'),
    constraint raw_content_metadata_is_an_object check (jsonb_typeof(metadata) = 'object')
)
-- Texts lie out of line, so that marking a row as processed does not write its text again.
with (toast_tuple_target = 128, fillfactor = 50);

create index idx_raw_content_source_domain on content.raw_content (source_domain);
create index idx_raw_content_processed_scraped on content.raw_content (processed, scraped_at);
create index idx_raw_content_content_type on content.raw_content (content_type);
create index raw_content_duplicate_of_idx
    on content.raw_content (duplicate_of) where duplicate_of is not null;
create index raw_content_failed_idx
    on content.raw_content (updated_at) where processing_status = 'failed';

-- Not for the columns that say how far processing is: the functions of the queue set updated_at
-- themselves, since calling this for each row costs them a fifth.
create trigger updated_at before update of
    source_url, source_domain, content_type, title, content, html_content, images, metadata,
    scraped_at, content_hash, language, word_count, duplicate_of, similarity
    on content.raw_content
    for each row execute function ops.set_updated_at();

comment on table content.raw_content is
$$What came in from sources,
    before anything is made of it; what waits stands in content.raw_queue.$$;
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
$$pending = waits in content.raw_queue, or a worker holds it there; completed = drafts were made;
failed = no tries left; skipped = nothing is to be made of it, as of a near-duplicate.$$;
comment on column content.raw_content.processing_error is $$What went wrong at the last try.$$;
comment on column content.raw_content.content_hash is
$$SHA-256 of the normalised text, hexadecimal: exact duplicates are refused.$$;
comment on column content.raw_content.language is $$ISO 639-1 code; und when unsure.$$;
comment on column content.raw_content.word_count is $$Words of content.$$;
comment on column content.raw_content.created_at is $$When the row was written.$$;
comment on column content.raw_content.updated_at is $$When it was last changed.$$;
comment on column content.raw_content.duplicate_of is
$$The item whose text this one repeats with small changes.$$;
comment on column content.raw_content.similarity is
$$How alike the two texts are, see content.similarity.$$;
comment on index content.idx_raw_content_source_domain is $$Used to list what a site gave.$$;
comment on index content.idx_raw_content_processed_scraped is
$$Used to list what is or is not processed, newest first.$$;
comment on index content.idx_raw_content_content_type is $$Used to list a kind of material.$$;
comment on index content.raw_content_duplicate_of_idx is
$$Used to list the near-duplicates of an item, and by the foreign key.$$;
comment on index content.raw_content_failed_idx is
$$Used by analytics.system_health: holds only what has no tries left.$$;

grant select on content.raw_content to aquascene_reader;

commit;
