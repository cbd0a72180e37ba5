-- Deploy aquascene:content/functions/score to pg
-- requires: content/tables/generated_content
-- requires: content/tables/raw_content
-- requires: content/functions/search_config
-- requires: content/functions/readability
-- requires: content/functions/normalize_text
-- requires: content/data/settings
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;

create or replace function content._score()
returns trigger
language plpgsql
volatile
security definer                            -- compares with raw_content, which writers cannot read
set search_path = pg_catalog, pg_temp
as $function$
declare
    _config      constant regconfig := content.search_config(new.language);
    _words       constant text[] := string_to_array(content.normalize_text(new.content), ' ');
    _variety     numeric;
    _originality numeric;
    _title       constant integer := length(new.title);
    _summary     constant integer := coalesce(length(new.summary), 0);
    _paragraphs  constant integer := regexp_count(btrim(new.content, E' \t\r\n'),
                                                     '\n\s*\n') + 1;
begin
    -- Of tags it counts only whether there are any: renaming one need not read all texts again.
    if tg_op = 'UPDATE' and cardinality(old.tags) > 0 and cardinality(new.tags) > 0
        and new.tags <> old.tags
        and (new.title, new.content, new.summary, new.excerpt, new.language, new.source_materials)
            is not distinct from
            (old.title, old.content, old.summary, old.excerpt, old.language, old.source_materials)
    then
        return new;
    end if;

    -- Not a generated column: with a row trigger before update, PostgreSQL computes those anew at
    -- every change of a status.
    new.search := setweight(to_tsvector(_config, new.title), 'A')
                  || setweight(to_tsvector(_config, coalesce(new.summary, '')), 'B')
                  || setweight(to_tsvector(_config, new.content), 'D');

    new.word_count := content.count_words(new.content);
    new.estimated_reading_time :=
        ceil(new.word_count / ops.setting('content.words_per_minute')::numeric);
    new.readability_score := content.readability(new.content, new.language);

    -- Six checks of equal weight, each what search engines' own guides ask for.
    new.seo_score := round((
        (_title between 20 and 70)::integer
        + (_summary between 70 and 320)::integer
        + (new.word_count >= 300)::integer
        + (_paragraphs >= 3)::integer
        + (coalesce(cardinality(new.tags), 0) > 0)::integer
        + (coalesce(new.excerpt, '') <> '')::integer
    ) / 6.0, 2);

    -- Different words among the first 200, so that longer texts are not at a disadvantage.
    select count(distinct w.word)::numeric / greatest(count(*), 1) into _variety
      from unnest(_words[1:200]) as w (word);

    -- The part of the draft's five-word shingles that stand in none of its sources.
    with shingle as (
        select distinct array_to_string(_words[i:i + 4], ' ') as text
          from generate_series(1, cardinality(_words) - 4) as i
    ), source as (
        select ' ' || content.normalize_text(r.content) || ' ' as text
          from jsonb_array_elements_text(
                   case when jsonb_typeof(new.source_materials) = 'array'  -- else a check refuses
                        then new.source_materials else '[]' end) as m (id)
          join content.raw_content as r on r.id::text = m.id
    )
    select avg((not exists (
               select from source as s where strpos(s.text, ' ' || g.text || ' ') > 0
           ))::integer)
      into _originality
      from shingle as g;

    new.quality_score := round(greatest(0, least(1,
        0.25 * new.seo_score
        + 0.25 * coalesce(new.readability_score, 0) / 100.0
        + 0.20 * least(_variety / 0.6, 1)
        + 0.15 * least(new.word_count / 300.0, 1)
        + 0.15 * coalesce(_originality, 1))), 2);
    return new;
end;
$function$;

comment on function content._score is
$$Trigger, before insert or update of the text for each row: keeps the search words, counts words,
estimates the reading time, and scores readability, SEO and quality.

seo_score: the part passed of six checks (length of title, summary and text, paragraphs, tags,
excerpt). quality_score: 0.25 SEO + 0.25 readability + 0.20 lexical variety + 0.15 length + 0.15
originality against source_materials. Errors: none.$$;

create trigger score
    before insert or update of title, content, summary, excerpt, tags, language, source_materials
    on content.generated_content
    for each row execute function content._score();

revoke execute on function content._score from public;

commit;
