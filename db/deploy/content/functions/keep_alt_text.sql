-- Deploy aquascene:content/functions/keep_alt_text to pg
-- requires: content/functions/missing_alt_text

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Whoever publishes locks the content's row, then looks for alt texts. The locks here make that
-- one wait for us, or us for him: first the content, then the asset.
create or replace function content._check_asset_use()
returns trigger
language plpgsql
volatile
security definer                            -- writers need not read assets
set search_path = pg_catalog, pg_temp
as $function$
declare
    _status text;
    _asset  content.content_assets;
begin
    select c.status into _status
      from content.generated_content as c
     where c.id = new.content_id
       for share;
    select a.* into _asset
      from content.content_assets as a
     where a.id = new.asset_id
       for share;

    if not _asset.is_active then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('asset %L is out of use', _asset.filename),
            detail  = format('It is asset %s.', _asset.id),
            hint    = 'Attach another, or call content.set_asset_active(asset_id, true).';
    end if;
    if _status in ('scheduled', 'published') and content._lacks_alt_text(_asset) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('picture %L has no alt text, and the content is %s',
                             _asset.filename, _status),
            detail  = format('It is asset %s, for content %s.', _asset.id, new.content_id),
            hint    = 'Call content.set_alt_text(asset_id, alt_text) first.';
    end if;
    return new;
end;
$function$;

comment on function content._check_asset_use is
$$Trigger, before insert or update of the ids for each row: refuses an asset that is out of use,
and, while the content is scheduled or published, a picture without alt text.
Errors: 55000 out of use, or no alt text. Locks: the content and the asset, shared.$$;

create or replace function content._check_alt_text()
returns trigger
language plpgsql
volatile
security definer                            -- writers need not read content
set search_path = pg_catalog, pg_temp
as $function$
declare
    _content_id uuid;
    _status     text;
begin
    if not content._lacks_alt_text(new) or content._lacks_alt_text(old) then
        return new;
    end if;

    with used as (
        select c.id, c.status
          from content.content_asset_relations as r
          join content.generated_content as c on c.id = r.content_id
         where r.asset_id = new.id
         order by c.id
           for share of c
    )
    select u.id, u.status into _content_id, _status
      from used as u
     where u.status in ('scheduled', 'published')
     limit 1;
    if found then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('picture %L needs an alt text, since content it is in is %s',
                             new.filename, _status),
            detail  = format('It is asset %s, in content %s.', new.id, _content_id),
            hint    = 'Say what the picture shows, or detach it first.';
    end if;
    return new;
end;
$function$;

comment on function content._check_alt_text is
$$Trigger, before update of alt_text, file_type and mime_type for each row: while content that an
asset is attached to is scheduled or published, it cannot become a picture without alt text.
Errors: 55000 it would. Locks: all content that it is attached to, shared.$$;

create trigger check_asset_use
    before insert or update of content_id, asset_id on content.content_asset_relations
    for each row execute function content._check_asset_use();

create trigger check_alt_text
    before update of alt_text, file_type, mime_type on content.content_assets
    for each row execute function content._check_alt_text();

revoke execute on function content._check_asset_use from public;
revoke execute on function content._check_alt_text from public;

commit;
