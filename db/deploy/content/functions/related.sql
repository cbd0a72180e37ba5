-- Deploy aquascene:content/functions/related to pg
-- requires: content/functions/index_search

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._telling_words(words tsvector)
returns tsquery
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    -- ANALYZE keeps how many rows have each of the thousand most frequent words. A word that is not
    -- among them is rarer than all of them.
    with frequent as (
        select e.lexeme, e.frequency, min(e.frequency) over () as lowest
          from pg_stats as s
         cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs)
                         as e (lexeme, frequency)
         where s.schemaname = 'content' and s.tablename = 'generated_content'
           and s.attname = 'search' and e.lexeme is not null
    ), weighed as (
        select w.lexeme,
               least(cardinality(w.positions), 5)
               * (case when 'A' = any (w.weights) then 3 else 1 end)
               * -ln(least(coalesce(
                         f.frequency,
                         (select min(r.lowest) / 2 from frequent as r), 0.001), 0.999)) as weight,
               f.frequency
          from unnest(_telling_words.words) as w
          left join frequent as f using (lexeme)
    )
    select string_agg(quote_literal(h.lexeme), ' | ')::tsquery
      from (select w.lexeme
              from weighed as w
             where coalesce(w.frequency, 0) < 0.02 and length(w.lexeme) between 2 and 100
             order by w.weight desc, w.lexeme
             limit 8) as h;
$function$;

comment on function content._telling_words is
$$Returns a query for any of the eight words that tell most about an article: rare among all
articles, by the statistics of the planner, and frequent in this one or in its title.

words: the column search of the article. Null when there is none. Errors: none.$$;

create or replace function content._likeness(
    one   text[],
    other text[]
)
returns float8
language sql
immutable
parallel safe
begin atomic
    select coalesce(
        (select count(*) from (select unnest(_likeness.one)
                               intersect
                               select unnest(_likeness.other)) as b)::float8
        / nullif((select count(*) from (select unnest(_likeness.one)
                                        union
                                        select unnest(_likeness.other)) as e), 0), 0);
end;

comment on function content._likeness is
$$Returns the part of two lists' different elements that both have: 0 to 1. Errors: none.$$;

create or replace function content.related(
    content_id uuid,
    page_size  integer default 5
)
returns table (
    id           uuid,
    title        text,
    content_type text,
    language     text,
    published_at timestamptz,
    rank         real
)
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- how frequent a tag is decides how to look for it
set enable_seqscan = off
set jit = off
set max_parallel_workers_per_gather = 0
as $function$
declare
    _language   text;
    _tags       text[];
    _categories text[];
    _search     tsvector;
    _words      tsquery;
    _self       real;
begin
    if related.page_size not between 1 and 100 or related.page_size is null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('page_size %s is not between 1 and 100', related.page_size);
    end if;

    select c.language, c.tags, c.categories, c.search into _language, _tags, _categories, _search
      from content.generated_content as c
     where c.id = related.content_id and c.status = 'published';
    if not found then
        return;
    end if;
    _words := content._telling_words(_search);
    _self := ts_rank(_search, _words);

    return query
    with by_words as (
        select m.id, m.title, m.content_type, m.published_at, m.tags, m.categories, m.search
          from (select c.id, c.title, c.content_type, c.published_at, c.tags, c.categories,
                       c.search, c.status, c.language
                  from content.generated_content as c
                 where c.search @@ _words
                offset 0) as m
         where m.status = 'published' and m.language = _language
         order by m.published_at desc, m.id desc
         limit 300
    ), by_tags as (
        select c.id, c.title, c.content_type, c.published_at, c.tags, c.categories, c.search
          from content.generated_content as c
         where c.status = 'published' and c.language = _language and c.tags && _tags
         order by c.published_at desc, c.id desc
         limit 300
    ), candidate as (
        select * from by_words
        union all
        select * from by_tags as t where not exists (select from by_words as w where w.id = t.id)
    )
    select r.id, r.title, r.content_type::text, _language, r.published_at, r.rank::real
      from (select c.*,
                   0.6 * coalesce(least(ts_rank(c.search, _words) / nullif(_self, 0), 1), 0)
                   + 0.3 * content._likeness(c.tags, _tags)
                   + 0.1 * content._likeness(c.categories, _categories) as rank
              from candidate as c
             where c.id <> related.content_id) as r
     order by r.rank desc, r.published_at desc, r.id desc
     limit related.page_size;
end;
$function$;

comment on function content.related is
$$Returns published articles in the same language that are about the same as an article, nearest
first; none when it is not published.

content_id: the article. page_size: 1 to 100. rank: 0 to 1, of which the article's own rare words
make 0.6, tags 0.3 and categories 0.1; compared are the 300 newest that share a rare word and the
300 newest that share a tag. Errors: 22023 page_size out of range.$$;

revoke execute on function content._telling_words from public;
revoke execute on function content._likeness from public;
revoke execute on function content.related from public;
grant execute on function content.related to aquascene_app, aquascene_reader;

commit;
