-- Deploy aquascene:content/functions/unknown_categories to pg
-- requires: content/tables/content_categories
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.unknown_categories(content_id uuid)
returns setof text
language sql
stable
security definer                            -- as every function of the API
set search_path = pg_catalog, pg_temp
as $function$
    select u.slug
      from content.generated_content as g
     cross join lateral unnest(g.categories) with ordinality as u (slug, place)
     where g.id = unknown_categories.content_id
       and u.slug is not null
       and not exists (
           select from content.content_categories as c where c.slug = u.slug and c.is_active)
     group by u.slug
     order by min(u.place);
$function$;

comment on function content.unknown_categories is
$$Returns the categories that a content names and nobody can choose: they are not in
content.content_categories, or not active.

Drafts may name what they like, for a worker's guess must not cost a draft; what is not known counts
nowhere. content_id: the draft. Errors: none.$$;

revoke execute on function content.unknown_categories from public;
grant execute on function content.unknown_categories to aquascene_reader;

commit;
