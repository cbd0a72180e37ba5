-- Deploy aquascene:content/functions/published_article to pg
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.published_article(content_id uuid)
returns table (
    id           uuid,
    title        text,
    content      text,
    summary      text,
    language     text,
    tags         text[],
    published_at timestamptz
)
language sql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
    select c.id, c.title, c.content, c.summary, c.language, c.tags, c.published_at
      from content.generated_content as c
     where c.id = published_article.content_id and c.status = 'published';
$function$;

comment on function content.published_article is
$$Returns a published article for its readers; no row when it is not published.

content_id: the article. Errors: none.$$;

revoke execute on function content.published_article from public;
grant execute on function content.published_article to aquascene_app, aquascene_reader;

commit;
