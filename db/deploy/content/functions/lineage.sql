-- Deploy aquascene:content/functions/lineage to pg
-- requires: content/tables/generated_content
-- requires: content/tables/raw_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.lineage(content_id uuid)
returns table (
    direction  text,
    kind       text,
    id         uuid,
    title      text,
    status     text,
    source_url text,
    at         timestamptz
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan     -- a plan made for an empty table scans it
as $function$
declare
    _is_draft constant boolean :=
        exists (select from content.generated_content as c where c.id = lineage.content_id);
    _is_raw   constant boolean :=
        exists (select from content.raw_content as r where r.id = lineage.content_id);
begin
    if not _is_draft and not _is_raw then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated or raw content %s', lineage.content_id),
            hint    = 'Pass an id of content.generated_content or content.raw_content.';
    end if;

    -- A cast in a where clause may run before the condition that guards it: hence the case.
    return query
    with named as (
        select case when m.text ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$'
                    then m.text::uuid
               end as id, m.place
          from content.generated_content as c
         cross join lateral jsonb_array_elements_text(c.source_materials)
                    with ordinality as m (text, place)
         where c.id = lineage.content_id
    )
    select 'source', 'raw_content', n.id, r.title, r.processing_status::text, r.source_url,
           r.scraped_at
      from named as n
      left join content.raw_content as r on r.id = n.id
     where n.id is not null
     order by n.place;

    if _is_raw then
        return query
        select case when r.id = lineage.content_id then 'source' else 'duplicate' end,
               'raw_content', o.id, o.title, o.processing_status::text, o.source_url, o.scraped_at
          from content.raw_content as r
          join content.raw_content as o
            on o.id = case when r.id = lineage.content_id then r.duplicate_of else r.id end
         where r.id = lineage.content_id or r.duplicate_of = lineage.content_id
         order by o.scraped_at, o.id;

        return query
        select 'result', 'generated_content', c.id, c.title, c.status::text, null::text,
               c.created_at
          from content.generated_content as c
         where c.source_materials @> jsonb_build_array(lineage.content_id)
         order by c.created_at, c.id;
    end if;
end;
$function$;

comment on function content.lineage is
$$Returns where content comes from and what was made of it.

content_id: a draft or article gives the raw items it was made from, direction source, in the order
of source_materials; a raw item gives the item that it nearly repeats (source), its near-duplicates
(duplicate) and the drafts made of it (result), oldest first. kind:
the table, raw_content or generated_content. source_url: of a raw item. at: scraped_at of a raw
item, created_at of a draft. A raw item that is there no more has only its id. Errors: P0002 no such
content.$$;

revoke execute on function content.lineage from public;
grant execute on function content.lineage to aquascene_reader;

commit;
