-- Deploy aquascene:content/functions/summarize to pg
-- requires: content/functions/search_config

begin;
set local role aquascene_owner;

create or replace function content.summarize(
    body      text,
    sentences integer default 3,
    language  text default 'en'
)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    with sentence as (
        select s.place, btrim(s.text) as text,
               to_tsvector(content.search_config(summarize.language), s.text) as words
          from regexp_split_to_table(summarize.body, '(?<=[.!?…])[[:space:]]+|\n+|(?<=[。！？])')
               with ordinality as s (text, place)
         where btrim(s.text) <> ''
    ), frequency as (
        select w.lexeme, count(*)::numeric as sentences
          from sentence as s
         cross join lateral unnest(s.words) as w
         group by w.lexeme
    ), scored as (
        -- Frequent words make a sentence central; the root keeps long sentences from winning by
        -- length alone, and headings and fragments (fewer than four words) come last.
        select s.place, s.text,
               (length(s.words) >= 4) as is_sentence,
               sum(f.sentences) / sqrt(count(*)) as score
          from sentence as s
         cross join lateral unnest(s.words) as w
          join frequency as f using (lexeme)
         group by s.place, s.text, s.words
    ), chosen as (
        select c.place, c.text
          from scored as c
         order by c.is_sentence desc, c.score desc, c.place
         limit greatest(summarize.sentences, 0)
    )
    select string_agg(c.text, ' ' order by c.place) from chosen as c;
$function$;

comment on function content.summarize is
$$Returns the most central sentences of a text, in their order; null when there are none.

body: the text. sentences: how many at most. language: ISO 639-1, for its stop words and stems.
Formula: sum over a sentence's words of the number of sentences that hold the word, divided by the
square root of the word count (extractive summary after Luhn, 1958). Errors: none.$$;

revoke execute on function content.summarize from public;
grant execute on function content.summarize to aquascene_reader, aquascene_worker;

commit;
