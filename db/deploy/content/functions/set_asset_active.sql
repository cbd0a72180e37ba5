-- Deploy aquascene:content/functions/set_asset_active to pg
-- requires: content/tables/content_assets
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.set_asset_active(asset_id uuid, is_active boolean)
returns content.content_assets
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _asset content.content_assets;
begin
    perform admin.require('content.write');
    update content.content_assets as a
       set is_active = set_asset_active.is_active
     where a.id = set_asset_active.asset_id
    returning a.* into _asset;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no asset %s', coalesce(set_asset_active.asset_id::text, 'null')),
            hint    = 'select id, filename from content.content_assets lists them.';
    end if;
    return _asset;
end;
$function$;

comment on function content.set_asset_active is
$$Takes an asset out of use, or back into it, and returns its row. What it is attached to keeps it.

is_active: whether it may be attached. Needs the permission content.write.
Errors: 28000, 42501 see admin.require; P0002 no such asset; 23502 is_active is null.
Writes: content.content_assets (audited).$$;

revoke execute on function content.set_asset_active from public;
grant execute on function content.set_asset_active to aquascene_editor;

commit;
