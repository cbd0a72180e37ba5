-- Deploy aquascene:content/functions/search_queries to pg
-- requires: content/tables/generated_content
-- requires: content/functions/search_config
-- requires: content/functions/split_runs

begin;
set local role aquascene_owner;

create or replace function content._search_queries(
    query    text,
    language text default null
)
returns table (
    words     tsquery,
    languages text[]
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set client_min_messages = warning           -- no notice for a query of stop words
set plan_cache_mode = force_custom_plan
set enable_seqscan = off                    -- languages are skipped through in the index
set enable_bitmapscan = off
set enable_sort = off
as $function$
declare
    -- Bounded twice, since NFKC makes up to 18 characters of one.
    _text constant text := left(content._split_runs(left(_search_queries.query, 400), true), 800);
begin
    return query
    with recursive present (language) as (
        (select c.language::text
           from content.generated_content as c
          where c.status = 'published' and _search_queries.language is null
          order by c.language
          limit 1)
        union all
        select (select c.language
                  from content.generated_content as c
                 where c.status = 'published' and c.language > p.language
                 order by c.language
                 limit 1)
          from present as p
         where p.language is not null
    ), chosen as (
        select _search_queries.language as language where _search_queries.language is not null
        union all
        select p.language from (select r.language from present as r limit 100) as p
         where p.language is not null
    ), configured as (
        select content.search_config(c.language) as config, array_agg(c.language) as languages
          from chosen as c
         group by 1
    ), parsed as (
        select websearch_to_tsquery(c.config, _text)::text as words, c.languages
          from configured as c
    ), prefixed as (
        select (case
                    -- The last word may be unfinished; after a space or a quote it is not.
                    when _text ~ '[[:alnum:]]$' and p.words ~ '(^|[^!])''[^'']{3,}''$'
                    then regexp_replace(p.words, '$', ':*')
                    else p.words
                end) as words, p.languages
          from parsed as p
    ), completed as (
        -- A single character of a script without spaces stands at the beginning of a pair, or at
        -- the end of a run.
        select regexp_replace(
                   p.words, format('''([%s])''(?!:)', content._unspaced_class()), '''\1'':*', 'g'
               )::tsquery as words, p.languages
          from prefixed as p
    )
    select c.words, array_agg(l.language)
      from completed as c
     cross join lateral unnest(c.languages) as l (language)
     where querytree(c.words) not in ('', 'T')  -- something has to be there, not only be absent
     group by c.words;
end;
$function$;

comment on function content._search_queries is
$$Returns what is searched for in each language of published content: languages in which it comes
to the same words share a row.

query: as typed, in the syntax of websearch_to_tsquery; what is after 400 characters is left out.
The last word matches as a prefix when it has three letters or more and nothing stands after it.
No row for what has no words to be found: only stop words, only excluded ones. language: only this
one. Errors: none.$$;

revoke execute on function content._search_queries from public;

commit;
