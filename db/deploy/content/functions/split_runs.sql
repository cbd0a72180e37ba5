-- Deploy aquascene:content/functions/split_runs to pg
-- requires: content/functions/stream_safe

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Letters of the scripts that part words by no space (or, Hangul, seldom where a reader would):
-- Thai, Lao, Myanmar, Khmer, kana, Han, Hangul.
create or replace function content._unspaced_class()
returns text
language sql
immutable
parallel safe
begin atomic
    select '\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3\u3005-\u3007\u3041-\u309f'
           '\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff'
           '\U00020000-\U0002fa1f';
end;

comment on function content._unspaced_class is
$$Returns the inside of a regular expression's bracket with the letters of the scripts that are
written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han, Hangul. Errors: none.$$;

create or replace function content._split_runs(
    body     text,
    is_query boolean default false
)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _body text := translate(_split_runs.body, '/', ' ');
begin
    if octet_length(_body) = length(_body) then     -- nothing but ASCII
        return _body;
    end if;

    -- What is not seen – soft hyphens, zero-width characters, marks of direction – goes.
    _body := translate(
        normalize(content._stream_safe(_body), nfkc),
        U&'\00AD\200B\200C\200D\200E\200F\202A\202B\202C\202D\202E\2060\2066\2067\2068\2069\FEFF',
        '');
    if _body !~ format('[%s]', content._unspaced_class()) then
        return _body;
    end if;

    -- A run ABC becomes A AB BC C.
    _body := regexp_replace(
        _body, format('(?<=[^%1$s])(?=[%1$s])|(?<=[%1$s])(?=[^%1$s])', content._unspaced_class()),
        ' ', 'g');
    _body := regexp_replace(
        _body, format('([%s])', content._unspaced_class()), '\1 \1', 'g');
    if _split_runs.is_query then
        -- The ends of a run in a query need not be the ends of one in the text.
        _body := regexp_replace(
            _body,
            format('(?<![%1$s])[%1$s] (?=[%1$s]{2})|(?<=[%1$s]{2}) [%1$s](?![%1$s])',
                   content._unspaced_class()),
            '', 'g');
    end if;
    return _body;
end;
$function$;

comment on function content._split_runs is
$$Returns a text in which the parser of text search finds words: runs of scripts without spaces are
cut into overlapping pairs (ABC becomes A AB BC C), compatible characters are made one (NFKC),
characters that are not seen are left out, and a stroke parts words.

body: the text; null gives null. is_query: leaves out the single characters at the ends of a run
of two or more. Errors: none.$$;

revoke execute on function content._unspaced_class from public;
revoke execute on function content._split_runs from public;

commit;
