-- Deploy aquascene:content/tables/content_revisions to pg
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.content_revisions (
    content_id uuid        not null references content.generated_content (id) on delete cascade,
    revision   integer     not null,
    title      text        not null,
    content    text        not null,
    summary    text,
    excerpt    text,
    status     varchar(20) not null,
    changed_by uuid references admin.admin_users (id),
    changed_at timestamptz not null default now(),

    primary key (content_id, revision),
    constraint content_revisions_count_from_one check (revision >= 1)
);
create index content_revisions_changed_by_idx on content.content_revisions (changed_by);

comment on table content.content_revisions is $$The texts a draft had before each change.$$;
comment on column content.content_revisions.content_id is $$The draft.$$;
comment on column content.content_revisions.revision is $$1, 2, 3 … in order.$$;
comment on column content.content_revisions.title is $$Title it had.$$;
comment on column content.content_revisions.content is $$Text it had.$$;
comment on column content.content_revisions.summary is $$Summary it had.$$;
comment on column content.content_revisions.excerpt is $$Excerpt it had.$$;
comment on column content.content_revisions.status is $$Status it had.$$;
comment on column content.content_revisions.changed_by is $$Who replaced it.$$;
comment on column content.content_revisions.changed_at is $$When it was replaced.$$;
comment on index content.content_revisions_changed_by_idx is $$Used by the foreign key.$$;

grant select on content.content_revisions to aquascene_reader;

commit;
