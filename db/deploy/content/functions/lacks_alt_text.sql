-- Deploy aquascene:content/functions/lacks_alt_text to pg
-- requires: content/tables/content_assets
-- requires: content/functions/tidy_line

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._lacks_alt_text(asset content.content_assets)
returns boolean
language sql
immutable
parallel safe
begin atomic
    select coalesce((asset).file_type = 'image' or (asset).mime_type like 'image/%', false)
           and content._tidy_line((asset).alt_text) is null;
end;

comment on function content._lacks_alt_text is
$$Returns whether an asset is a picture that says nothing to who cannot see it: its alt_text is
missing, or nothing but blanks.

asset: a row of content.content_assets. Errors: none.$$;

revoke execute on function content._lacks_alt_text from public;

commit;
