-- Deploy aquascene:content/functions/prose to pg
-- requires: content/grants/schema

-- Each step is behind a look for the character that it is about: a text without markup, the usual
-- case, pays for strpos alone.
begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._prose(body text)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _text text := replace(left(_prose.body, 50000), E'\r', '');
    _kept text;
begin
    if strpos(_text, '<') > 0 then
        if _text ~* '<(p|div|br|li|h[1-6])[ />]' then
            _text := translate(_text, E'\n\t', '  ');    -- in HTML, tags part paragraphs
        end if;
        -- The braces make the alternation as a whole prefer the nearest end.
        _text := regexp_replace(
            _text, '(?:<h[1-6][ >].*?</h[1-6]|<pre[ >].*?</pre|<script[ >].*?</script'
                   '|<style[ >].*?</style|<table[ >].*?</table|<figcaption[ >].*?</figcaption'
                   '|<!--.*?--){1,1}?>',
            E'\n\n', 'gi');
        _text := regexp_replace(
            _text, '</?(?:p|div|hr|li|[ou]l|d[ltd]|tr|t[dh]|blockquote|section|article|figure'
                   '|header|footer|main|aside|nav|body|html|head|title)(?:[ /][^<>]*)?>',
            E'\n\n', 'gi');
        _text := regexp_replace(_text, '<br[ /]*>', E'\n', 'gi');
        _text := regexp_replace(_text, '</?[a-zA-Z][^<>]*>', '', 'g');
    end if;

    if strpos(_text, '&') > 0 then
        _text := regexp_replace(_text, '&(?:#39|#x27|#8217|apos|[lr]squo);', '''', 'g');
        _text := regexp_replace(
            _text, '&([a-zA-Z])(?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash);', '\1', 'g');
        _text := regexp_replace(_text, '&(?:#x?[0-9a-fA-F]+|[a-zA-Z]+);', ' ', 'g');
    end if;

    if strpos(_text, '```') > 0 or strpos(_text, '~~~') > 0 then
        _text := regexp_replace(
            _text, '(?:```.*?(?:```|$)|~~~.*?(?:~~~|$)){1,1}?', E'\n\n', 'g');
    end if;
    if strpos(_text, '](') > 0 then
        _text := regexp_replace(_text, '!\[[^][]*\]\([^()]*\)', '', 'g');
        _text := regexp_replace(_text, '\[([^][]*)\]\([^()]*\)', '\1', 'g');
    end if;
    if strpos(_text, '[') > 0 then                -- marks of notes, as encyclopedias have them
        _text := regexp_replace(
            _text, '\[(?:[0-9]+|[a-z]|note [0-9]+|citation needed|edit)\]', '', 'g');
    end if;
    if strpos(_text, '://') > 0 then
        _text := regexp_replace(
            _text, '[a-zA-Z]+://[^[:space:]]*[^[:space:].,;:!?)"'']', '', 'g');
    end if;

    -- Of Markdown go headings, rows of tables and rulers; of quotes and items only the marks.
    _text := E'\n' || _text;
    if strpos(_text, E'\n>') > 0 then
        _text := regexp_replace(_text, '\n>+[ \t]?', E'\n', 'g');
    end if;
    _text := regexp_replace(
        _text,
        '\n[ \t]*(?:#{1,6}[ \t][^\n]*|\|[^\n]*|[^\n]+\n(?:=+|-{3,})[ \t]*(?=\n|$)'
        '|[-=_*]{3,}[ \t]*(?=\n|$)|[-*+•][ \t]+|[0-9]{1,3}[.)][ \t]+)',
        E'\n\n', 'g');
    _text := replace(replace(_text, '*', ''), '`', '');

    -- One line a paragraph.
    _text := btrim(_text, E' \t\n');
    if strpos(_text, E'\n') = 0 then
        return _text;
    end if;
    _text := regexp_replace(_text, '\n[ \t\n]*\n', E'\x01', 'g');
    _text := replace(replace(_text, E'\n', ' '), E'\x01', E'\n');

    -- A short line that no mark ends is a heading, a caption or an item of a list.
    select string_agg(l.line, E'\n' order by l.place)
      into _kept
      from string_to_table(_text, E'\n') with ordinality as l (line, place)
     where octet_length(l.line) > 80 or l.line ~ '[.!?…。！？｡؟۔।]';
    return coalesce(_kept, _text);
end;
$function$;

comment on function content._prose is
$$Returns what of a text is read as sentences, a paragraph a line; null for null.

body: plain text, Markdown or HTML. Left out: tags and marks, headings, tables, code blocks,
images, addresses, and lines of up to 80 bytes without the mark that ends a sentence, unless there
are no others. Only the first 50,000 characters are looked at. Errors: none.$$;

revoke execute on function content._prose from public;

commit;
