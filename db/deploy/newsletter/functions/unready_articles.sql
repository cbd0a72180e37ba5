-- Deploy aquascene:newsletter/functions/unready_articles to pg
-- requires: newsletter/grants/schema
-- requires: content/tables/generated_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter._unready_articles(content_ids uuid[], by timestamptz)
returns text
language sql
stable
begin atomic
    select string_agg(i.id::text, ', ' order by i.place)
      from unnest(_unready_articles.content_ids) with ordinality as i (id, place)
     where not exists (select
                         from content.generated_content as c
                        where c.id = i.id
                          and (c.status = 'published'
                               or c.status = 'scheduled'
                                  and c.scheduled_for <= _unready_articles.by));
end;

comment on function newsletter._unready_articles is
$$Returns the ids of articles that are neither published nor to be published by a time, as a list
for an error; null when all are ready.

content_ids: of an issue. by: infinity takes all that are scheduled, -infinity none.
Errors: none.$$;

revoke execute on function newsletter._unready_articles from public;

commit;
