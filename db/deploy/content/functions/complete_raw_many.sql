-- Deploy aquascene:content/functions/complete_raw_many to pg
-- requires: content/functions/return_raw
-- requires: content/functions/add_drafts
-- requires: ops/functions/now

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

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
begin
    if cardinality(complete_raw_many.raw_content_ids) > 0 is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'no raw content is named',
            hint    = 'Pass the ids that content.claim_raw returned.';
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
    select d.id
      from content._add_drafts(
               complete_raw_many.raw_content_ids,
               -- The language of most of them; of equals, the first by name.
               (select mode() within group (order by r.language)
                  from content.raw_content as r
                 where r.id = any(complete_raw_many.raw_content_ids) and r.language <> 'und'),
               complete_raw_many.drafts) as d (id);
end;
$function$;

comment on function content.complete_raw_many is
$$Takes the drafts that a worker made of several raw items together, scores them, and returns their
ids; all or nothing.

raw_content_ids, worker: as claimed; these items are done. drafts: a JSON list of objects with
content_type, title, content and, if wanted, summary, excerpt, template_used, tags, categories,
target_audience, tone, language (that of most of the items, when missing), metadata (an object:
how it was made), source_materials (ids of further raw items), focus_keyword. Every draft names all
the items as its sources: a digest is one draft of many. Without drafts the items are done and
nothing came of them. Errors: P0002 no such item; 55000 the worker does not hold one of them any
more (nothing is changed); 22023 no items, drafts of the wrong shape, or source_materials that are
no raw content; 22P02 tags, categories or source_materials that are no list; 23514 metadata that is
no object.
Writes: content.raw_leases, content.raw_content, content.generated_content. Locks: the items.$$;

revoke execute on function content.complete_raw_many from public;
grant execute on function content.complete_raw_many to aquascene_worker;

commit;
