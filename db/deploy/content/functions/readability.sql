-- Deploy aquascene:content/functions/readability to pg
-- requires: content/functions/count_words

begin;
set local role aquascene_owner;

create or replace function content.readability(body text, language text)
returns integer
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    with measured as (
        select content.count_words(readability.body)::numeric as words,
               greatest(regexp_count(readability.body, '[.!?…]+([[:space:]]|$)|[。！？]+'), 1)::numeric
                   as sentences,
               -- A syllable is a run of vowels; a silent English e at the end is none.
               greatest(regexp_count(
                   case when readability.language = 'en'
                        then regexp_replace(lower(readability.body),
                                            '([^aeiou])e([^[:alpha:]]|$)', '\1\2', 'g')
                        else lower(readability.body) end,
                   '[aeiouyáàâäãåæéèêëíìîïóòôöõøœúùûüýÿаеёиоуыэюя]+'), 1)::numeric as syllables,
               length(readability.body)::numeric as characters
    )
    select case when m.words > 0 then greatest(0, least(100, round(
               case readability.language
                   when 'en' then 206.835 - 1.015 * m.words / m.sentences
                                          - 84.6 * m.syllables / m.words
                   when 'de' then 180 - m.words / m.sentences - 58.5 * m.syllables / m.words
                   when 'fr' then 207 - 1.015 * m.words / m.sentences
                                      - 73.6 * m.syllables / m.words
                   when 'es' then 206.84 - 1.02 * m.words / m.sentences
                                         - 60 * m.syllables / m.words
                   else 140 - 2 * m.words / m.sentences - 8 * m.characters / m.words
               end)))::integer end
      from measured as m;
$function$;

comment on function content.readability is
$$Returns the reading ease of a text from 0 (hard) to 100 (easy); null for a text without words.

body: the text. language: ISO 639-1. Formulas: Flesch (1948) for en, Amstad (1978) for de, Kandel
and Moles (1958) for fr, Fernández Huerta (1959) for es; for others one of ours from the length of
words and sentences, comparable only within a language. Errors: none.$$;

revoke execute on function content.readability from public;
grant execute on function content.readability to aquascene_reader, aquascene_worker;

commit;
