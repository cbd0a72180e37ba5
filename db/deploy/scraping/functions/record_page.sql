-- Deploy aquascene:scraping/functions/record_page to pg
-- requires: scraping/tables/scraper_pages
-- requires: content/functions/ingest_raw

begin;
set local role aquascene_owner;

-- Locks the target's row first, as scraping.claim_page does; so max_pages holds, too.
create or replace function scraping.record_page(
    page_id       bigint,
    worker        text,
    outcome       text,
    status_code   integer default null,
    error         text default null,
    etag          text default null,
    last_modified text default null,
    article       jsonb default null,
    links         text[] default '{}',
    out outcome_recorded text,
    out raw_content_id   uuid,
    out links_added      integer
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _page   scraping.scraper_pages;
    _target scraping.scraper_targets;
    _text   constant text := record_page.article ->> 'content';
begin
    if coalesce(record_page.outcome, '')
        not in ('fetched', 'not_modified', 'blocked', 'failed')
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no outcome %L', record_page.outcome),
            hint    = 'Say fetched, not_modified, blocked or failed.';
    end if;

    select t.* into _target
      from scraping.scraper_pages as p
      join scraping.scraper_targets as t on t.id = p.target_id
     where p.id = record_page.page_id
       for no key update of t;
    select p.* into _page
      from scraping.scraper_pages as p
     where p.id = record_page.page_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no page %s', record_page.page_id),
            hint    = 'Pass the page_id that scraping.claim_page returned.';
    end if;
    if _page.status <> 'fetching' or _page.claimed_by is distinct from record_page.worker then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('worker %s does not hold page %s', record_page.worker, _page.id),
            detail  = format('It is %s, claimed by %s.', _page.status,
                             coalesce(_page.claimed_by, 'nobody')),
            hint    = 'The lease ran out and another worker has it: claim another page.';
    end if;

    record_page.links_added := 0;
    if record_page.outcome <> 'fetched' then
        record_page.outcome_recorded := record_page.outcome;
        record_page.raw_content_id := _page.raw_content_id;
    elsif coalesce(content.normalize_text(_text), '') = '' then
        record_page.outcome_recorded := 'empty';
    elsif content.count_words(_text)
              < coalesce((_target.scraping_rules #>> '{filters,min_word_count}')::integer, 0)
        or exists (
            select
              from jsonb_array_elements_text(
                       coalesce(_target.scraping_rules #> '{filters,exclude_patterns}', '[]'))
                       as x (pattern)
             where strpos(lower(_page.url || ' ' || coalesce(record_page.article ->> 'title', '')),
                          lower(x.pattern)) > 0)
    then
        record_page.outcome_recorded := 'filtered';
    else
        -- A near-duplicate is kept and linked, and nothing is made of it: a duplicate for the job.
        select replace(i.outcome, 'near_duplicate', 'duplicate'), i.raw_content_id
          into record_page.outcome_recorded, record_page.raw_content_id
          from content.ingest_raw(
                   source_url => _page.url,
                   content_type => 'article',
                   title => record_page.article ->> 'title',
                   content => _text,
                   html_content => record_page.article ->> 'html_content',
                   images => record_page.article -> 'images',
                   metadata => record_page.article
                               - array['title', 'content', 'html_content', 'images', 'language'],
                   language => substring(record_page.article ->> 'language' from '^[a-z]{2,3}$'))
               as i;
    end if;

    update scraping.scraper_pages as p
       set status = case record_page.outcome
                        when 'blocked' then 'blocked' when 'failed' then 'failed' else 'done' end,
           outcome = record_page.outcome_recorded,
           status_code = record_page.status_code,
           error = record_page.error,
           etag = coalesce(record_page.etag, p.etag),
           last_modified = coalesce(record_page.last_modified, p.last_modified),
           raw_content_id = record_page.raw_content_id,
           claimed_by = null,
           lease_expires_at = null,
           fetched_at = ops.now()
     where p.id = _page.id;

    if record_page.outcome = 'fetched'
        and coalesce((_target.scraping_rules #>> '{extraction,follow_links}')::boolean, false)
        and _page.depth
            < coalesce((_target.scraping_rules #>> '{extraction,max_depth}')::integer, 1)
    then
        insert into scraping.scraper_pages (target_id, job_id, url, depth)
        select _target.id, _page.job_id, l.url, _page.depth + 1
          from (select regexp_replace(u.url, '#.*$', '') as url, min(u.place) as place
                  from unnest(record_page.links) with ordinality as u (url, place)
                 group by 1) as l
         where lower(substring(l.url from '^https?://(?:[^/?#@]*@)?(\[[^]]+\]|[^/:?#]+)'))
                   = any(_target.domains)
           and not exists (select from scraping.scraper_pages as p
                            where p.target_id = _target.id and p.url = l.url)
         order by l.place
         limit greatest(0, _target.max_pages - (select count(*)
                                                  from scraping.scraper_pages as p
                                                 where p.target_id = _target.id))
        on conflict on constraint scraper_pages_are_known_once_a_target do nothing;
        get diagnostics record_page.links_added = row_count;
    end if;

    update scraping.scraping_jobs as j
       set pages_scraped = j.pages_scraped + (record_page.status_code is not null)::integer,
           content_found = j.content_found + (record_page.outcome_recorded = 'new')::integer,
           errors_count = j.errors_count + (record_page.outcome = 'failed')::integer,
           error_details = case
               when record_page.outcome = 'failed' and jsonb_array_length(j.error_details) < 100
               then j.error_details || jsonb_build_object('url', _page.url,
                                                          'error', record_page.error)
               else j.error_details end
     where j.id = _page.job_id;
end;
$function$;

comment on function scraping.record_page is
$$Records what came of a page and returns outcome_recorded, raw_content_id and links_added.

page_id, worker: as claimed. outcome: fetched, not_modified, blocked (robots.txt forbids it) or
failed, with error. status_code, etag, last_modified: of the answer. article: an object with title,
content (text), html_content, images, language and anything else for the metadata. links: absolute
addresses found on the page. The rules decide what is kept (min_word_count, exclude_patterns) and
which links are followed (domains, max_depth, max_pages). outcome_recorded: new, duplicate,
filtered, empty, not_modified, blocked or failed. Errors: 22023 no such outcome; P0002 no such page;
55000 the worker does not hold it any more; 23514 a status_code or images that cannot be.
Writes: scraping.scraper_pages, scraping.scraping_jobs, content.raw_content.$$;

revoke execute on function scraping.record_page from public;
grant execute on function scraping.record_page to aquascene_worker;

commit;
