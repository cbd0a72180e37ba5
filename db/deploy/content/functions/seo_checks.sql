-- Deploy aquascene:content/functions/seo_checks to pg
-- requires: content/tables/generated_content
-- requires: content/functions/search_config
-- requires: content/functions/count_words
-- requires: content/functions/normalize_text

begin;
set local role aquascene_owner;

create or replace function content._seo_keyword(draft content.generated_content)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    -- The words of the title by how often the text has them, without those that say nothing.
    select coalesce(nullif(btrim(draft.focus_keyword), ''), nullif(draft.tags[1], ''), (
               select w.word
                 from (select content.search_config(draft.language)) as c (config)
                cross join lateral string_to_table(content.normalize_text(draft.title), ' ')
                      with ordinality as w (word, place)
                 left join lateral unnest(to_tsvector(c.config, left(draft.content, 50000)))
                      as l on l.lexeme = any(tsvector_to_array(to_tsvector(c.config, w.word)))
                where to_tsvector(c.config, w.word) <> ''
                order by coalesce(cardinality(l.positions), 0) desc, w.place
                limit 1));
$function$;

comment on function content._seo_keyword is
$$Returns what content wants to be found by: its focus_keyword, else its first tag, else the word
of its title that its text has most often; null when there is none. Errors: none.$$;

revoke execute on function content._seo_keyword from public;

create or replace function content._seo_checks(draft content.generated_content)
returns table (check_name text, passed boolean, weight numeric, advice text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set client_min_messages = warning           -- no notice of a keyword that says nothing
as $function$
declare
    _config      constant regconfig := content.search_config(draft.language);
    _body        constant text := left(draft.content, 100000);
    _title       constant integer := length(btrim(draft.title));
    _description constant text := btrim(coalesce(nullif(btrim(draft.excerpt), ''),
                                                 draft.summary, ''));
    _keyword     constant text := content._seo_keyword(draft);
    _query       constant tsquery := phraseto_tsquery(_config, coalesce(_keyword, ''));
    _has_keyword constant boolean := numnode(_query) > 0;
    -- Headings and pictures, in Markdown and in HTML.
    _headings    constant text := (
        select string_agg(coalesce(h.part[1], h.part[2]), E'\n')
          from regexp_matches(_body, '^[ ]{0,3}#{1,6}[ ]+([^\n]*)|<h[1-6][^>]*>(.*?)</h[1-6]>',
              'gni')
               as h (part));
    _pictures    constant integer := regexp_count(_body, '!\[[^]\n]*\]\(|<img[ >]', 1, 'i');
    _silent      constant integer :=
        regexp_count(_body, '!\[[[:space:]]*\]\(', 1, 'i')
        + regexp_count(_body, '<img(?![^>]*[ ]alt=["''][^"'']*[^"''[:space:]])[^>]*>', 1, 'i');
    _links       constant integer := regexp_count(
        _body, '(^|[^!])\[[^]\n]+\]\([^)\n]+\)|<a[ ][^>]*href=', 1, 'i');
    _intro       constant text := array_to_string(
        (regexp_split_to_array(btrim(left(_body, 5000)), '[[:space:]]+'))[1:100], ' ');
    _times       integer;
    _density     numeric;
    _slug        constant text := coalesce(draft.slug, '');
begin
    select cardinality(l.positions) into _times
      from unnest(to_tsvector(_config, _body)) as l
     where l.lexeme = any(tsvector_to_array(to_tsvector(_config, coalesce(_keyword, ''))))
     order by cardinality(l.positions)                  -- of several words, the rarest
     limit 1;
    _density := 100.0 * coalesce(_times, 0) / greatest(draft.word_count, 1);

    return query
    select c.name, c.is_passed, c.weight, case when c.is_passed then 'Fine: ' || c.fact || '.'
                                               else c.fact || ': ' || c.mend || '.' end
      from (values
        ('title length', _title between 20 and 70, 2.0,
         format('the title has %s characters', _title), 'keep it within 20 to 70'),
        ('description length', length(_description) between 70 and 320, 2.0,
         format('the description has %s characters', length(_description)),
         'say in 70 to 320, as excerpt or summary, what the reader gets'),
        ('keyword in title', _has_keyword and to_tsvector(_config, draft.title) @@ _query, 2.0,
         format('the keyword is %s', coalesce(quote_literal(_keyword), 'unknown')),
         'use it in the title, or set another focus_keyword'),
        ('keyword in introduction', _has_keyword and to_tsvector(_config, _intro) @@ _query, 1.5,
         format('the keyword is %s', coalesce(quote_literal(_keyword), 'unknown')),
         'use it in the first 100 words'),
        ('keyword in headings',
         _has_keyword and to_tsvector(_config, coalesce(_headings, '')) @@ _query, 1.0,
         format('%s headings', coalesce(regexp_count(_headings, E'\n') + 1, 0)),
         'use the keyword in one of them'),
        ('keyword density', _density between 0.3 and 3.0, 1.0,
         format('%s %% of the words are the keyword', round(_density, 1)),
         'between 0.3 and 3 % reads naturally'),
        ('headings', draft.word_count < 300 or _headings is not null, 1.0,
         format('%s headings', coalesce(regexp_count(_headings, E'\n') + 1, 0)),
         'part a text of 300 words or more by headings'),
        ('links', _links > 0, 1.0, format('%s links', _links),
         'link to what a reader may want next'),
        ('picture texts', _silent = 0, 1.0,
         format('%s of %s pictures say nothing to who cannot see them', _silent, _pictures),
         'give each an alternative text'),
        ('length', draft.word_count >= 300, 1.5, format('the text has %s words', draft.word_count),
         'search engines seldom show less than 300'),
        ('slug', length(_slug) between 3 and 75 and _slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$', 1.0,
         format('the address ends in %L', _slug),
         'make it 3 to 75 lower-case letters, digits and hyphens')
           ) as c (name, is_passed, weight, fact, mend);
end;
$function$;

comment on function content._seo_checks is
$$Returns the checks behind seo_score, each with its weight and advice.

draft: a row whose word_count is right; the first 100,000 characters of its text are looked at.
Weights: title, description and keyword in title 2; keyword in introduction and length 1.5; the
rest 1. Errors: none.$$;

revoke execute on function content._seo_checks from public;

create or replace function content._seo_score(draft content.generated_content)
returns numeric
language sql
stable
set search_path = pg_catalog, pg_temp
as $function$
    select round(sum(c.weight) filter (where c.passed) / sum(c.weight), 2)
      from content._seo_checks(draft) as c;
$function$;

comment on function content._seo_score is
$$Returns the part of the weights of content._seo_checks that is passed, 0 to 1. Errors: none.$$;

revoke execute on function content._seo_score from public;

commit;
