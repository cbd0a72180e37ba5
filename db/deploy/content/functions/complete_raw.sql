-- Deploy aquascene:content/functions/complete_raw to pg
-- requires: content/functions/complete_raw_many

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.complete_raw(raw_content_id uuid, worker text, drafts jsonb)
returns setof uuid
language sql
volatile
security definer                            -- what it calls is granted to the same roles
set search_path = pg_catalog, pg_temp
as $function$
    select content.complete_raw_many(
        array[complete_raw.raw_content_id], complete_raw.worker, complete_raw.drafts);
$function$;

comment on function content.complete_raw is
$$Takes the drafts that a worker made of one raw item, scores them, and returns their ids; see
content.complete_raw_many.

raw_content_id, worker: as claimed. drafts: a JSON list; an empty one completes the item without a
draft. Errors: P0002 no such item; 55000 the worker does not hold it any more (nothing is changed);
22023 drafts of the wrong shape, or source_materials that are no raw content; 22P02 tags, categories
or source_materials that are no list; 23514 metadata that is no object.
Writes: content.raw_leases, content.raw_content, content.generated_content.$$;

revoke execute on function content.complete_raw from public;
grant execute on function content.complete_raw to aquascene_worker;

commit;
