-- Deploy aquascene:content/functions/attach_asset to pg
-- requires: content/functions/keep_alt_text
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.attach_asset(
    content_id    uuid,
    asset_id      uuid,
    relation_type text default 'inline',
    sort_order    integer default null
)
returns content.content_asset_relations
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _relation content.content_asset_relations;
begin
    perform admin.require('content.write');
    if not exists (
        select from content.generated_content as c where c.id = attach_asset.content_id
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no generated content %s',
                             coalesce(attach_asset.content_id::text, 'null')),
            hint    = 'select id, title, status from content.generated_content lists them.';
    end if;
    if not exists (
        select from content.content_assets as a where a.id = attach_asset.asset_id
    ) then
        raise exception using
            errcode = 'no_data_found',
            message = format('no asset %s', coalesce(attach_asset.asset_id::text, 'null')),
            hint    = 'select id, filename from content.content_assets lists them.';
    end if;

    insert into content.content_asset_relations as r (
        content_id, asset_id, relation_type, sort_order, created_at)
    values (
        attach_asset.content_id, attach_asset.asset_id, attach_asset.relation_type,
        coalesce(attach_asset.sort_order, (
            select max(o.sort_order) + 1
              from content.content_asset_relations as o
             where o.content_id = attach_asset.content_id), 0), ops.now())
    on conflict on constraint content_asset_relations_pkey do update
       set relation_type = excluded.relation_type,
           sort_order = coalesce(attach_asset.sort_order, r.sort_order)
    returning r.* into _relation;
    return _relation;
end;
$function$;

comment on function content.attach_asset is
$$Has content use an asset, or changes how it does, and returns the row of the two.

relation_type: featured, inline, gallery, attachment or thumbnail. sort_order: place among the
assets of the content; null puts a new one last and leaves another where it is. Needs the permission
content.write. Errors: 28000, 42501 see admin.require; P0002 no such content or asset; 55000 the
asset is out of use, or a picture without alt text while the content is scheduled or published;
23514 no such relation_type; 23502 it is null.
Writes: content.content_asset_relations (audited). Locks: the content and the asset, shared.$$;

revoke execute on function content.attach_asset from public;
grant execute on function content.attach_asset to aquascene_editor;

commit;
