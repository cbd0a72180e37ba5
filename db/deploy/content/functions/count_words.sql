-- Deploy aquascene:content/functions/count_words to pg
-- requires: content/grants/schema

-- What is no word is listed, by code points, and not what is one: [[:alnum:]] leaves out the vowel
-- signs of many scripts, and in some locales all letters but the English ones.
begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.count_words(body text)
returns integer
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- Han, kana and Bopomofo; Thai, Lao, Burmese, Tai Tham and Khmer
    _han       constant text := '\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u30fa\u30fc-\u312f'
                                '\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d'
                                '\U00020000-\U0003ffff';
    _unspaced  constant text := '\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109f'
                                '\u1780-\u17d3\u17d7\u17dc-\u17dd\u1a20-\u1a9f\ua9e0-\ua9ff'
                                '\uaa60-\uaa7f';
    -- Signs, and marks of punctuation but those within words: apostrophes, hyphens, joiners
    _other     constant text := '\u0001-/:-@[-`{-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8'
                                '\u00bb\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u037e\u0387'
                                '\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4'
                                '\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u0700-\u070d'
                                '\u0964\u0965\u0e3f\u0e4f\u0e5a\u0e5b\u0f04-\u0f14\u104a-\u104f'
                                '\u10fb\u1360-\u1368\u166d\u1680\u17d4-\u17d6\u17d8-\u17db'
                                '\u1800-\u180a\u2000-\u200b\u200e-\u205f\u2061-\u2064\u20a0-\u20cf'
                                '\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020'
                                '\u3030\u3036-\u303f\u30fb\u3200-\u33ff\ufd3e\ufd3f\ufe10-\ufe1f'
                                '\ufe30-\ufe6f\ufeff-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65'
                                '\uffe0-\uffff\U0001f000-\U0001faff';
    -- Joiners, soft hyphens, selectors: within a word only
    _invisible constant text := '\u00ad\u200c\u200d\u2060\ufe00-\ufe0f';
    _text      text := count_words.body;
    _spaced    text;
    _words     integer := 0;
begin
    if octet_length(_text) = length(_text) then
        return regexp_count(_text, '[0-9A-Za-z]+([''-][0-9A-Za-z]+)*');
    end if;

    if _text ~ ('[' || _han || _unspaced || ']') then
        _spaced := regexp_replace(_text, '[' || _han || ']+', '', 'g');
        _words := length(_text) - length(_spaced);
        _words := _words
                  + ceil((length(_spaced)
                          - length(regexp_replace(_spaced, '[' || _unspaced || ']+', '', 'g')))
                         / 5.0)::integer;
        _text := regexp_replace(_text, '[' || _han || _unspaced || ']+', ' ', 'g');
    end if;
    return _words + regexp_count(
        _text, '[^' || _other || _invisible || '][^' || _other || ']*'
               '([''’‘ʼ‐‑-][^' || _other || ']+)*');
end;
$function$;

comment on function content.count_words is
$$Returns the number of words of a text; null for null.

body: any text. What apostrophes, hyphens or joiners bind is one word. Of the scripts that put no
spaces between words, each Han or kana character is a word, and Thai, Lao, Burmese and Khmer have
one word in five characters. Errors: none.$$;

revoke execute on function content.count_words from public;
grant execute on function content.count_words to aquascene_reader, aquascene_worker;

commit;
