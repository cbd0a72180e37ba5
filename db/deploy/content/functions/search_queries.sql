-- Deploy aquascene:content/functions/search_queries to pg
-- requires: content/tables/generated_content
-- requires: content/functions/search_config
-- requires: content/functions/split_runs

begin;
set local role aquascene_owner;

create or replace function content._parse_query(
    config regconfig,
    query  text
)
returns tsquery
language plpgsql
immutable                                   -- not parallel safe: a block that may fail
set search_path = pg_catalog, pg_temp
as $function$
begin
    return websearch_to_tsquery(_parse_query.config, _parse_query.query);
exception
    when internal_error or program_limit_exceeded then
        -- Its stack holds 32 operators: that many strokes are no language.
        return plainto_tsquery(_parse_query.config, _parse_query.query);
end;
$function$;

comment on function content._parse_query is
$$Returns what websearch_to_tsquery makes of a query, and where it cannot cope, the plain words.
Errors: none.$$;

create or replace function content._search_queries(
    query    text,
    language text default null
)
returns table (
    words     tsquery,
    languages text[],
    places    text[],
    marks     text
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set client_min_messages = warning           -- no notice for a query of stop words
set plan_cache_mode = force_generic_plan    -- planning costs more than running
set enable_seqscan = off                    -- languages are skipped through in the index
set enable_bitmapscan = off
set enable_sort = off
set jit = off
as $function$
declare
    _query    constant text := left(_search_queries.query, 400);
    -- Bounded again, since NFKC makes up to 18 characters of one.
    _text     constant text := left(content._split_runs(_query, is_query => true), 800);
    _unspaced text;
    _runs     text;
begin
    if octet_length(_query) > length(_query) then
        _unspaced := format('[%s]+', content._unspaced_class());
        select string_agg(r.run[1], '|' order by length(r.run[1]) desc, r.run[1]) into _runs
          from regexp_matches(regexp_replace(_query, '(^|\s)-("[^"]*"?|\S+)', ' ', 'g'),
                              _unspaced, 'g') as r (run);
    end if;

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
        select content._parse_query(c.config, _text)::text as words, c.languages
          from configured as c
    ), prefixed as (
        select (case
                    -- The last word may be unfinished; after a space or a quote it is not.
                    when _text ~ '[[:alnum:]]$' and p.words ~ '(^|[^!])''[^'']{3,}''$'
                    then p.words || ':*'
                    else p.words
                end) as words, p.languages
          from parsed as p
    ), completed as (
        -- A single character of a script without spaces stands at the beginning of a pair, or at
        -- the end of a run.
        select (case
                    when _runs is null then p.words
                    else regexp_replace(
                             p.words, format('''([%s])''(?!:)', content._unspaced_class()),
                             '''\1'':*', 'g')
                end) as words, p.languages
          from prefixed as p
    ), distinguished as (
        select c.words::tsquery as words, array_agg(l.language) as languages
          from completed as c
         cross join lateral unnest(c.languages) as l (language)
         group by c.words
    )
    select d.words, d.languages, array_remove(array[_runs], null) || s.stems,
           format('(%s)', concat_ws('|', _runs,
                                    nullif(array_to_string(s.stems, '\w*|'), '') || '\w*'))
      from distinguished as d
     cross join lateral (
         select array(select '\m' || regexp_replace(m.word[1], '\W', '.', 'g')
                        from regexp_matches(
                                 regexp_replace(d.words::text, '!''([^'']|'''')+''', '', 'g'),
                                 '''((?:[^'']|'''')+)''', 'g')
                             with ordinality as m (word, place)
                       where _runs is null or m.word[1] !~ _unspaced
                       order by m.place
                       limit 3)
       ) as s (stems)
     where querytree(d.words) not in ('', 'T'); -- something has to be there, not only be absent
end;
$function$;

comment on function content._search_queries is
$$Returns what is searched for in each language of published content: languages in which it comes
to the same words share a row.

query: as typed, in the syntax of websearch_to_tsquery; what is after 400 characters is left out.
The last word matches as a prefix when it has three letters or more and nothing stands after it.
No row for what has no words to be found: only stop words, only excluded ones. language: only this
one. places: up to four regular expressions, by which the words are found fast where they stand in
a text, but for such as inflection or accents hide; marks: one for all of them, to the end of the
word. Errors: none.$$;

revoke execute on function content._parse_query from public;
revoke execute on function content._search_queries from public;

commit;
