-- Deploy aquascene:content/data/search_configurations to pg
-- requires: ops/data/extensions
-- requires: content/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- The server's own configurations, but for accents: both a text and what is searched for lose
-- them before they are stemmed. Whoever changes one must index anew what is there:
-- update content.generated_content set title = title.
do $configurations$
declare
    _name text;
begin
    foreach _name in array array[
        'arabic', 'armenian', 'basque', 'catalan', 'danish', 'dutch', 'english', 'finnish',
        'french', 'german', 'greek', 'hindi', 'hungarian', 'indonesian', 'irish', 'italian',
        'lithuanian', 'nepali', 'norwegian', 'portuguese', 'romanian', 'russian', 'serbian',
        'simple', 'spanish', 'swedish', 'tamil', 'turkish', 'yiddish']
    loop
        execute format(
            'create text search configuration content.%1$I (copy = pg_catalog.%1$I)', _name);
        execute format(
            'alter text search configuration content.%I
                 alter mapping for word, hword, hword_part with public.unaccent, pg_catalog.%I',
            _name, case when _name = 'simple' then 'simple' else _name || '_stem' end);
        execute format(
            'alter text search configuration content.%I
                 alter mapping for numword, numhword with public.unaccent, pg_catalog.simple',
            _name);
        execute format(
            'comment on text search configuration content.%1$I
                 is ''Words of content: pg_catalog.%1$I without accents.''', _name);
    end loop;
end;
$configurations$;

commit;
