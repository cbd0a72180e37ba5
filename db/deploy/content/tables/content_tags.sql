-- Deploy aquascene:content/tables/content_tags to pg
-- requires: content/grants/schema
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.content_tags (
    id          serial      not null primary key,
    name        varchar(50) not null unique,
    slug        varchar(50) not null unique,
    description text,
    usage_count integer     not null default 0,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),

    constraint content_tags_name_is_a_line check (name <> '' and name !~ '^\s|\s$'),
    constraint content_tags_slug_is_a_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint content_tags_usage_count_is_a_count check (usage_count >= 0)
);

-- Instead of the seed's UNIQUE (name), which it implies.
create unique index content_tags_name_is_one_in_any_case on content.content_tags (lower(name));

create trigger updated_at before update on content.content_tags
    for each row execute function ops.set_updated_at();

-- Counting costs no look at the whole row.
do $audit$
begin
    perform audit._watch('content.content_tags', 'id', '', 'usage_count');
end;
$audit$;

comment on table content.content_tags is
$$Words to find content by. Content that brings a new one makes it, see content._count_tags.$$;
comment on column content.content_tags.id is $$Identity of the tag.$$;
comment on column content.content_tags.name is
$$The tag, as all contents spell it; one in upper and lower case.$$;
comment on column content.content_tags.slug is $$Name for addresses.$$;
comment on column content.content_tags.description is $$When to use it.$$;
comment on column content.content_tags.usage_count is
$$Drafts and articles that have it, in any status; kept exact by triggers.$$;
comment on column content.content_tags.created_at is $$When it was made.$$;
comment on column content.content_tags.updated_at is $$When it was last changed.$$;
comment on index content.content_tags_name_is_one_in_any_case is
$$Used to find a tag in any spelling, and lets no two differ in that alone.$$;

grant select on content.content_tags to aquascene_reader;

commit;
