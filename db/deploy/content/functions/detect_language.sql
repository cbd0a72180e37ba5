-- Deploy aquascene:content/functions/detect_language to pg
-- requires: content/data/language_features

begin;
set local role aquascene_owner;

create or replace function content.detect_language(
    body text,
    out language text,
    out confidence numeric
)
language plpgsql
stable
parallel safe
security definer                            -- nobody but readers reads tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan    -- planning would cost more than the work
set enable_seqscan = off                    -- and only look-ups by index fit
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $function$
declare
    -- A few sentences tell the language as surely as a book, and cost less.
    _text    text := lower(left(detect_language.body, 600));
    _letters text;
    _found   record;
begin
    language := 'und';
    confidence := 0;
    if _text is not nfc normalized then
        _text := normalize(_text, nfc);
    end if;

    -- More than 1.3 bytes a character: not Latin, or Vietnamese.
    if octet_length(_text) * 10 > length(_text) * 13 then
        _letters := regexp_replace(_text, '[[:space:][:punct:][:digit:]]+', '', 'g');
        select s.language into _found
          from (values
                -- Kana decide over Han, which Japanese has too.
                ('ja', '[\u3040-\u30ff]', 0.1), ('ko', '[\uac00-\ud7af\u1100-\u11ff]', 0.3),
                ('zh', '[\u3400-\u9fff\uf900-\ufaff]', 0.3), ('el', '[\u0370-\u03ff\u1f00-\u1fff]', 0.3),
                ('he', '[\u0590-\u05ff]', 0.3), ('th', '[\u0e00-\u0e7f]', 0.3),
                ('lo', '[\u0e80-\u0eff]', 0.3), ('bn', '[\u0980-\u09ff]', 0.3),
                ('pa', '[\u0a00-\u0a7f]', 0.3), ('gu', '[\u0a80-\u0aff]', 0.3),
                ('ta', '[\u0b80-\u0bff]', 0.3), ('te', '[\u0c00-\u0c7f]', 0.3),
                ('kn', '[\u0c80-\u0cff]', 0.3), ('ml', '[\u0d00-\u0d7f]', 0.3),
                ('si', '[\u0d80-\u0dff]', 0.3), ('my', '[\u1000-\u109f]', 0.3),
                ('ka', '[\u10a0-\u10ff]', 0.3), ('am', '[\u1200-\u137f]', 0.3),
                ('km', '[\u1780-\u17ff]', 0.3), ('hy', '[\u0530-\u058f]', 0.3)
               ) as s (language, letters, share)
         where length(_letters) >= 3
           and regexp_count(_letters, s.letters) >= length(_letters) * s.share
         limit 1;
        if found then
            language := _found.language;
            confidence := 1;
            return;
        end if;
    end if;

    with word as (
        select w.word
          from string_to_table(
                   regexp_replace(_text, '[[:space:][:punct:][:digit:]]+', ' ', 'g'), ' ')
               as w (word)
         where w.word <> ''
    ), feature as (
        select f.feature, count(*) as times
          from (select w.word
                  from word as w
                union all
                select '-' || right(w.word, 3)
                  from word as w
                 where length(w.word) >= 5
                union all
                select '''' || c.letter
                  from string_to_table(regexp_replace(_text, '[ -~\s]+', '', 'g'), null)
                       as c (letter)) as f (feature)
         group by f.feature
    ), score as (
        -- A feature that is repeated says no more than four times what it says once.
        select l.language, sum(l.weight * least(f.times, 4)) as score
          from feature as f
          join content.language_features as l using (feature)
         group by l.language
    )
    select s.language, s.score, lead(s.score, 1, 0) over (order by s.score desc) as next_score
      into _found
      from score as s
     order by s.score desc, s.language
     limit 1;
    if _found.score >= 0.6 and _found.score > _found.next_score then
        language := _found.language;
        -- One or two words are little evidence, however clear.
        confidence := round(((_found.score - _found.next_score) / _found.score
                             * least(_found.score / 3, 1))::numeric, 2);
    end if;
end;
$function$;

comment on function content.detect_language is
$$Returns the language of a text (ISO 639-1; und when unsure) and a confidence from 0 to 1.

body: the text; its first 600 characters are looked at. Method: the script alone for el he th lo bn pa
gu ta te kn ml si my ka am km hy ko ja zh; else the weights in content.language_features of the
function words, ends of words and letters that are found, and confidence is the lead over the second
language, less when little was found. Errors: none.$$;

revoke execute on function content.detect_language from public;
grant execute on function content.detect_language to aquascene_reader, aquascene_worker;

commit;
