-- Deploy aquascene:content/functions/detect_language to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;

create or replace function content.detect_language(
    body text,
    out language text,
    out confidence numeric
)
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    -- A Snowball dictionary reduces its language's function words to nothing: the language that
    -- takes the most words of the text for function words is the language of the text.
    with sample as (
        select left(detect_language.body, 4000) as text
    ), words as (
        select distinct w.parts[1] as word
          from sample as s
         cross join lateral regexp_matches(lower(s.text), '[[:alpha:]]+', 'g') as w (parts)
    ), hits as (
        select l.code,
               count(*) filter (where ts_lexize(l.dictionary, w.word) = '{}')::numeric
                   / count(*) as share
          from words as w
         cross join (values ('da', 'pg_catalog.danish_stem'::regdictionary),
                            ('de', 'pg_catalog.german_stem'), ('en', 'pg_catalog.english_stem'),
                            ('es', 'pg_catalog.spanish_stem'), ('fi', 'pg_catalog.finnish_stem'),
                            ('fr', 'pg_catalog.french_stem'), ('hu', 'pg_catalog.hungarian_stem'),
                            ('it', 'pg_catalog.italian_stem'), ('nl', 'pg_catalog.dutch_stem'),
                            ('no', 'pg_catalog.norwegian_stem'),
                            ('pt', 'pg_catalog.portuguese_stem'),
                            ('ru', 'pg_catalog.russian_stem'), ('sv', 'pg_catalog.swedish_stem'),
                            ('tr', 'pg_catalog.turkish_stem')) as l (code, dictionary)
         group by l.code
    ), ranked as (
        select h.code, h.share,
               lead(h.share) over (order by h.share desc, h.code) as next_share
          from hits as h
         order by h.share desc, h.code
         limit 1
    ), scripts as (
        -- Of these scripts the language follows at once; kana decides over Han.
        select c.code, c.place, n.letters,
               n.letters::numeric / nullif(n.all_letters, 0) as share
          from sample as s
         cross join (values ('ja', '[\u3040-\u30ff]', 1), ('zh', '[\u4e00-\u9fff]', 2),
                            ('ko', '[\uac00-\ud7af]', 3), ('ar', '[\u0600-\u06ff]', 4),
                            ('he', '[\u0590-\u05ff]', 5), ('el', '[\u0370-\u03ff]', 6),
                            ('th', '[\u0e00-\u0e7f]', 7), ('hi', '[\u0900-\u097f]', 8))
                    as c (code, letters, place)
         cross join lateral (
                   select regexp_count(s.text, c.letters),
                          regexp_count(s.text, '[^[:space:][:punct:]]')
               ) as n (letters, all_letters)
    ), script as (
        select c.code, c.share
          from scripts as c
         where c.letters >= 5 and c.share > 0.1
         order by c.place
         limit 1
    )
    select coalesce(a.language, 'und'), coalesce(a.confidence, 0)
      from (select) as one
      left join (
          select s.code as language, round(least(s.share, 1), 2) as confidence, 1 as place
            from script as s
          union all
          -- Text of any language has at least a few function words in a hundred.
          select r.code, round((r.share - r.next_share) / r.share, 2), 2
            from ranked as r
           where r.share >= 0.06 and r.share > r.next_share
           order by place
           limit 1
      ) as a on true;
$function$;

comment on function content.detect_language is
$$Returns the language of a text (ISO 639-1; und when unsure) and a confidence from 0 to 1.

body: the text; its first 4,000 characters are looked at. Method: the share of words that the
Snowball stop-word lists of PostgreSQL take for function words, for 14 languages, and the script for
8 more; confidence is the lead over the second. Errors: none.$$;

revoke execute on function content.detect_language from public;
grant execute on function content.detect_language to aquascene_reader, aquascene_worker;

commit;
