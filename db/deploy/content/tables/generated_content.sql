-- Deploy aquascene:content/tables/generated_content to pg
-- requires: content/grants/schema
-- requires: admin/tables/admin_users
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at
-- requires: ops/functions/enforce_transition

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.generated_content (
    id                     uuid         not null default gen_random_uuid() primary key,
    content_type           varchar(50)  not null,
    title                  text         not null,
    content                text         not null,
    summary                text,
    excerpt                text,
    template_used          varchar(100),
    source_materials       jsonb        not null default '[]',
    quality_score          decimal(3, 2),
    readability_score      integer,
    seo_score              decimal(3, 2),
    engagement_prediction  decimal(3, 2),
    status                 varchar(20)  not null default 'draft',
    tags                   text[],
    categories             text[],
    target_audience        varchar(50),
    tone                   varchar(30),
    word_count             integer,
    estimated_reading_time integer,
    scheduled_for          timestamptz,
    published_at           timestamptz,
    created_at             timestamptz  not null default now(),
    updated_at             timestamptz  not null default now(),
    created_by             uuid references admin.admin_users (id),
    approved_by            uuid references admin.admin_users (id),
    approved_at            timestamptz,
    language               varchar(10)  not null default 'en',
    review_note            text,
    search                 tsvector     not null default '',
    metadata               jsonb        not null default '{}',
    title_words            tsvector     not null default '',
    slug                   varchar(100) unique,
    focus_keyword          varchar(100),

    constraint generated_content_status_is_known check (
        status in ('draft', 'review', 'approved', 'scheduled', 'published', 'rejected',
                   'needs_revision', 'cancelled', 'archived')),
    constraint generated_content_scores_are_in_range check (
        quality_score between 0 and 1 and seo_score between 0 and 1
        and engagement_prediction between 0 and 1 and readability_score between 0 and 100),
    constraint generated_content_word_count_is_a_count check (word_count >= 0),
    constraint generated_content_reading_time_is_a_count check (estimated_reading_time >= 0),
    constraint generated_content_source_materials_is_a_list
        check (jsonb_typeof(source_materials) = 'array'),
    constraint generated_content_metadata_is_an_object
        check (jsonb_typeof(metadata) = 'object'),
    constraint generated_content_slug_is_a_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint generated_content_focus_keyword_is_a_keyword check (btrim(focus_keyword) <> ''),
    constraint generated_content_scheduled_has_scheduled_for
        check (status <> 'scheduled' or scheduled_for is not null),
    constraint generated_content_published_has_published_at
        check (status not in ('published', 'archived') or published_at is not null)
);

-- Search ranks only the newest of what it finds, so it visits many rows and needs few columns of
-- them: the long ones are kept apart, the short ones stay even where the row is wide.
alter table content.generated_content set (toast_tuple_target = 128);
alter table content.generated_content
    alter column title set storage main,
    alter column title_words set storage main,
    alter column template_used set storage main,
    alter column source_materials set storage main,
    alter column tags set storage main,
    alter column categories set storage main;

create index idx_generated_content_status on content.generated_content (status);
create index idx_generated_content_type_status
    on content.generated_content (content_type, status);
create index idx_generated_content_published
    on content.generated_content (published_at desc) where published_at is not null;
create index idx_generated_content_tags on content.generated_content using gin (tags);
create index generated_content_categories_idx
    on content.generated_content using gin (categories) where status = 'published';
create index idx_generated_content_search on content.generated_content using gin (search);
create index generated_content_language_idx
    on content.generated_content (language, published_at desc, id desc)
    where status = 'published';
create index generated_content_title_trigram_idx
    on content.generated_content using gin (title public.gin_trgm_ops)
    where status = 'published';
create index idx_content_quality_published
    on content.generated_content (quality_score desc, published_at desc)
    where status = 'published' and quality_score >= 0.7;
create index generated_content_due_idx
    on content.generated_content (scheduled_for) where status = 'scheduled';
create index generated_content_created_by_idx on content.generated_content (created_by);
create index generated_content_approved_by_idx on content.generated_content (approved_by);
create index generated_content_source_materials_idx
    on content.generated_content using gin (source_materials jsonb_path_ops);

create trigger updated_at before update on content.generated_content
    for each row execute function ops.set_updated_at();

create trigger transition before update of status on content.generated_content
    for each row when (old.status is distinct from new.status)
    execute function ops.enforce_transition('content');

do $audit$
begin
    perform audit._watch('content.generated_content', 'id', '', 'search,title_words');
end;
$audit$;

comment on table content.generated_content is
$$Drafts and articles, from the first version to the archive.$$;
comment on column content.generated_content.id is $$Identity of the draft.$$;
comment on column content.generated_content.content_type is
$$Kind of article: newsletter_article, how_to_guide, product_review …$$;
comment on column content.generated_content.title is $$Title.$$;
comment on column content.generated_content.content is $$Text, paragraphs parted by empty lines.$$;
comment on column content.generated_content.summary is
$$A few sentences that stand for the whole.$$;
comment on column content.generated_content.excerpt is $$The opening, for lists.$$;
comment on column content.generated_content.template_used is $$Generator or prompt that wrote it.$$;
comment on column content.generated_content.source_materials is
$$Ids of the raw_content it was made from.$$;
comment on column content.generated_content.quality_score is $$0 to 1: is it worth publishing.$$;
comment on column content.generated_content.readability_score is
$$0 (hard) to 100 (easy), see content.readability.$$;
comment on column content.generated_content.seo_score is $$0 to 1: will search engines like it.$$;
comment on column content.generated_content.engagement_prediction is
$$0 to 1: the part of readers expected to act; null while nothing is known.$$;
comment on column content.generated_content.status is
$$draft = being written; review = waits for an editor; approved = may be published; scheduled =
will be; published = readers see it; rejected = will not be used; needs_revision = sent back to
its author; cancelled = was scheduled and is not any more; archived = was published and is
withdrawn.$$;
comment on column content.generated_content.tags is
$$Tags, by name as content_tags spells them, each once.$$;
comment on column content.generated_content.categories is
$$Categories, by slug; what is not in content_categories counts nowhere, see unknown_categories.$$;
comment on column content.generated_content.target_audience is
$$beginner, intermediate, advanced …$$;
comment on column content.generated_content.tone is $$friendly, expert, playful …$$;
comment on column content.generated_content.word_count is $$Words of content.$$;
comment on column content.generated_content.estimated_reading_time is $$Minutes.$$;
comment on column content.generated_content.scheduled_for is $$When it is to be published.$$;
comment on column content.generated_content.published_at is $$When it was published.$$;
comment on column content.generated_content.created_at is $$When the draft was made.$$;
comment on column content.generated_content.updated_at is $$When it was last changed.$$;
comment on column content.generated_content.created_by is $$Author; null when a worker made it.$$;
comment on column content.generated_content.approved_by is $$Who approved it.$$;
comment on column content.generated_content.approved_at is $$When it was approved.$$;
comment on column content.generated_content.language is $$ISO 639-1 code.$$;
comment on column content.generated_content.review_note is
$$What a reviewer last asked for, or why it was rejected.$$;
comment on column content.generated_content.search is
$$Weighted words of title (A), summary (B) and text (D), in the content's language; kept by the
trigger index_search.$$;
comment on column content.generated_content.metadata is
$$How it was made: {generator, template, model, attempts, repaired, seconds, prompt_tokens,
completion_tokens, cost}, as far as known; {} for what people write. cost: in the currency of the
settings generation.price_per_million_…; attempts: requests to the endpoint.$$;
comment on column content.generated_content.title_words is
$$Those of title alone, short enough to stay in the row: content.search looks at them before it
fetches the rest. Kept by the trigger index_search.$$;
comment on column content.generated_content.slug is
$$Its name in addresses: made of title and id, and kept from the first publication on.$$;
comment on column content.generated_content.focus_keyword is
$$What it wants to be found by; null = its first tag, or a word of its title.$$;
comment on index content.idx_generated_content_status is $$Used to list drafts of a status.$$;
comment on index content.idx_generated_content_type_status is
$$Used to list a kind of draft of a status.$$;
comment on index content.idx_generated_content_published is $$Used to list the newest articles.$$;
comment on index content.idx_generated_content_tags is $$Used to find articles by tag.$$;
comment on index content.generated_content_categories_idx is
$$Used to find articles by category.$$;
comment on index content.idx_generated_content_search is $$Used by content.search.$$;
comment on index content.generated_content_language_idx is
$$Used by content.search to learn which languages there are, and to list the newest of one.$$;
comment on index content.generated_content_title_trigram_idx is
$$Used by content.search where no word is found: titles that read alike.$$;
comment on index content.idx_content_quality_published is
$$Used to pick the best published articles.$$;
comment on index content.generated_content_due_idx is
$$Used by content.publish_due: holds only what waits.$$;
comment on index content.generated_content_created_by_idx is
$$Used to list a person's drafts, and by the foreign key.$$;
comment on index content.generated_content_approved_by_idx is $$Used by the foreign key.$$;
comment on index content.generated_content_source_materials_idx is
$$Used to find the drafts made from a raw item.$$;

grant select on content.generated_content to aquascene_reader;

commit;
