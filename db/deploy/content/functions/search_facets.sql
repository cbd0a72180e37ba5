-- Deploy aquascene:content/functions/search_facets to pg
-- requires: content/functions/search_queries
-- requires: content/functions/search_filters
-- requires: content/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.search_facets(
    query          text default null,
    content_type   text default null,
    category       text default null,
    tag            text default null,
    language       text default null,
    published_from timestamptz default null,
    published_to   timestamptz default null
)
returns table (
    facet text,
    value text,
    count bigint
)
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off                    -- default costs scan the table for a common word
set jit = off
set max_parallel_workers_per_gather = 0
set work_mem = '32MB'
as $function$
declare
    _query      constant text := (
        case when search_facets.query ~ '\S' then search_facets.query end);
    _categories constant text[] := content._category_branch(search_facets.category);
    _newest     constant integer := ops.setting('content.search_facet_articles')::integer;
begin
    return query
    with matched as materialized (
        select m.content_type, m.categories, m.tags, m.language, m.published_at
          from content._search_queries(_query, search_facets.language) as q
         cross join lateral (
             select c.status, c.content_type, c.categories, c.tags, c.language, c.published_at
               from content.generated_content as c
              where c.search @@ q.words
             offset 0) as m
         where m.status = 'published' and m.language = any (q.languages)
           and content._is_wanted(m.content_type, m.categories, m.tags, m.language,
                                  m.published_at, search_facets.content_type, _categories,
                                  search_facets.tag, search_facets.language,
                                  search_facets.published_from, search_facets.published_to)
        union all
        (select c.content_type, c.categories, c.tags, c.language, c.published_at
           from content.generated_content as c
          where _query is null and c.status = 'published'
            and content._is_wanted(c.content_type, c.categories, c.tags, c.language,
                                   c.published_at, search_facets.content_type, _categories,
                                   search_facets.tag, search_facets.language,
                                   search_facets.published_from, search_facets.published_to)
          order by c.published_at desc
          limit _newest)
    ), counted as (
        select 'type' as facet, m.content_type::text as value, count(*) as count
          from matched as m group by m.content_type
        union all
        select 'category', v.value, count(*)
          from matched as m cross join lateral unnest(m.categories) as v (value) group by v.value
        union all
        select 'tag', v.value, count(*)
          from matched as m cross join lateral unnest(m.tags) as v (value) group by v.value
        union all
        select 'language', m.language, count(*) from matched as m group by m.language
        union all
        select 'month', to_char(v.month, 'YYYY-MM'), v.count
          from (select date_trunc('month', m.published_at, 'UTC') at time zone 'UTC' as month,
                       count(*) as count
                  from matched as m group by 1) as v
    ), placed as (
        select c.*, row_number() over (partition by c.facet
                                       order by c.count desc, c.value collate "C") as place
          from counted as c
         where c.value is not null
    )
    select p.facet, p.value, p.count
      from placed as p
     where p.place <= 100
     order by array_position(array['type', 'category', 'tag', 'language', 'month'], p.facet),
              p.count desc, p.value collate "C";
end;
$function$;

comment on function content.search_facets is
$$Returns how many published articles fit a query, by type, category, tag, language and month of
publication (2026-11, UTC); the 100 most frequent values of each, most frequent first.

Parameters: see content.search. All matches are counted that have the words, also those that
content.search is bounded not to rank, and none when only titles read alike. Without a
query, as many of the newest articles that pass the filters are counted as the setting
content.search_facet_articles says. Errors: none.$$;

revoke execute on function content.search_facets from public;
grant execute on function content.search_facets to aquascene_app, aquascene_reader;

commit;
