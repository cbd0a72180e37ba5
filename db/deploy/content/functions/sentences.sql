-- Deploy aquascene:content/functions/sentences to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Ends are marked by regexp_replace and split at the mark. The same as one split at a lookbehind of
-- closing quotes takes minutes for a megabyte: PostgreSQL tries it anew at every character.
-- Its estimates are high, so callers set jit = off: compiling would take longer than the work.
create or replace function content._sentences(body text)
returns table (
    place bigint,
    text  text
)
language sql
immutable
parallel safe
begin atomic
    with line as (
        -- A mark of a list or heading is no part of its sentence; a number in a list may be a date.
        select l.place,
               regexp_replace(l.text, '^[[:space:]]*([-*+•‣◦▪–—]|#{1,6})[[:space:]]+', '') as text
          from string_to_table(translate(body, E'\r\f\x0b\u2028\u2029\x1f', E'\n\n\n\n\n '), E'\n')
               with ordinality as l (text, place)
         where l.text ~ '[^[:space:]]'
    ), piece as (
        select l.place as line, p.place, btrim(p.text, E' \t') as text
          from line as l
         cross join lateral string_to_table(
                   regexp_replace(
                       regexp_replace(
                           l.text,
                           '([.!?…؟۔।॥։።]["''”’»«›)\]\u200e\u200f]*)[[:space:]]+', E'\\1\x1f', 'g'),
                       '([。！？｡]+[」』”’）】]*)[[:space:]]*', E'\\1\x1f', 'g'),
                   E'\x1f') with ordinality as p (text, place)
         where p.text ~ '[^[:space:]]'
    ), neighbour as (
        select p.line, p.place, p.text,
               lag(p.text) over (partition by p.line order by p.place) as before,
               p.text ~ '^["''“‘„«»‹¿¡(\[]*[[:lower:]]' as is_lower
          from piece as p
    ), judged as (
        -- What looks like an end and is none: an abbreviation, an initial, the number of a list,
        -- and whatever is followed by a small letter, unless that is how the author begins.
        select n.line, n.place, n.text,
               n.before is null
               or not (
                   n.is_lower and not n.writes_small
                   or n.place = 2 and n.before ~ '^\(?([0-9]{1,3}|[[:alpha:]])[.)]$'
                   or n.before ~* ('(^|[^[:alnum:]])(dr|mr|mrs|ms|prof|st|vs|approx|ca|cf|e\.g|i\.e'
                                   '|z\.b|d\.h|u\.a|bzw|vgl|inkl|p\.ex|p\.ej|mme|sra?)\.$')
                   or n.before ~ '(^|[^[:alnum:]])[A-HJ-ZÀ-Þ]\.$'
                   or n.text ~ '^[0-9]'
                      and n.before ~* '(^|[^[:alnum:]])(no|nr|fig|abb|vol|art|kap|ch|pp?)\.$'
                   or n.text ~ '^(Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)'
                      and n.before ~ '(^|[[:space:]])[0-9]{1,2}\.$'
               ) as is_first
          from (select m.*,
                       2 * count(*) filter (where m.is_lower) over () > count(*) over ()
                           as writes_small
                  from neighbour as m) as n
    ), numbered as (
        select j.text, j.line, j.place,
               count(*) filter (where j.is_first) over (order by j.line, j.place) as sentence
          from judged as j
    )
    select n.sentence, string_agg(n.text, ' ' order by n.line, n.place)
      from numbered as n
     group by n.sentence
     order by n.sentence;
end;

comment on function content._sentences is
$$Returns the sentences of a text in their order, place from 1; none of an empty text.

body: paragraphs, one or more lines each; a line ends a sentence. Knows the full stops of Latin,
Arabic, Devanagari, Armenian, Ethiopic and Chinese script, quotes and brackets after them, numbers,
initials and the usual abbreviations; marks of lists and headings are left out. Errors: none.$$;

revoke execute on function content._sentences from public;

commit;
