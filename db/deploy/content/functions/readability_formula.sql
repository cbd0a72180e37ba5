-- Deploy aquascene:content/functions/readability_formula to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.readability_formula(language text)
returns text
language sql
immutable
parallel safe
begin atomic
    select case split_part(translate(lower(readability_formula.language), '_', '-'), '-', 1)
               when 'en' then 'Flesch 1948'
               when 'de' then 'Amstad 1978'
               when 'fr' then 'Kandel and Moles 1958'
               when 'es' then 'Fernández Huerta 1959'
               when 'it' then 'Franchina and Vacca 1972, revised 1986'
               when 'nl' then 'Douma 1960'
               when 'pt' then 'Martins and others 1996'
               when 'ru' then 'Oborneva 2006'
               else 'length of words and sentences (fallback)'
           end;
end;

comment on function content.readability_formula is
$$Returns the name of the formula by which content.readability judges texts of a language.

language: ISO 639-1, with or without a region; null as one that is not known. Scores by different
formulas have the same meaning, but for those of the fallback: compare these only within a language.
Errors: none.$$;

revoke execute on function content.readability_formula from public;
grant execute on function content.readability_formula to aquascene_reader, aquascene_worker;

commit;
