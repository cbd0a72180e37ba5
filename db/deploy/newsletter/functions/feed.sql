-- Deploy aquascene:newsletter/functions/feed to pg
-- requires: newsletter/data/settings
-- requires: content/tables/generated_content
-- requires: ops/functions/setting

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function newsletter.feed(entries integer default 50)
returns jsonb
language plpgsql
stable
security definer                            -- the public edge reads no tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _url constant text := rtrim(ops.setting('site.public_url') #>> '{}', '/');
begin
    if not coalesce(feed.entries between 1 and 1000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('entries %s is not between 1 and 1000',
                             coalesce(feed.entries::text, 'null')),
            hint    = 'Fifty are enough for a reader who comes by now and then.';
    end if;
    return jsonb_build_object(
        'title', ops.setting('newsletter.from_name'),
        'url', _url,
        'entries', (
            select coalesce(jsonb_agg(jsonb_build_object(
                       'url', _url || '/articles/' || c.id, 'title', c.title,
                       'summary', coalesce(c.summary, c.excerpt), 'language', c.language,
                       'tags', coalesce(to_jsonb(c.tags), '[]'), 'published_at', c.published_at,
                       'updated_at', c.updated_at) order by c.published_at desc, c.id), '[]')
              from (select a.*
                      from content.generated_content as a
                     where a.status = 'published' and a.published_at is not null
                     order by a.published_at desc, a.id
                     limit feed.entries) as c));
end;
$function$;

comment on function newsletter.feed is
$$Returns the newest published articles for a feed, as a JSON object: title, url (of the site),
entries: url, title, summary, language, tags, published_at, updated_at, the newest first.

entries: how many, 1 to 1,000. Errors: 22023 entries out of range.$$;

revoke execute on function newsletter.feed from public;
grant execute on function newsletter.feed to aquascene_app, aquascene_reader;

commit;
