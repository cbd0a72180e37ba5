-- Deploy aquascene:content/functions/summarize to pg
-- requires: content/functions/search_config
-- requires: content/functions/sentences

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.summarize(
    body      text,
    sentences integer default 3,
    language  text default 'en'
)
returns text
language sql
immutable
security definer                            -- calls a private helper
parallel safe
set search_path = pg_catalog, pg_temp
set jit = off                               -- 30 ms of compiling for 2 ms of work
as $function$
    with sentence as (
        -- An article has 10,000 characters; what is longer is summarized by how it begins.
        select s.place, s.text, length(s.text) > 650 as is_overlong,
               left(s.text, 650) as beginning
          from content._sentences(left(summarize.body, 300000)) as s
    ), word as (
        select s.place, w.lexeme
          from sentence as s
         cross join lateral unnest(to_tsvector(content.search_config(summarize.language),
                                               s.beginning)) as w
         union
        -- Han and kana are written without spaces: every two neighbours count as a word.
        select s.place, c.pair
          from sentence as s
         cross join lateral (
                   select c.letter || lead(c.letter) over (order by c.place)
                     from string_to_table(s.beginning, null) with ordinality as c (letter, place)
               ) as c (pair)
         where s.beginning ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2}'
           and c.pair ~ '^[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2}$'
    ), frequency as (
        select w.lexeme, count(*)::numeric as sentences
          from word as w
         group by w.lexeme
    ), scored as (
        -- Frequent words make a sentence central; the root keeps long sentences from winning by
        -- length alone, and headings and fragments (fewer than four words) come last.
        select w.place, count(*) >= 4 as is_sentence, sum(f.sentences) / sqrt(count(*)) as score
          from word as w
          join frequency as f using (lexeme)
         group by w.place
    ), chosen as (
        select s.place,
               case when s.is_overlong then btrim(s.beginning) || '…' else s.text end as text
          from scored as c
          join sentence as s using (place)
         order by (c.is_sentence and not s.is_overlong) desc, c.score desc, c.place
         limit greatest(summarize.sentences, 0)
    )
    -- No space after a Chinese or Japanese full stop.
    select rtrim(string_agg(c.text || case when c.text ~ '[。！？｡][」』”’）】]*$' then ''
                                           else ' ' end, '' order by c.place))
      from chosen as c;
$function$;

comment on function content.summarize is
$$Returns the most central sentences of a text, in their order; null when there are none.

body: the text; of one longer than 300,000 characters, that many are read. sentences: how many at
most; one longer than 650 characters comes last and is cut. language: ISO 639-1, for its stop words
and stems. Formula: sum over a sentence's words of the number of sentences that hold the word,
divided by the square root of the word count (extractive summary after Luhn, 1958). Errors: none.$$;

revoke execute on function content.summarize from public;
grant execute on function content.summarize to aquascene_reader, aquascene_worker;

commit;
