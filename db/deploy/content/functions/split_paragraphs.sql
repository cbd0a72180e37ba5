-- Deploy aquascene:content/functions/split_paragraphs to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._split_paragraphs(body text)
returns table (place bigint, paragraph text, occurrence bigint)
language sql
immutable
parallel safe
begin atomic
    select row_number() over (order by p.place), p.paragraph,
           row_number() over (partition by p.paragraph order by p.place)
      from (select s.place, btrim(s.part, E' \t\r\n')
              from regexp_split_to_table(body, '\n\s*\n') with ordinality as s (part, place)
           ) as p (place, paragraph)
     where p.paragraph <> '';
end;

comment on function content._split_paragraphs is
$$Returns the paragraphs of a text, which empty lines part, with their place, and which of several
equal ones each is: 1 for the first.

body: any text; null gives none. Errors: none.$$;

revoke execute on function content._split_paragraphs from public;

commit;
