-- Deploy aquascene:content/functions/ingest_raw to pg
-- requires: content/tables/raw_content
-- requires: content/functions/normalize_text
-- requires: content/functions/count_words
-- requires: content/functions/detect_language

begin;
set local role aquascene_owner;

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
returns table (outcome text, raw_content_id uuid)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _domain     constant text :=
        lower(substring(ingest_raw.source_url from '^https?://(?:[^/?#@]*@)?(\[[^]]+\]|[^/:?#]+)'));
    _normalized constant text := content.normalize_text(ingest_raw.content);
    _hash       text;
begin
    if _domain is null or length(_domain) > 253 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('source_url %L is not an http(s) address',
                             left(ingest_raw.source_url, 200)),
            hint    = 'Give the whole address, such as https://example.com/page.';
    end if;
    if coalesce(_normalized, '') = '' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no text was given for %s', left(ingest_raw.source_url, 200)),
            hint    = 'Pass the text of the page, without markup, as content.';
    end if;
    _hash := encode(sha256(convert_to(_normalized, 'UTF8')), 'hex');

    insert into content.raw_content as r (
        source_url, source_domain, content_type, title, content, html_content, images, metadata,
        scraped_at, content_hash, language, word_count)
    values (
        ingest_raw.source_url, _domain, ingest_raw.content_type, ingest_raw.title,
        ingest_raw.content, ingest_raw.html_content, coalesce(ingest_raw.images, '[]'),
        coalesce(ingest_raw.metadata, '{}'), coalesce(ingest_raw.scraped_at, ops.now()), _hash,
        coalesce(nullif(ingest_raw.language, ''),
                 (content.detect_language(ingest_raw.content)).language),
        content.count_words(ingest_raw.content))
    on conflict on constraint raw_content_content_hash_key do nothing
    returning r.id into ingest_raw.raw_content_id;

    if found then
        ingest_raw.outcome := 'new';
    else
        ingest_raw.outcome := 'duplicate';
        select r.id into ingest_raw.raw_content_id
          from content.raw_content as r
         where r.content_hash = _hash;
    end if;
    return next;
end;
$function$;

comment on function content.ingest_raw is
$$Takes in a text found at an address, unless the same text is there already.

source_url: http or https. content_type: kind of material. title, content: text without markup.
html_content: the markup. images: a list of {url, alt}. metadata: a JSON object. language: ISO
639-1, detected when null. scraped_at: now when null. Returns outcome new or duplicate, and the id
of the row that holds the text. Texts are the same when content.normalize_text makes them equal.
Errors: 22023 no http address, or no text; 23514 images or metadata of the wrong JSON type; 23502
no content_type; 22001 a content_type longer than 50 characters.
Writes: content.raw_content.$$;

revoke execute on function content.ingest_raw from public;
grant execute on function content.ingest_raw to aquascene_worker, aquascene_editor;

commit;
