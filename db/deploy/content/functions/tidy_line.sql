-- Deploy aquascene:content/functions/tidy_line to pg
-- requires: content/functions/stream_safe

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._tidy_line(body text)
returns text
language sql
immutable
parallel safe
begin atomic
    -- First out: soft hyphens, zero-width spaces, marks of direction, byte order marks. The two
    -- joiners stay, since Persian and emoji are spelt with them; alone they are nothing. All in one
    -- expression, so that it is inlined.
    select substring(
               btrim(regexp_replace(
                   regexp_replace(
                       normalize(content._stream_safe(body), nfc),
                       '[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'),
                   '[\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f'
                   '\u3000]+', ' ', 'g'))
               from '^.*[^ \u200c\u200d\ufe0f].*$');
end;

comment on function content._tidy_line is
$$Returns a text as one line in Unicode NFC: every run of blanks and control characters is one
space, none stands at an end, and what cannot be seen is gone; null when nothing is left to see.

body: any text; null gives null. Errors: none.$$;

revoke execute on function content._tidy_line from public;

commit;
