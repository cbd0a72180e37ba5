-- Deploy aquascene:content/functions/complete_raw_many to pg
-- requires: content/functions/return_raw
-- requires: ops/functions/now
-- requires: content/tables/generated_content
-- requires: content/functions/score

begin;
set local role aquascene_owner;

create or replace function content.complete_raw_many(
    raw_content_ids uuid[],
    worker          text,
    drafts          jsonb default '[]'
)
returns setof uuid
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan    -- planning would cost as much as the work
set enable_seqscan = off                    -- and only look-ups by index fit, however large
set enable_hashjoin = off                   -- the tables are when the plan is made
set enable_mergejoin = off
as $function$
declare
    _fault text;
begin
    if jsonb_typeof(complete_raw_many.drafts) is distinct from 'array' then
        _fault := 'drafts is not a JSON list';
    elsif complete_raw_many.drafts <> '[]' then
        select min(f.fault) into _fault
          from jsonb_array_elements(complete_raw_many.drafts) with ordinality as d (draft, place)
         cross join lateral (
               select case
                   when coalesce(btrim(d.draft ->> 'content_type'), '') = ''
                     or coalesce(btrim(d.draft ->> 'title'), '') = ''
                     or coalesce(btrim(d.draft ->> 'content'), '') = ''
                   then format('draft %s lacks content_type, title or content', d.place)
                   when coalesce(jsonb_typeof(d.draft -> 'raw_content_ids'), 'array') <> 'array'
                   then format('raw_content_ids of draft %s is not a JSON list', d.place)
                   when not to_jsonb(complete_raw_many.raw_content_ids)
                            @> coalesce(d.draft -> 'raw_content_ids', '[]')
                   then format('draft %s is made of an item that is not completed with it',
                               d.place)
                   end) as f (fault);
    end if;
    if _fault is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = _fault,
            hint    = 'Pass [{"content_type": …, "title": …, "content": …, '
                      '"raw_content_ids": […]}].';
    end if;

    perform content._return_raw(complete_raw_many.raw_content_ids, complete_raw_many.worker);
    update content.raw_content as r
       set processing_status = 'completed', processed = true, processing_error = null,
           updated_at = ops.now()
     where r.id = any(complete_raw_many.raw_content_ids);

    if complete_raw_many.drafts = '[]' then
        return;
    end if;
    return query
    insert into content.generated_content as c (
        content_type, title, content, summary, excerpt, template_used, tags, categories,
        target_audience, tone, language, source_materials)
    select d.content_type, d.title, d.content, d.summary, d.excerpt, d.template_used, d.tags,
           d.categories, d.target_audience, d.tone, coalesce(d.language, s.language, 'en'), s.ids
      from rows from (jsonb_to_recordset(complete_raw_many.drafts) as (
               content_type text, title text, content text, summary text, excerpt text,
               template_used text, tags text[], categories text[], target_audience text, tone text,
               language text, raw_content_ids uuid[])) with ordinality
           as d (content_type, title, content, summary, excerpt, template_used, tags, categories,
                 target_audience, tone, language, raw_content_ids, place)
     cross join lateral (
           select to_jsonb(array_agg(i.id order by i.place)) as ids,
                  (array_agg(r.language order by i.place)
                       filter (where r.language <> 'und'))[1] as language
             from unnest(coalesce(d.raw_content_ids, complete_raw_many.raw_content_ids))
                  with ordinality as i (id, place)
             join content.raw_content as r on r.id = i.id) as s
     order by d.place
    returning c.id;
end;
$function$;

comment on function content.complete_raw_many is
$$Takes the drafts that a worker made of raw items, scores them, and returns their ids; all or
nothing.

raw_content_ids, worker: as claimed; these items are done. drafts: a JSON list of objects with
content_type, title, content and, if wanted, summary, excerpt, template_used, tags, categories,
target_audience, tone, language (that of its first item, when missing), and raw_content_ids: the items
it was made of, all of them when missing; they become its source_materials. Without drafts the items
are done, and nothing came of them.
Errors: P0002 no such item; 55000 the worker does not hold one of them any more (nothing is changed);
22023 drafts of the wrong shape; 22P02 an id that is no uuid.
Writes: content.raw_leases, content.raw_content, content.generated_content. Locks: the items.$$;

revoke execute on function content.complete_raw_many from public;
grant execute on function content.complete_raw_many to aquascene_worker;

commit;
