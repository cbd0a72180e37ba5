-- Deploy aquascene:content/functions/set_alt_text to pg
-- requires: content/functions/keep_alt_text
-- requires: content/functions/tidy_line
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.set_alt_text(asset_id uuid, alt_text text)
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
       set alt_text = content._tidy_line(set_alt_text.alt_text)
     where a.id = set_alt_text.asset_id
    returning a.* into _asset;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no asset %s', coalesce(set_alt_text.asset_id::text, 'null')),
            hint    = 'select id, filename from content.content_assets lists them.';
    end if;
    return _asset;
end;
$function$;

comment on function content.set_alt_text is
$$Says what an asset shows, for who cannot see it, and returns its row.

alt_text: kept as one line; null or nothing but blanks takes it away. Needs the permission
content.write. Errors: 28000, 42501 see admin.require; P0002 no such asset; 55000 it would be taken
from a picture in scheduled or published content. Writes: content.content_assets (audited).$$;

revoke execute on function content.set_alt_text from public;
grant execute on function content.set_alt_text to aquascene_editor;

commit;
