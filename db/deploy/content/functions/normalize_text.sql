-- Deploy aquascene:content/functions/normalize_text to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;

create or replace function content.normalize_text(body text)
returns text
language sql
immutable
parallel safe
begin atomic
    select btrim(regexp_replace(lower(normalize(body, nfc)), '[^[:alnum:]]+', ' ', 'g'));
end;

comment on function content.normalize_text is
$$Returns a text in the form in which duplicates are equal: Unicode NFC, lower case, one space
between words, no punctuation.

body: any text; null gives null. Errors: none.$$;

revoke execute on function content.normalize_text from public;
grant execute on function content.normalize_text to aquascene_reader, aquascene_worker;

commit;
