-- Deploy aquascene:content/functions/search_queries to pg
-- requires: content/tables/generated_content
-- requires: content/functions/search_config
-- requires: content/functions/split_runs

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

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
    _is_open  constant boolean := _text ~ '[[:alnum:]]$';   -- the last word may be unfinished
    _language text := _search_queries.language;
    _configs  regconfig[] := array[]::regconfig[];
    _config   regconfig;
    _asked    text[] := array[]::text[];    -- what to search for, each once
    _spoken   text[] := array[]::text[];    -- and in which languages, line by line
    _words    text;
    _place    integer;
    _unspaced text;
    _runs     text;
begin
    if octet_length(_query) > length(_query) then
        _unspaced := format('[%s]+', content._unspaced_class());
        select string_agg(r.run[1], '|' order by length(r.run[1]) desc, r.run[1]) into _runs
          from regexp_matches(regexp_replace(_query, '(^|\s)-("[^"]*"?|\S+)', ' ', 'g'),
                              _unspaced, 'g') as r (run);
    end if;

    -- One index probe a language. In one statement this would be shorter, and to begin it would
    -- take as long as to search for a rare word.
    if _language is null then
        select c.language into _language
          from content.generated_content as c
         where c.status = 'published'
         order by c.language
         limit 1;
    end if;
    for _count in 1 .. 100 loop
        exit when _language is null;
        _config := content.search_config(_language);
        _place := array_position(_configs, _config);
        if _place is null then
            _words := content._parse_query(_config, _text);
            -- After a space or a quote the last word is finished.
            if _is_open and _words ~ '(^|[^!])''[^'']{3,}''$' then
                _words := _words || ':*';
            end if;
            -- A single character of a script without spaces stands at the beginning of a pair, or
            -- at the end of a run.
            if _runs is not null then
                _words := regexp_replace(
                    _words, format('''([%s])''(?!:)', content._unspaced_class()), '''\1'':*', 'g');
            end if;
            _configs := _configs || _config;
            _asked := _asked || _words;
            _spoken := _spoken || _language;
        else
            _spoken[_place] := _spoken[_place] || E'\n' || _language;
        end if;

        exit when _search_queries.language is not null;
        select c.language into _language
          from content.generated_content as c
         where c.status = 'published' and c.language > _language
         order by c.language
         limit 1;
    end loop;

    for _words, _language in
        select a.words, string_agg(a.spoken, E'\n')
          from unnest(_asked, _spoken) as a (words, spoken)
         group by a.words
    loop
        words := _words::tsquery;
        continue when querytree(words) in ('', 'T');    -- something has to be there
        languages := string_to_array(_language, E'\n');
        places := array(
            select '\m' || regexp_replace(m.word[1], '\W', '.', 'g')
              from regexp_matches(regexp_replace(_words, '!''([^'']|'''')+''', '', 'g'),
                                  '''((?:[^'']|'''')+)''', 'g')
                   with ordinality as m (word, place)
             where _runs is null or m.word[1] !~ _unspaced
             order by m.place
             limit 3);
        marks := format('(%s)', concat_ws(
            '|', _runs, nullif(array_to_string(places, '\w*|'), '') || '\w*'));
        places := array_remove(array[_runs], null) || places;
        return next;
    end loop;
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
