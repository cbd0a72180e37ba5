-- Deploy aquascene:content/functions/missing_alt_text to pg
-- requires: content/tables/content_asset_relations

begin;
set local role aquascene_owner;

create or replace function content._missing_alt_text(content_id uuid)
returns table (asset_id uuid, filename text)
language sql
stable
begin atomic
    select a.id, a.filename::text
      from content.content_asset_relations as r
      join content.content_assets as a on a.id = r.asset_id
     where r.content_id = _missing_alt_text.content_id
       and a.file_type = 'image' and coalesce(a.alt_text, '') !~ '\S';
end;

comment on function content._missing_alt_text is
$$Returns the pictures of content that say nothing to who cannot see them. Errors: none.$$;

revoke execute on function content._missing_alt_text from public;

commit;
