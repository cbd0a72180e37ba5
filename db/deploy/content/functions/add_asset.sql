-- Deploy aquascene:content/functions/add_asset to pg
-- requires: content/tables/content_assets
-- requires: content/functions/tidy_line
-- requires: content/data/settings
-- requires: ops/functions/setting
-- requires: admin/functions/require

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.add_asset(
    filename          text,
    file_path         text,
    mime_type         text,
    file_size         bigint,
    width             integer default null,
    height            integer default null,
    alt_text          text default null,
    caption           text default null,
    original_filename text default null,
    metadata          jsonb default '{}'
)
returns content.content_assets
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _person    constant uuid := admin.require('content.write');
    _mime_type constant text := lower(btrim(split_part(add_asset.mime_type, ';', 1)));
    _allowed   constant jsonb := ops.setting('content.asset_mime_types');
    _max_bytes constant bigint := ops.setting('content.max_asset_bytes')::bigint;
    _file_type text;
    _asset     content.content_assets;
begin
    if (content._tidy_line(add_asset.filename) = add_asset.filename) is not true
        or add_asset.filename ~ '[/\\]'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('filename %L is not the name of a file',
                             left(add_asset.filename, 100)),
            hint    = 'Give a name on one line without slashes, such as moss.jpg.';
    end if;
    if (content._tidy_line(add_asset.file_path) = add_asset.file_path) is not true
        or add_asset.file_path ~ '(^|[/\\])\.\.([/\\]|$)'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('file_path %L is not the place of a file',
                             left(add_asset.file_path, 100)),
            hint    = 'Give a path without .. or an address, such as 2030/moss.jpg.';
    end if;
    if _mime_type is null or not _allowed ? _mime_type then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('files of type %L are not taken', left(add_asset.mime_type, 100)),
            hint    = 'The setting content.asset_mime_types lists those that are.';
    end if;
    if add_asset.file_size is null or add_asset.file_size < 1 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('file_size %s is not the size of a file',
                             coalesce(add_asset.file_size::text, 'null')),
            hint    = 'Give the number of bytes.';
    end if;
    if add_asset.file_size > _max_bytes then
        raise exception using
            errcode = 'configuration_limit_exceeded',
            message = format('%L has %s bytes, more than %s', add_asset.filename,
                             add_asset.file_size, _max_bytes),
            hint    = 'Make it smaller, or raise the setting content.max_asset_bytes.';
    end if;

    _file_type := case split_part(_mime_type, '/', 1)
                      when 'image' then 'image'
                      when 'video' then 'video'
                      when 'audio' then 'audio'
                      when 'text' then 'document'
                      else case when _mime_type ~ 'pdf|word|document|presentation|sheet|epub|rtf'
                                then 'document' else 'other' end
                  end;
    if _file_type = 'image' and (add_asset.width > 0 and add_asset.height > 0) is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%L is a picture without width and height', add_asset.filename),
            hint    = 'Give both in pixels, so that pages need not jump.';
    end if;

    insert into content.content_assets as a (
        filename, original_filename, file_path, file_size, mime_type, file_type, width, height,
        alt_text, caption, metadata, uploaded_at, uploaded_by)
    values (
        add_asset.filename, add_asset.original_filename, add_asset.file_path, add_asset.file_size,
        _mime_type, _file_type, add_asset.width, add_asset.height,
        content._tidy_line(add_asset.alt_text), add_asset.caption,
        coalesce(add_asset.metadata, '{}'), ops.now(), _person)
    returning a.* into _asset;
    return _asset;
end;
$function$;

comment on function content.add_asset is
$$Takes a file in that lies somewhere already, and returns its row.

filename: a name without folders. file_path: where it lies. mime_type: in any case, what follows a
semicolon is cut; the setting content.asset_mime_types lists what is taken, and the file_type
follows from it. file_size: bytes, see the setting content.max_asset_bytes. width, height: pixels,
needed for pictures. alt_text: what a picture shows, needed before it is published. metadata: a JSON
object. Needs the permission content.write. Errors: 28000, 42501 see admin.require; 22023 a name,
path, type or size that cannot be, or a picture without width and height; 53400 too large; 22001 a
name longer than 255 characters; 23514 metadata that is no object, or a width or height that is not
positive. Writes: content.content_assets (audited).$$;

revoke execute on function content.add_asset from public;
grant execute on function content.add_asset to aquascene_editor;

commit;
