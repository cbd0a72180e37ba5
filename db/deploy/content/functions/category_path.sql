-- Deploy aquascene:content/functions/category_path to pg
-- requires: content/functions/refuse_category_cycle

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.category_path(category_id integer)
returns table (depth integer, id integer, slug text, name text)
language sql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
    with recursive above as (
        select c.id, c.slug, c.name, c.parent_id, 0 as steps
          from content.content_categories as c
         where c.id = category_path.category_id
        union all
        select c.id, c.slug, c.name, c.parent_id, a.steps + 1
          from above as a
          join content.content_categories as c on c.id = a.parent_id
         where a.steps < 100                -- no end, were somebody to make a cycle by force
    )
    select (max(a.steps) over () - a.steps + 1)::integer, a.id, a.slug, a.name
      from above as a
     order by a.steps desc;
$function$;

comment on function content.category_path is
$$Returns the categories from the top down to one: depth 1 at the top; no row when it is not there.

category_id: the last of them. Errors: none.$$;

revoke execute on function content.category_path from public;
grant execute on function content.category_path to aquascene_app, aquascene_reader;

commit;
