-- Deploy aquascene:content/functions/search_filters to pg
-- requires: content/tables/content_categories

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._category_branch(category text)
returns text[]
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    with recursive branch (id, slug) as (
        select c.id, c.slug::text from content.content_categories as c
         where c.slug = _category_branch.category
        union                               -- so that a circle ends
        select c.id, c.slug
          from branch as b
          join content.content_categories as c on c.parent_id = b.id
    )
    select array_agg(b.slug)
      from (select b.slug from branch as b
            union
            select _category_branch.category) as b (slug)
     where _category_branch.category is not null;
$function$;

comment on function content._category_branch is
$$Returns the slugs of a category and of all below it; null for null.

category: a slug, also one that no category has. Errors: none.$$;

-- Inlined into the searches. Its first five are columns, not the row: a row as a value would have
-- its text and words fetched from where they are kept apart.
create or replace function content._is_wanted(
    content_type   text,
    categories     text[],
    tags           text[],
    language       text,
    published_at   timestamptz,
    of_type        text,
    in_categories  text[],
    with_tag       text,
    in_language    text,
    published_from timestamptz,
    published_to   timestamptz
)
returns boolean
language sql
immutable
parallel safe
begin atomic
    select (_is_wanted.of_type is null or _is_wanted.content_type = _is_wanted.of_type)
       and (_is_wanted.in_categories is null
            or _is_wanted.categories && _is_wanted.in_categories)
       and (_is_wanted.with_tag is null or _is_wanted.tags @> array[_is_wanted.with_tag])
       and (_is_wanted.in_language is null or _is_wanted.language = _is_wanted.in_language)
       and (_is_wanted.published_from is null
            or _is_wanted.published_at >= _is_wanted.published_from)
       and (_is_wanted.published_to is null
            or _is_wanted.published_at < _is_wanted.published_to)
       and isfinite(_is_wanted.published_at);
end;

comment on function content._is_wanted is
$$Tells whether an article passes the filters of a search; a filter that is null lets all pass.

content_type … published_at: of the article. in_categories: slugs, one of which it must have.
with_tag: a tag it must have. published_from, published_to: it was published at the one or later,
and before the other. Errors: none.$$;

revoke execute on function content._category_branch from public;
revoke execute on function content._is_wanted from public;

commit;
