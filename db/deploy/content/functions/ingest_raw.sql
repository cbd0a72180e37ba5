-- Deploy aquascene:content/functions/ingest_raw to pg
-- requires: content/functions/ingest_raw_many
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.ingest_raw(
    source_url   text,
    content_type text,
    title        text,
    content      text,
    html_content text default null,
    images       jsonb default '[]',
    metadata     jsonb default '{}',
    language     text default null,
    scraped_at   timestamptz default null
)
returns table (outcome text, raw_content_id uuid, duplicate_of uuid, similarity numeric)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _done record;
begin
    perform admin._check_permission('content.write');
    select i.* into _done
      from content.ingest_raw_many(jsonb_build_array(jsonb_build_object(
               'source_url', ingest_raw.source_url,
               'content_type', ingest_raw.content_type,
               'title', ingest_raw.title,
               'content', ingest_raw.content,
               'html_content', ingest_raw.html_content,
               'images', ingest_raw.images,
               'metadata', ingest_raw.metadata,
               'language', ingest_raw.language,
               'scraped_at', ingest_raw.scraped_at))) as i;
    if _done.outcome = 'invalid' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = _done.reason,
            hint    = 'Give the whole address, such as https://example.com/page, and the text of '
                      'the page without markup.';
    end if;
    return query
    select _done.outcome, _done.raw_content_id, _done.duplicate_of, _done.similarity;
end;
$function$;

comment on function content.ingest_raw is
$$Takes in a text found at an address, unless the same text is there already.

source_url: http or https. content_type: kind of material. title, content: text without markup.
html_content: the markup. images: a list of {url, alt}. metadata: a JSON object. language: ISO
639-1, detected when null. scraped_at: now when null. Returns outcome (new, duplicate or
near_duplicate), the id of the row that holds the text, and what it repeats and how far, as
content.ingest_raw_many does. A person who acts needs content.write. Errors: 28000 nobody acts;
42501 the permission is missing; 22023 no http address, no text, or another argument that is not
what it should be; the message names it.
Writes: content.raw_content, content.raw_queue, content.raw_signatures.$$;

revoke execute on function content.ingest_raw from public;
grant execute on function content.ingest_raw to aquascene_worker, aquascene_editor;

commit;
