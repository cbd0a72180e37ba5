-- Deploy aquascene:content/tables/content_categories to pg
-- requires: content/grants/schema
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.content_categories (
    id          serial       not null primary key,
    name        varchar(100) not null unique,
    slug        varchar(100) not null unique,
    description text,
    parent_id   integer references content.content_categories (id),
    sort_order  integer      not null default 0,
    is_active   boolean      not null default true,
    created_at  timestamptz  not null default now(),
    updated_at  timestamptz  not null default now(),

    constraint content_categories_slug_is_a_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint content_categories_are_not_their_own_parent check (parent_id <> id)
);
create index content_categories_parent_id_idx on content.content_categories (parent_id);

create trigger updated_at before update on content.content_categories
    for each row execute function ops.set_updated_at();

do $audit$
begin
    perform audit._watch('content.content_categories', 'id', '', '');
end;
$audit$;

comment on table content.content_categories is
$$A tree of subjects, of ten levels at most; content.category_tree shows it.$$;
comment on column content.content_categories.id is $$Identity of the category.$$;
comment on column content.content_categories.name is $$Name for people.$$;
comment on column content.content_categories.slug is $$Name for addresses.$$;
comment on column content.content_categories.description is $$What belongs here.$$;
comment on column content.content_categories.parent_id is $$Category above; null at the top.$$;
comment on column content.content_categories.sort_order is $$Place among its siblings.$$;
comment on column content.content_categories.is_active is $$Whether it may be chosen.$$;
comment on column content.content_categories.created_at is $$When it was made.$$;
comment on column content.content_categories.updated_at is $$When it was last changed.$$;
comment on index content.content_categories_parent_id_idx is
$$Used to list the children of a category, and by the foreign key.$$;

grant select on content.content_categories to aquascene_reader;

commit;
