-- Deploy aquascene:content/functions/complete_raw to pg
-- requires: content/functions/held_raw
-- requires: content/tables/generated_content
-- requires: content/functions/score

begin;
set local role aquascene_owner;

create or replace function content.complete_raw(raw_content_id uuid, worker text, drafts jsonb)
returns setof uuid
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _item constant content.raw_content :=
        content._held_raw(complete_raw.raw_content_id, complete_raw.worker);
    _bad  bigint;
begin
    if jsonb_typeof(complete_raw.drafts) is distinct from 'array' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'drafts is not a JSON list',
            hint    = 'Pass [{"content_type": …, "title": …, "content": …}].';
    end if;
    select d.place into _bad
      from jsonb_array_elements(complete_raw.drafts) with ordinality as d (draft, place)
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

    update content.raw_content as r
       set processing_status = 'completed', processed = true, processing_error = null,
           claimed_by = null, lease_expires_at = null
     where r.id = _item.id;

    return query
    insert into content.generated_content as c (
        content_type, title, content, summary, excerpt, template_used, tags, categories,
        target_audience, tone, language, source_materials)
    select d.content_type, d.title, d.content, d.summary, d.excerpt, d.template_used, d.tags,
           d.categories, d.target_audience, d.tone,
           coalesce(d.language, nullif(_item.language, 'und'), 'en'), jsonb_build_array(_item.id)
      from jsonb_to_recordset(complete_raw.drafts) as d (
               content_type text, title text, content text, summary text, excerpt text,
               template_used text, tags text[], categories text[], target_audience text, tone text,
               language text)
    returning c.id;
end;
$function$;

comment on function content.complete_raw is
$$Takes the drafts that a worker made of a raw item, scores them, and returns their ids.

raw_content_id, worker: as claimed. drafts: a JSON list of objects with content_type, title, content
and, if wanted, summary, excerpt, template_used, tags, categories, target_audience, tone, language;
an empty list completes the item without a draft. Errors: P0002 no such item; 55000 the worker does
not hold it any more (nothing is changed); 22023 drafts of the wrong shape.
Writes: content.raw_content, content.generated_content. Locks: the raw item.$$;

revoke execute on function content.complete_raw from public;
grant execute on function content.complete_raw to aquascene_worker;

commit;
