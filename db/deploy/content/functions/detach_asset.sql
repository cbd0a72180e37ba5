-- Deploy aquascene:content/functions/detach_asset to pg
-- requires: content/tables/content_asset_relations
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.detach_asset(content_id uuid, asset_id uuid)
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
    delete from content.content_asset_relations as r
     where r.content_id = detach_asset.content_id and r.asset_id = detach_asset.asset_id
    returning r.* into _relation;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('asset %s is not attached to content %s',
                             coalesce(detach_asset.asset_id::text, 'null'),
                             coalesce(detach_asset.content_id::text, 'null')),
            hint    = 'content.content_asset_relations lists what is.';
    end if;
    return _relation;
end;
$function$;

comment on function content.detach_asset is
$$Has content use an asset no more, and returns the row that is gone. The asset stays.

Needs the permission content.write. Errors: 28000, 42501 see admin.require; P0002 it is not
attached. Writes: content.content_asset_relations (audited).$$;

revoke execute on function content.detach_asset from public;
grant execute on function content.detach_asset to aquascene_editor;

commit;
