-- Deploy aquascene:content/functions/seo_checks to pg
-- requires: content/functions/count_words
-- requires: content/functions/prose
-- requires: content/functions/search_config

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Questions that a character answers are asked by strpos: PostgreSQL keeps only 32 regular
-- expressions compiled, for all that a statement calls.

-- What is looked at of a body, as in content._prose: with its markup, without its code.
create or replace function content._markup(body text)
returns text
language sql
immutable
parallel safe
begin atomic
    select case when strpos(m.text, '```') > 0 or strpos(m.text, '~~~') > 0
                     or strpos(m.text, '<') > 0
                then regexp_replace(
                    m.text,
                    '(?:```.*?(?:```|$)|~~~.*?(?:~~~|$)|<pre[ >].*?</pre>|<script[ >].*?</script>'
                    '|<style[ >].*?</style>|<!--.*?-->){1,1}?',
                    E'\n', 'gi')
                else m.text end
      from (select replace(left(body, 50000), E'\r', '')) as m (text);
end;

comment on function content._markup is
$$Returns the beginning of a text with its markup and without its code and comments.

body: Markdown or HTML; null gives null. Errors: none.$$;

-- The room that a line takes in a list of results.
create or replace function content._width(line text)
returns integer
language sql
immutable
parallel safe
begin atomic
    select coalesce(
        length(btrim(line))
        + case when octet_length(line) > length(line)
               then regexp_count(line, '[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff]'
                                       '|[\uff01-\uff60]')
               else 0 end,
        0);
end;

comment on function content._width is
$$Returns the number of characters of a line, those of double width counted twice; 0 for null.

line: plain text. Errors: none.$$;

-- Where a keyword stands, by stems: the places of its first word. A keyword of a script without
-- spaces is looked for letter by letter.
create or replace function content._keyword_places(body text, keyword text, config regconfig)
returns setof integer
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
set jit = off                               -- compiling would take longer than the work
as $function$
declare
    _letters constant text := lower(btrim(_keyword_places.keyword));
    _keyword tsvector := to_tsvector(_keyword_places.config, _keyword_places.keyword);
    _body    tsvector;
begin
    if octet_length(_letters) > length(_letters)
        and _letters ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]'
    then
        return query
        select (sum(length(s.part) + length(_letters)) over (order by s.place)
                - length(_letters) + 1)::integer
          from string_to_table(lower(_keyword_places.body), _letters)
               with ordinality as s (part, place)
         order by s.place
         limit (select greatest(count(*) - 1, 0)
                  from string_to_table(lower(_keyword_places.body), _letters));
        return;
    end if;

    if length(_keyword) = 0 then                -- nothing but stop words
        _keyword := to_tsvector('pg_catalog.simple', _keyword_places.keyword);
        _body := to_tsvector('pg_catalog.simple', _keyword_places.body);
    else
        _body := to_tsvector(_keyword_places.config, _keyword_places.body);
    end if;
    if length(_keyword) = 0 then
        return;
    end if;
    return query
    with part as (
        select k.lexeme, p.place - min(p.place) over () as step, count(*) over () as parts
          from unnest(_keyword) as k
         cross join lateral unnest(k.positions) as p (place)
    )
    select (w.place - k.step)::integer
      from part as k
      join unnest(_body) as b using (lexeme)
     cross join lateral unnest(b.positions) as w (place)
     group by 1
    having count(*) = min(k.parts)
     order by 1;
end;
$function$;

comment on function content._keyword_places is
$$Returns the places at which a keyword stands in a text, in any inflection, counted in words.

body: plain text; of one word at most 256 places are found. keyword: a word or phrase; null and one
without words are nowhere. config: the configuration that stems. Errors: none.$$;

create or replace function content._seo_keyword(
    focus_keyword text,
    tags          text[],
    title         text,
    body          text,
    language      text
)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
set jit = off                               -- compiling would take longer than the work
as $function$
declare
    _config  constant regconfig := content.search_config(_seo_keyword.language);
    _keyword text := nullif(btrim(_seo_keyword.focus_keyword), '');
begin
    if _keyword is null then
        select btrim(t.tag) into _keyword
          from unnest(_seo_keyword.tags) with ordinality as t (tag, place)
         where btrim(t.tag) <> ''
         order by t.place
         limit 1;
    end if;
    if _keyword is null then
        select lower(w.word) into _keyword
          from regexp_split_to_table(left(_seo_keyword.title, 500), '[^[:alnum:]]+')
               with ordinality as w (word, place)
         cross join lateral unnest(to_tsvector(_config, w.word)) as s
          join unnest(to_tsvector(_config, content._prose(_seo_keyword.body))) as b using (lexeme)
         where length(w.word) > 2
         order by cardinality(b.positions) desc, w.place
         limit 1;
    end if;
    return _keyword;
end;
$function$;

comment on function content._seo_keyword is
$$Returns the keyword that content is to be found by: the focus keyword; else the first tag; else
the word of the title, of three letters or more and no stop word, that the text has most often; null
when there is none.

language: ISO 639-1. Errors: none.$$;

create or replace function content._seo_checks(
    title       text,
    description text,
    body        text,
    slug        text,
    keyword     text,
    language    text
)
returns table (check_name text, passed boolean, weight numeric, advice text)
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
set jit = off                               -- compiling would take longer than the work
as $function$
declare
    _config      constant regconfig := content.search_config(_seo_checks.language);
    _markup      constant text := content._markup(_seo_checks.body);
    _prose       constant text := content._prose(_seo_checks.body);
    _keyword     constant text := coalesce(btrim(_seo_checks.keyword), '');
    _title       constant integer := content._width(_seo_checks.title);
    _description constant integer := content._width(_seo_checks.description);
    _slug        constant integer := length(coalesce(_seo_checks.slug, ''));
    _words       constant integer := coalesce(content.count_words(_prose), 0);
    _wanted      constant integer := _words / 300;
    _most_links  constant integer := greatest(_words / 30, 1);
    _headings    text[]  := array[]::text[];
    _links       integer := 0;
    _images      integer := 0;
    _unnamed     integer := 0;
    _places      integer[];
    _in_title    boolean;
    _in_headings boolean;
    _in_slug     boolean;
    _density     numeric;
begin
    if strpos(_markup, '#') > 0 or strpos(_markup, '<') > 0 or strpos(_markup, E'\n--') > 0
        or strpos(_markup, E'\n=') > 0
    then
        _headings := array(
            select btrim(regexp_replace(coalesce(h.found[1], h.found[2], h.found[3]),
                                        '<[^>]*>', '', 'g'))
              from regexp_matches(
                       _markup,
                       '(?:^|\n) {0,3}#{1,6}[ \t]+([^\n]+)'
                       '|(?:^|\n)([^\n]*[^\n =-][^\n]*)\n(?:=+|-{3,})[ \t]*(?=\n|$)'
                       '|<h[1-6](?:[ \t\n][^>]*)?>((?:[^<]|<(?!/h))*)', 'gi') as h (found));
    end if;
    if strpos(_markup, '](') > 0 or strpos(_markup, '<') > 0 then
        _links := regexp_count(_markup, '(?:^|[^!])\[[^][]+\]\([^()[:space:]]')
                  + regexp_count(_markup, '<a[[:space:]][^>]*href', 1, 'i');
        _images := regexp_count(_markup, '!\[[^][]*\]\(')
                   + regexp_count(_markup, '<img[[:space:]/>]', 1, 'i');
        _unnamed := regexp_count(_markup, '!\[[[:space:]]*\]\(')
                    + regexp_count(_markup, '<img[[:space:]/>]', 1, 'i')
                    - regexp_count(_markup, '<img[[:space:]](?:[^>]*[[:space:]])?alt[[:space:]]*='
                                            '[[:space:]]*["'']?[[:space:]]*[^"''[:space:]>]',
                                   1, 'i');
    end if;
    _places := array(select content._keyword_places(_prose, _keyword, _config));
    _in_title := exists (select content._keyword_places(_seo_checks.title, _keyword, _config));
    _in_headings := exists (
        select content._keyword_places(array_to_string(_headings, E'.\n'), _keyword, _config));
    -- What has no Latin letter cannot stand in a slug.
    _in_slug := octet_length(_keyword) > length(_keyword) and lower(_keyword) !~ '[0-9a-zß-ɏ]'
                or exists (
        select content._keyword_places(replace(_seo_checks.slug, '-', ' '), _keyword, _config));
    _density := round(100.0 * cardinality(_places) * content.count_words(_keyword)
                      / greatest(_words, 1), 1);

    return query
    select c.name, c.passed, c.weight,
           case when c.passed then c.finding || ': fine.'
                when _keyword = '' and c.name like 'keyword%'
                then 'There is no keyword: set focus_keyword, or a tag.'
                else c.finding || ': ' || c.mend end
      from (values
        ('title_length', _title between 20 and 70, 1.0,
         format('The title has %s characters', _title), 'keep it within 20–70.'),
        ('description_length', _description between 70 and 160, 1.0,
         format('The description has %s characters', _description),
         'write an excerpt, or else a summary, of 70–160.'),
        ('keyword_in_title', _in_title, 1.5,
         format('The title %s "%s"', case when _in_title then 'has' else 'lacks' end, _keyword),
         'say it there, early.'),
        ('keyword_in_intro', coalesce(_places[1] <= 100, false), 1.0,
         case when cardinality(_places) = 0 then format('The text lacks "%s"', _keyword)
              else format('"%s" stands first at word %s', _keyword, _places[1]) end,
         'say it within the first 100 words.'),
        ('keyword_in_headings', _in_headings or cardinality(_headings) + _wanted = 0, 1.0,
         case when cardinality(_headings) = 0
              then format('There are no headings in %s words', _words)
              else format('%s of the headings has "%s"',
                          case when _in_headings then 'One' else 'None' end, _keyword) end,
         'have it in one.'),
        ('keyword_density', _density between 0.5 and 3 and _keyword <> '', 1.0,
         format('"%s" stands %s times in %s words, which is %s %%', _keyword,
                cardinality(_places), _words, _density), 'keep it within 0.5–3 %.'),
        ('headings', cardinality(_headings) >= _wanted, 1.0,
         format('%s heading%s in %s words', cardinality(_headings),
                case when cardinality(_headings) <> 1 then 's' end, _words),
         format('have one for each 300 words, %s or more.', _wanted)),
        ('links', _links between 1 and _most_links, 0.5,
         format('%s link%s in %s words', _links, case when _links <> 1 then 's' end, _words),
         format('have one at least, and one in 30 words at most, which is %s here.', _most_links)),
        ('image_alt', _unnamed = 0, 0.5,
         format('%s of %s images lack an alt text', _unnamed, _images),
         'say what each shows.'),
        ('length', _words >= 300, 1.0,
         format('The text has %s words', _words), 'write 300 or more.'),
        ('slug', _slug between 1 and 75 and (_in_slug or _keyword = ''), 0.5,
         case when _slug = 0 then 'There is no slug'
              when _in_slug then format('The slug has %s characters', _slug)
              else format('The slug has %s characters and not "%s"', _slug, _keyword) end,
         'write one of up to 75 characters that has the keyword.')
      ) as c (name, passed, weight, finding, mend);
end;
$function$;

comment on function content._seo_checks is
$$Returns what search engines look at in an article, whether it is as they advise, what it weighs,
and what was found and is to be done.

title, body, slug: its own. description: its excerpt, or else its summary. keyword: from
content._seo_keyword. language: ISO 639-1. The checks and their weights:
title_length 1: 20–70 characters. description_length 1: 70–160 characters.
keyword_in_title 1.5. keyword_in_intro 1: within 100 words. keyword_in_headings 1: of those there
are. keyword_density 1: 0.5–3 % of the words. headings 1: one for each 300 words. links 0.5: one in
30 words at most, one at least. image_alt 0.5: no image without. length 1: 300 words. slug 0.5: up
to 75 characters, with the keyword.
The keyword is found in any inflection that the language's stems know. Words are those of
content._prose; only the first 50,000 characters of the body are looked at. Errors: none.$$;

create or replace function content._seo_score(
    title       text,
    description text,
    body        text,
    slug        text,
    keyword     text,
    language    text
)
returns numeric
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select round(coalesce(sum(c.weight) filter (where c.passed), 0) / sum(c.weight), 2)
      from content._seo_checks(_seo_score.title, _seo_score.description, _seo_score.body,
                               _seo_score.slug, _seo_score.keyword, _seo_score.language) as c;
$function$;

comment on function content._seo_score is
$$Returns the part of the weight of content._seo_checks that is passed, 0 to 1.

All parameters as there. Errors: none.$$;

revoke execute on function content._markup from public;
revoke execute on function content._width from public;
revoke execute on function content._keyword_places from public;
revoke execute on function content._seo_keyword from public;
revoke execute on function content._seo_checks from public;
revoke execute on function content._seo_score from public;

commit;
