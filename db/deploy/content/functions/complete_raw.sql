-- Deploy aquascene:content/functions/complete_raw to pg
-- requires: content/functions/held_raw
-- requires: content/functions/add_drafts

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
begin
    update content.raw_content as r
       set processing_status = 'completed', processed = true, processing_error = null,
           claimed_by = null, lease_expires_at = null
     where r.id = _item.id;

    return query
    select d.id
      from content._add_drafts(array[_item.id], _item.language, complete_raw.drafts) as d (id);
end;
$function$;

comment on function content.complete_raw is
$$Takes the drafts that a worker made of a raw item, scores them, and returns their ids.

raw_content_id, worker: as claimed. drafts: a JSON list of objects with content_type, title, content
and, if wanted, summary, excerpt, template_used, tags, categories, target_audience, tone, language,
metadata (an object: how it was made), source_materials (ids of further raw items; this one is
always named); an empty list completes the item without a draft. Errors: P0002 no such item; 55000
the worker does not hold it any more (nothing is changed); 22023 drafts of the wrong shape, or
source_materials that are no raw content; 22P02 tags, categories or source_materials that are
no list; 23514 metadata that is no object.
Writes: content.raw_content, content.generated_content. Locks: the raw item.$$;

revoke execute on function content.complete_raw from public;
grant execute on function content.complete_raw to aquascene_worker;

commit;
