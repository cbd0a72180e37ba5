-- Deploy aquascene:content/functions/add_drafts to pg
-- requires: content/tables/generated_content
-- requires: content/tables/raw_content
-- requires: content/functions/score

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._add_drafts(
    raw_content_ids uuid[],
    language        text,
    drafts          jsonb
)
returns setof uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _bad     bigint;
    _unknown uuid;
begin
    if jsonb_typeof(_add_drafts.drafts) is distinct from 'array' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'drafts is not a JSON list',
            hint    = 'Pass [{"content_type": …, "title": …, "content": …}].';
    end if;
    select d.place into _bad
      from jsonb_array_elements(_add_drafts.drafts) with ordinality as d (draft, place)
     where coalesce(btrim(d.draft ->> 'content_type'), '') = ''
        or coalesce(btrim(d.draft ->> 'title'), '') = ''
        or coalesce(btrim(d.draft ->> 'content'), '') = ''
     limit 1;
    if found then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('draft %s lacks content_type, title or content', _bad),
            hint    = 'Pass [{"content_type": …, "title": …, "content": …}].';
    end if;
    select s.id into _unknown
      from jsonb_to_recordset(_add_drafts.drafts) as d (source_materials uuid[])
     cross join lateral unnest(d.source_materials) as s (id)
     where not exists (select from content.raw_content as r where r.id = s.id)
     limit 1;
    if found then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('source_materials names %s, which is no raw content',
                             coalesce(_unknown::text, 'null')),
            hint    = 'List ids of content.raw_content; the item''s own need not be among them.';
    end if;

    return query
    insert into content.generated_content as c (
        content_type, title, content, summary, excerpt, template_used, tags, categories,
        target_audience, tone, language, metadata, source_materials, focus_keyword)
    select d.content_type, d.title, d.content, d.summary, d.excerpt, d.template_used, d.tags,
           d.categories, d.target_audience, d.tone,
           coalesce(d.language, nullif(_add_drafts.language, 'und'), 'en'),
           coalesce(d.metadata, '{}'), s.ids,
           nullif(btrim(left(d.focus_keyword, 100)), '')
      from jsonb_to_recordset(_add_drafts.drafts) as d (
               content_type text, title text, content text, summary text, excerpt text,
               template_used text, tags text[], categories text[], target_audience text, tone text,
               language text, metadata jsonb, source_materials uuid[], focus_keyword text)
     cross join lateral (
               select jsonb_agg(n.id order by n.place)
                 from (select l.id, min(l.place) as place
                         from unnest(_add_drafts.raw_content_ids || d.source_materials)
                              with ordinality as l (id, place)
                        group by l.id) as n) as s (ids)
    returning c.id;
end;
$function$;

comment on function content._add_drafts is
$$Writes the drafts that a worker made of raw items, scores them, and returns their ids.

raw_content_ids: the items, first among the source_materials of every draft. language: of a draft
that names none, und and null are taken for en. drafts: see content.complete_raw.
Errors: 22023 drafts of the wrong shape, or source_materials that are no raw content; 22P02 tags,
categories or source_materials that are no list, or an id that is none; 23514 metadata that is no
object. Writes: content.generated_content.$$;

revoke execute on function content._add_drafts from public;

commit;
