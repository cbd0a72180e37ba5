-- Deploy aquascene:content/functions/detect_language to pg
-- requires: content/data/language_features

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

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
    _sample constant int := 500;
    _text   text := left(detect_language.body, _sample);
    _scripts constant text :=
        '[\u0370-\u03ff\u0530-\u05ff\u0780-\u07bf\u0980-\u139f\u1780-\u17ff\u1c90-\u1cbf'
        '\u1f00-\u1fff\u3040-\ud7af\uf900-\ufaff\uff66-\uff9f]';
    _danish_or_norwegian constant text :=
        '(øj|ej|æ[nlksgt]|gt|jd|øb|øg|ug|ds|øy|ei|kj|gj|sj|åp|ø[ktp]|oe|tt|pp)';
    _letters text;
    _found   record;
begin
    language := 'und';
    confidence := 0;
    -- Markup and addresses are in no language, and there may be more of them than of text.
    if _text ~ '<[[:alpha:]/!]|://' then
        _text := left(regexp_replace(left(detect_language.body, 10 * _sample),
                                     '<[[:alpha:]/!][^<>]*>|https?://\S*', ' ', 'g'), _sample);
    end if;
    _text := lower(_text);
    if octet_length(_text) > length(_text) then
        -- What is not seen parts no words, but for the non-joiner.
        _text := regexp_replace(
            case when _text is nfc normalized then _text else normalize(_text, nfc) end,
            '[\u00ad\u034f\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff]', '', 'g');
    end if;
    -- One sign of code in ten characters: not a text in any language.
    if length(translate(_text, '{}[]()<>;=_|\$&#', '')) < length(_text) * 0.9 then
        return;
    end if;

    if _text ~ _scripts then
        _letters := regexp_replace(_text, '[[:space:][:punct:][:digit:]]+', '', 'g');
        select s.language into _found
          from (values
                -- Kana decide over Han, which Japanese has too.
                ('ja', '[\u3040-\u30ff\uff66-\uff9f]', 0.1),
                ('ko', '[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]', 0.3),
                ('zh', '[\u3400-\u9fff\uf900-\ufaff]', 0.3),
                ('el', '[\u0370-\u03ff\u1f00-\u1fff]', 0.3), ('he', '[\u0590-\u05ff]', 0.3),
                ('th', '[\u0e00-\u0e7f]', 0.3), ('lo', '[\u0e80-\u0eff]', 0.3),
                ('bn', '[\u0980-\u09ff]', 0.3), ('pa', '[\u0a00-\u0a7f]', 0.3),
                ('gu', '[\u0a80-\u0aff]', 0.3), ('or', '[\u0b00-\u0b7f]', 0.3),
                ('ta', '[\u0b80-\u0bff]', 0.3), ('te', '[\u0c00-\u0c7f]', 0.3),
                ('kn', '[\u0c80-\u0cff]', 0.3), ('ml', '[\u0d00-\u0d7f]', 0.3),
                ('si', '[\u0d80-\u0dff]', 0.3), ('bo', '[\u0f00-\u0fff]', 0.3),
                ('my', '[\u1000-\u109f]', 0.3), ('ka', '[\u10a0-\u10ff\u1c90-\u1cbf]', 0.3),
                ('am', '[\u1200-\u139f]', 0.3), ('km', '[\u1780-\u17ff]', 0.3),
                ('hy', '[\u0530-\u058f]', 0.3), ('dv', '[\u0780-\u07bf]', 0.3)
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
                select left(w.word, 3) || '-'
                  from word as w
                 where length(w.word) >= 5
                union all
                select '''' || c.letter
                  from string_to_table(regexp_replace(_text, '[ -~\s]+', '', 'g'), null)
                       as c (letter)
                union all
                -- Danish and Norwegian share words more than spelling.
                select '~' || m.letters[1]
                  from regexp_matches(_text, _danish_or_norwegian, 'g') as m (letters)
                 where _text ~ '[æø]') as f (feature)
         group by f.feature
    ), score as (
        -- A feature that is repeated says no more than four times what it says once.
        select l.language, sum(l.weight * least(f.times, 4)) as score
          from feature as f
          join content.language_features as l using (feature)
         group by l.language
    )
    select s.language, s.score, lead(s.score, 1, 0) over (order by s.score desc) as next_score,
           (select count(*) from word as w) as words
      into _found
      from score as s
     order by s.score desc, s.language
     limit 1;
    -- Languages that are not known hit a feature here and there, those that are know one word in
    -- three: 0.1 a word parts them.
    if _found.score >= greatest(0.6, _found.words * 0.1) and _found.score > _found.next_score then
        language := _found.language;
        -- One or two words are little evidence, however clear.
        confidence := round(((_found.score - _found.next_score) / _found.score
                             * least(_found.score / 3, 1))::numeric, 2);
    end if;
end;
$function$;

comment on function content.detect_language is
$$Returns the language of a text (ISO 639-1; und when unsure) and a confidence from 0 to 1.

body: the text, plain or HTML; its first 500 characters without markup, addresses and invisible
characters are looked at. Method: the script alone for am bn bo dv el gu he hy ja ka km kn ko lo ml
my or pa si ta te th zh; else the weights in content.language_features of the words, beginnings and
ends of words and letters that are found. confidence: the lead over the second language, less when
little was found. Unsure: no or little text, code, a language that is not known. Errors: none.$$;

revoke execute on function content.detect_language from public;
grant execute on function content.detect_language to aquascene_reader, aquascene_worker;

commit;
