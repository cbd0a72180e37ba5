-- Deploy aquascene:content/functions/slug to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._slug(
    body       text,
    salt       text default null,
    max_length integer default 50
)
returns text
language sql
immutable
parallel safe
begin atomic
    -- Not unaccent(): it is stable, and what its rules file says may differ between servers.
    -- What is too long loses its last word, but never more than half.
    select case
               when body is null then null
               when salt is null and s.slug <> ''
                   then coalesce(
                       substring(left(s.slug || '-', l.max + 1) from format('^(.{%s,})-', l.half)),
                       left(s.slug, l.max))
               else concat_ws(
                   '-', nullif(rtrim(left(s.slug, l.max - 9), '-'), ''),
                   left(encode(sha256(convert_to(coalesce(salt, body), 'UTF8')), 'hex'), 8))
           end
      from (select lower(regexp_replace(
                       normalize(left(body, 1000), nfkd), '[\u0300-\u036f''’]', '', 'g')))
               as a (letters)
     cross join lateral (
               select replace(replace(replace(replace(
                          translate(a.letters, 'øðđłıħŧ', 'oddliht'),
                          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')) as b (letters)
     cross join lateral (
               select btrim(regexp_replace(b.letters, '[^a-z0-9]+', '-', 'g'), '-')) as s (slug)
     cross join lateral (
               select greatest(max_length, 10), greatest(max_length, 10) / 2) as l (max, half);
end;

comment on function content._slug is
$$Returns the name that a text has in addresses: its letters without accents, in lower case, and its
digits, with a hyphen for everything between them.

body: a title or name; null gives null. A text without Latin letters and digits gives eight digits
of a hash. salt: for a slug that is taken: eight digits of the hash of this are added; the same salt
gives the same slug. max_length: in characters, 10 at least. Errors: none.$$;

revoke execute on function content._slug from public;

commit;
