-- Deploy aquascene:content/functions/missing_alt_text to pg
-- requires: content/tables/content_asset_relations
-- requires: content/functions/lacks_alt_text

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._missing_alt_text(content_id uuid)
returns table (asset_id uuid, filename text)
language sql
stable
begin atomic
    select a.id, a.filename
      from content.content_asset_relations as r
      join content.content_assets as a on a.id = r.asset_id
     where r.content_id = _missing_alt_text.content_id and content._lacks_alt_text(a)
     order by r.sort_order, a.filename, a.id;
end;

comment on function content._missing_alt_text is
$$Returns the pictures of a content that lack an alt text, in their order. Whoever is about to
publish locks the content's row first: then none can be attached beside it, see
content._check_asset_use.

content_id: the draft. Errors: none.$$;

revoke execute on function content._missing_alt_text from public;

commit;
