-- Deploy aquascene:content/functions/category_breadcrumb to pg
-- requires: content/functions/category_path

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.category_breadcrumb(
    category_id integer,
    separator   text default ' › '
)
returns text
language sql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
    select string_agg(p.name, category_breadcrumb.separator order by p.depth)
      from content.category_path(category_breadcrumb.category_id) as p;
$function$;

comment on function content.category_breadcrumb is
$$Returns the names of the categories from the top down to one, as text: Plants › Mosses; null when
it is not there.

category_id: the last of them. separator: between two. Errors: none.$$;

revoke execute on function content.category_breadcrumb from public;
grant execute on function content.category_breadcrumb to aquascene_app, aquascene_reader;

commit;
