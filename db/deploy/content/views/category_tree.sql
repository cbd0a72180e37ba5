-- Deploy aquascene:content/views/category_tree to pg
-- requires: content/functions/refuse_category_cycle
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view content.category_tree as
with recursive tree as (
    select
        c.id,
        1 as depth,
        array[c.slug::text] as path,
        c.name::text as breadcrumb,
        array[lpad((c.sort_order + 2147483648)::text, 10, '0') || c.name] as sort_key
    from content.content_categories as c
    where c.parent_id is null
    union all
    select
        c.id,
        t.depth + 1,
        t.path || c.slug::text,
        t.breadcrumb || ' › ' || c.name,
        t.sort_key || (lpad((c.sort_order + 2147483648)::text, 10, '0') || c.name)
    from tree as t
    join content.content_categories as c on c.parent_id = t.id
)
select
    c.id,
    c.slug,
    c.name,
    c.parent_id,
    t.depth,
    t.path,
    t.breadcrumb,
    t.sort_key,
    c.sort_order,
    c.is_active,
    (
        select count(*)
        from content.generated_content as g
        where g.categories @> array[c.slug::text] and g.status = 'published'
    ) as published_count
from tree as t
join content.content_categories as c on c.id = t.id;

comment on view content.category_tree is
$$All categories, each after the one above it when ordered by sort_key.

What is not asked for is not counted: published_count is only worked out for the rows and queries
that show it.$$;
comment on column content.category_tree.id is $$The category.$$;
comment on column content.category_tree.slug is $$By which content names it.$$;
comment on column content.category_tree.name is $$Its name.$$;
comment on column content.category_tree.parent_id is $$The category above; null at the top.$$;
comment on column content.category_tree.depth is $$1 at the top.$$;
comment on column content.category_tree.path is $$Slugs from the top down to it.$$;
comment on column content.category_tree.breadcrumb is $$Names from the top down to it.$$;
comment on column content.category_tree.sort_key is
$$Order by it: down the tree, siblings by sort_order, then by name.$$;
comment on column content.category_tree.sort_order is $$Place among its siblings.$$;
comment on column content.category_tree.is_active is $$Whether it may be chosen.$$;
comment on column content.category_tree.published_count is
$$Published contents that name it itself, not one below it.$$;

grant select on content.category_tree to aquascene_reader;

commit;
