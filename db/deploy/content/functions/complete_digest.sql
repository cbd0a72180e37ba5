-- Deploy aquascene:content/functions/complete_digest to pg
-- requires: content/functions/held_raw
-- requires: content/functions/add_drafts

begin;
set local role aquascene_owner;

-- Locks the rows in the order of their ids, so that two digests never wait for each other.
create or replace function content.complete_digest(
    raw_content_ids uuid[],
    worker          text,
    draft           jsonb
)
returns uuid
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _language text;
    _id       uuid;
begin
    if cardinality(complete_digest.raw_content_ids) > 0 is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'a digest of no raw content',
            hint    = 'Pass the ids that content.claim_raw returned.';
    end if;
    if jsonb_typeof(complete_digest.draft) is distinct from 'object' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'draft is not a JSON object',
            hint    = 'Pass {"content_type": …, "title": …, "content": …}.';
    end if;

    perform content._held_raw(i.id, complete_digest.worker)
       from (select distinct u.id
               from unnest(complete_digest.raw_content_ids) as u (id)
              order by u.id) as i;

    -- The language of most of them; of equals, the first by name.
    select mode() within group (order by r.language) into _language
      from content.raw_content as r
     where r.id = any (complete_digest.raw_content_ids) and r.language <> 'und';

    update content.raw_content as r
       set processing_status = 'completed', processed = true, processing_error = null,
           claimed_by = null, lease_expires_at = null
     where r.id = any (complete_digest.raw_content_ids);

    select d.id into _id
      from content._add_drafts(
               complete_digest.raw_content_ids, _language,
               jsonb_build_array(complete_digest.draft)) as d (id);
    return _id;
end;
$function$;

comment on function content.complete_digest is
$$Takes the one draft that a worker made of several raw items, scores it, and returns its id.

raw_content_ids: as claimed; all become completed, and the draft names all of them. worker: who
claimed them. draft: an object as in content.complete_raw; without a language it gets that of most
items. Errors: P0002 no such item; 55000 the worker does not hold one of them (any more), nothing is
changed; 22023 no items, a draft of the wrong shape, or source_materials that are no raw content;
22P02 tags, categories or source_materials that are
no list; 23514 metadata that is no object.
Writes: content.raw_content, content.generated_content. Locks: the raw items, in the order of their
ids.$$;

revoke execute on function content.complete_digest from public;
grant execute on function content.complete_digest to aquascene_worker;

commit;
