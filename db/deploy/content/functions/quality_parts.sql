-- Deploy aquascene:content/functions/quality_parts to pg
-- requires: content/tables/generated_content
-- requires: content/tables/raw_content
-- requires: content/functions/shingles
-- requires: content/functions/readability
-- requires: content/functions/normalize_text

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._quality_parts(draft content.generated_content)
returns table (part text, score numeric, weight numeric, finding text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _normalized constant text := content.normalize_text(draft.content);
    _words      constant text[] := string_to_array(left(_normalized, 20000), ' ');
    _paragraphs constant integer[] := array(
        select content.count_words(p.text)
          from string_to_table(regexp_replace(left(draft.content, 100000), '\n\s*\n', E'\x01', 'g'),
                               E'\x01') as p (text)
         where p.text ~ '\S' and p.text !~ '^\s*(#|<h[1-6])');
    _headings   constant integer := regexp_count(
        left(draft.content, 100000), '^\s*(#{1,6} |<h[1-6])', 1, 'n');
    _range      constant int4range := case draft.target_audience
        when 'beginner' then int4range(60, 90)
        when 'intermediate' then int4range(45, 80)
        when 'advanced' then int4range(30, 70)
        when 'expert' then int4range(20, 70)
        else int4range(45, 85) end;
    _distance   integer;
    _variety    numeric;
    _sources    bigint[];
    _copied     numeric;
    _longest    constant integer := (select max(p) from unnest(_paragraphs) as p);
    _missing    text[];
begin
    _distance := case when draft.readability_score is null then 40
                      else greatest(lower(_range) - draft.readability_score,
                                    draft.readability_score - upper(_range), 0) end;
    return query
    select 'readability', round(greatest(0, 1 - _distance / 40.0), 2), 0.15,
           case when draft.readability_score is null then 'There are no words to read.'
                else format('Reading ease %s; %s readers like %s to %s.', draft.readability_score,
                            coalesce(draft.target_audience, 'most'), lower(_range),
                            upper(_range)) end;

    return query
    select 'structure',
           round((least(cardinality(_paragraphs) / 3.0, 1)
                  + least(150.0 / greatest(_longest, 1), 1)
                  + case when draft.word_count < 300 then 1
                         else least(_headings * 400.0 / draft.word_count, 1) end) / 3, 2),
           0.10,
           format('%s paragraphs, the longest of %s words, and %s headings; three paragraphs or '
                  'more, of at most 150 words, and a heading for every 400 words read well.',
                  cardinality(_paragraphs), coalesce(_longest, 0), _headings);

    -- Among the first 200 words, so that longer texts are not at a disadvantage.
    select count(distinct w.word)::numeric / greatest(count(*), 1) into _variety
      from unnest(_words[1:200]) as w (word);
    return query
    select 'variety', round(least(_variety / 0.55, 1), 2), 0.10,
           format('%s %% of the first 200 words are different ones; 55 %% are usual.',
                  round(100 * _variety));

    if jsonb_typeof(draft.source_materials) = 'array' then            -- else a check refuses
        select array_agg(s.shingle) into _sources
          from (select distinct m.id
                  from jsonb_array_elements_text(draft.source_materials) as m (id)
                 where m.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                 limit 100) as m
          join content.raw_content as r on r.id = m.id::uuid
         cross join lateral unnest(content._shingles(content.normalize_text(r.content)))
              as s (shingle);
    end if;
    _copied := coalesce((content._overlap(content._shingles(_normalized), _sources)).contained, 0);
    return query
    select 'originality', round(least((1 - _copied) / 0.8, 1), 2), 0.40,
           case when _sources is null then 'It names no source material.'
                else format('%s %% of its runs of three words stand in its source material; up to '
                            '20 %% is quotation.', round(100 * _copied)) end;

    return query
    select 'seo', coalesce(draft.seo_score, 0), 0.15, 'content.seo_report explains it.'::text;

    _missing := array_remove(array[
        case when coalesce(draft.summary, '') !~ '\S' then 'a summary' end,
        case when coalesce(draft.excerpt, '') !~ '\S' then 'an excerpt' end,
        case when coalesce(cardinality(draft.tags), 0) = 0 then 'tags' end,
        case when coalesce(cardinality(draft.categories), 0) = 0 then 'a category' end,
        case when draft.word_count < 300 then '300 words' end], null);
    return query
    select 'completeness', round(1 - cardinality(_missing) / 5.0, 2), 0.10,
           case when _missing = '{}' then 'Nothing is missing.'
                else format('It lacks %s.', array_to_string(_missing, ', ')) end;
end;
$function$;

comment on function content._quality_parts is
$$Returns what content is worth in parts: score from 0 to 1, weight (they sum to 1), and what was
found.

draft: a row whose readability_score, seo_score and word_count are right. readability 0.15: 1
within the range for its audience, 0 at 40 points from it. structure 0.10: number and length of
paragraphs, headings. variety 0.10: different words. originality 0.40: the part of its shingles
that are not in its source material (of up to 100 sources, their first 100,000 characters), 1
from 80 % on; so copied content cannot reach 0.7. seo 0.15. completeness 0.10: summary, excerpt,
tags, category, length. Errors: none.$$;

revoke execute on function content._quality_parts from public;

commit;
