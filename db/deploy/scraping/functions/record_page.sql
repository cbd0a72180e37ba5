-- Deploy aquascene:scraping/functions/record_page to pg
-- requires: scraping/functions/claim_pages
-- requires: scraping/functions/normalize_url
-- requires: content/functions/ingest_raw
-- requires: content/functions/count_words
-- requires: content/functions/detect_language

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function scraping._redirect_fault(page scraping.scraper_pages, location text)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $function$
declare
    _limit    constant integer := 5;
    _target   constant text    := scraping.normalize_url(location);
    _domains  text[];
    _loops    boolean;
begin
    if _target is null then
        return format('redirected to %s, which is not an http(s) address', left(location, 200));
    end if;
    select t.domains into _domains from scraping.scraper_targets as t where t.id = page.target_id;
    if not scraping._is_within(_target, _domains) then
        return format('redirected to %s, which is at none of the domains', _target);
    end if;
    with recursive hop as (
        select _target as url, 1 as hops
        union all
        select p.redirected_to, h.hops + 1
          from hop as h
          join scraping.scraper_pages as p on p.target_id = page.target_id and p.url = h.url
         where p.redirected_to is not null and h.url <> page.url and h.hops <= _limit
    )
    select bool_or(h.url = page.url) into _loops from hop as h;
    if _loops then
        return format('redirect loop: %s leads back here', _target);
    end if;
    if page.redirect_count >= _limit then
        return format('more than %s redirects in a row', _limit);
    end if;
    return null;
end;
$function$;

comment on function scraping._redirect_fault is
$$Returns why a redirect is not followed, null when it is.

page: what was asked for. location: where it sends us. Errors: none.$$;

revoke execute on function scraping._redirect_fault from public;

create or replace function scraping._add_links(
    page  scraping.scraper_pages,
    rules jsonb,
    links jsonb,
    since timestamptz
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- a plan made for an empty table stays
as $function$
declare
    _depth   constant integer := coalesce((rules #>> '{extraction,max_depth}')::integer, 3);
    _limit   constant integer := ops.setting('scraping.max_known_pages')::integer;
    _target  scraping.scraper_targets;
    _urls    text[];
    _depths  integer[];
    _times   timestamptz[];
    _places  bigint[];
    _woken   integer;
    _added   integer;
begin
    select t.* into _target from scraping.scraper_targets as t where t.id = page.target_id;
    -- In the order of their addresses: two workers who find the same links do not deadlock.
    select array_agg(l.url order by l.url), array_agg(l.depth order by l.url),
           array_agg(l.modified order by l.url), array_agg(l.place order by l.url)
      into _urls, _depths, _times, _places
      from (select distinct on (n.url) n.url, e.place,
                   page.depth + case when e.link ->> 'listing' = 'true' then 0 else 1 end as depth,
                   content._as_instant(e.link ->> 'modified') as modified
              from jsonb_array_elements(links) with ordinality as e (link, place)
             cross join lateral (select scraping.normalize_url(e.link ->> 'url') offset 0)
                   as n (url)
             where scraping._is_within(n.url, _target.domains)
               and not scraping._is_trap(n.url)
               and not exists (
                       select
                         from jsonb_array_elements_text(
                                  coalesce(rules #> '{filters,exclude_patterns}', '[]'))
                                  as x (pattern)
                        where strpos(lower(n.url), lower(x.pattern)) > 0)
             order by n.url, e.place) as l
     where l.depth <= _depth;

    -- A feed or sitemap says that a page has changed since we looked.
    update scraping.scraper_pages as p
       set next_fetch_at = case when p.fetched_at > since then ops.now()   -- in the next job
                                else since end
      from (select l.url, l.modified from unnest(_urls, _times) as l (url, modified)) as l
     where p.target_id = page.target_id and p.url = l.url and l.modified > p.fetched_at
       and (p.next_fetch_at > since or p.next_fetch_at is null);
    get diagnostics _woken = row_count;

    -- What is new counts as overdue for a day, less with each link from the beginning, so that
    -- neither what is new nor what is old waits for ever when max_pages is small; what stands
    -- first on a page comes first.
    insert into scraping.scraper_pages (target_id, url, depth, redirect_count, next_fetch_at)
    select page.target_id, l.url, l.depth,
           case when page.redirected_to = l.url then page.redirect_count + 1 else 0 end,
           since - interval '1 day' / greatest(l.depth, 1)
               + least(l.place, 10000) * interval '1 millisecond'
      from unnest(_urls, _depths, _places) as l (url, depth, place)
     where not exists (select from scraping.scraper_pages as p
                        where p.target_id = page.target_id and p.url = l.url)
     order by l.url
     limit greatest(0, _limit - _target.page_count)
    on conflict on constraint scraper_pages_are_known_once_a_target do nothing;
    get diagnostics _added = row_count;

    if _added + _woken > 0 then
        insert into scraping.scraper_hosts (host)
        select distinct substring(l.url from '^https?://([^/]+)') as host
          from unnest(_urls) as l (url)
         order by host
        on conflict on constraint scraper_hosts_pkey do nothing;
        insert into scraping.scraping_job_hosts (job_id, host)
        select distinct page.job_id, substring(l.url from '^https?://([^/]+)') as host
          from unnest(_urls) as l (url)
          join scraping.scraping_jobs as j on j.id = page.job_id and j.status = 'running'
         order by host
        on conflict on constraint scraping_job_hosts_pkey do nothing;
    end if;
    return _added;
end;
$function$;

comment on function scraping._add_links is
$$Adds the links that a page gave to the frontier, as far as domains, depth, exclude_patterns and
the limits allow, and returns how many were new.

page: with the job that asked for it. rules: of the job. links: as in scraping.record_page.
since: when the job began. Errors: none. Writes: scraping.scraper_pages, scraping.scraper_hosts,
scraping.scraping_job_hosts.$$;

revoke execute on function scraping._add_links from public;

-- Locks the page, the links, the host, the target and the job in this order, as scraping.pause
-- does; who locks another way does not wait (scraping.claim_pages).
create or replace function scraping.record_page(
    page_id       bigint,
    worker        text,
    outcome       text,
    status_code   integer default null,
    error         text default null,
    kind          text default null,
    etag          text default null,
    last_modified text default null,
    article       jsonb default null,
    links         jsonb default '[]',
    location      text default null,
    retry_after   interval default null,
    answered      interval default '0',
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
    _now      constant timestamptz := ops.now();
    _longest  constant interval :=
        (ops.setting('scraping.max_fetch_interval') #>> '{}')::interval;
    _max_wait constant interval := (ops.setting('scraping.max_wait') #>> '{}')::interval;
    _text     constant text := record_page.article ->> 'content';
    _page     scraping.scraper_pages;
    _target   scraping.scraper_targets;
    _job      scraping.scraping_jobs;
    _job_id   uuid;
    _since    timestamptz;
    _error    text := left(record_page.error, 1000);
    _links    jsonb := coalesce(record_page.links, '[]');
    _hash     text;
    _changed  boolean;
    _interval interval;
    _wait     interval;                     -- that the host asks for
    _again    boolean;                      -- in this job
begin
    if coalesce(record_page.outcome, '')
        not in ('fetched', 'not_modified', 'redirected', 'blocked', 'failed')
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('no outcome %L', record_page.outcome),
            hint    = 'Say fetched, not_modified, redirected, blocked or failed.';
    end if;
    if jsonb_typeof(_links) <> 'array' or jsonb_typeof(record_page.article) <> 'object' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'links is no list, or article no object',
            hint    = 'Pass [{"url": …}, …] and {"title": …, "content": …}.';
    end if;

    delete from scraping.scraper_leases as l
     where l.page_id = record_page.page_id and l.worker = record_page.worker
    returning l.job_id into _job_id;
    select p.* into _page from scraping.scraper_pages as p where p.id = record_page.page_id;
    if _page.id is null then
        raise exception using
            errcode = 'no_data_found',
            message = format('no page %s', coalesce(record_page.page_id::text, 'null')),
            hint    = 'Pass the page_id that scraping.claim_pages returned.';
    end if;
    if _job_id is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('worker %s does not hold page %s',
                             coalesce(record_page.worker, 'null'), _page.id),
            detail  = format('Its address is %s.', _page.url),
            hint    = 'The lease ran out and another worker may have it: claim another page.';
    end if;
    _page.job_id := _job_id;
    select t.* into _target from scraping.scraper_targets as t where t.id = _page.target_id;
    select j.* into _job from scraping.scraping_jobs as j where j.id = _job_id;
    _since := least(_job.started_at, _now);

    -- What came of it
    links_added := 0;
    raw_content_id := _page.raw_content_id;
    outcome_recorded := record_page.outcome;
    if record_page.outcome = 'redirected' then
        _error := scraping._redirect_fault(_page, record_page.location);
        if _error is null then
            _page.redirected_to := scraping.normalize_url(record_page.location);
            -- A redirect is no step away from the beginning.
            _links := jsonb_build_array(
                jsonb_build_object('url', _page.redirected_to, 'listing', true));
        else
            outcome_recorded := 'failed';
        end if;
    elsif record_page.outcome = 'fetched' then
        _page.redirected_to := null;
        if coalesce(content.normalize_text(_text), '') = '' then
            outcome_recorded := 'empty';
        elsif content.count_words(_text)
                  < coalesce((_job.configuration #>> '{filters,min_word_count}')::integer, 0)
            or exists (
                select
                  from jsonb_array_elements_text(
                           coalesce(_job.configuration #> '{filters,exclude_patterns}', '[]'))
                           as x (pattern)
                 where strpos(lower(_page.url || ' '
                                    || coalesce(record_page.article ->> 'title', '')),
                              lower(x.pattern)) > 0)
        then
            outcome_recorded := 'filtered';
        else
            select i.outcome, i.raw_content_id
              into outcome_recorded, raw_content_id
              from content.ingest_raw(
                       source_url => _page.url,
                       content_type => 'article',
                       title => record_page.article ->> 'title',
                       content => _text,
                       html_content => record_page.article ->> 'html_content',
                       images => record_page.article -> 'images',
                       metadata => record_page.article
                                   - array['title', 'content', 'html_content', 'images', 'language']
                                   || jsonb_strip_nulls(jsonb_build_object(
                                          'categories', to_jsonb(_target.categories))),
                       -- Many pages say they are in the language of their template.
                       language => (
                           select case when d.confidence >= 0.1 then d.language
                                       else coalesce(substring(record_page.article ->> 'language'
                                                               from '^[a-z]{2,3}$'), d.language)
                                  end
                             from content.detect_language(_text) as d)) as i;
        end if;
        _hash := encode(sha256(convert_to(_text, 'UTF8')), 'hex');
    end if;
    if record_page.kind in ('feed', 'sitemap') or record_page.outcome = 'redirected'
        or coalesce((_job.configuration #>> '{extraction,follow_links}')::boolean, true)
    then
        if outcome_recorded <> 'failed' and jsonb_array_length(_links) > 0 then
            links_added := scraping._add_links(_page, _job.configuration, _links, _since);
        end if;
    end if;

    -- When to look again
    _interval := coalesce(_page.fetch_interval, _target.scrape_frequency);
    if outcome_recorded = 'failed' then
        _page.failure_count := _page.failure_count + 1;
        _wait := case when record_page.retry_after > interval '0'
                      then least(record_page.retry_after, _longest)
                      when record_page.status_code in (429, 503)
                      then interval '30 seconds' * 2 ^ least(_page.failure_count - 1, 10) end;
        _again := _wait <= _max_wait and _page.failure_count < 3;
        _page.next_fetch_at := case
            when _again is true then _page.next_fetch_at
            when record_page.status_code in (404, 410) and _page.failure_count >= 3 then null
            else _now + least(_target.scrape_frequency * 2 ^ least(_page.failure_count - 1, 10),
                              greatest(_longest, _target.scrape_frequency)) end;
    else
        _page.failure_count := 0;
        _changed := case record_page.outcome
            when 'fetched' then links_added > 0 or _hash is distinct from _page.content_hash
            else false end;
        if _page.fetch_interval is not null and outcome_recorded <> 'blocked' then
            _interval := case
                when _changed then greatest(_interval / 2, _target.scrape_frequency)
                else least(_interval * 1.5, greatest(_longest, _target.scrape_frequency)) end;
        end if;
        _page.next_fetch_at := _now + case outcome_recorded
            when 'blocked' then greatest(_target.scrape_frequency, interval '1 day')
            else _interval end;
    end if;

    update scraping.scraper_pages as p
       set job_id = _job_id,
           outcome = outcome_recorded,
           kind = coalesce(record_page.kind, p.kind),
           title = case record_page.outcome
                       when 'fetched' then content._plain_title(record_page.article ->> 'title')
                       else p.title end,
           status_code = record_page.status_code,
           error = _error,
           -- What is not understood is fetched whole next time.
           etag = case record_page.outcome
                      when 'fetched' then record_page.etag
                      when 'not_modified' then coalesce(record_page.etag, p.etag) end,
           last_modified = case record_page.outcome
                               when 'fetched' then record_page.last_modified
                               when 'not_modified'
                               then coalesce(record_page.last_modified, p.last_modified) end,
           content_hash = case record_page.outcome when 'fetched' then _hash
                                                   else p.content_hash end,
           redirected_to = _page.redirected_to,
           raw_content_id = record_page.raw_content_id,
           failure_count = _page.failure_count,
           fetch_interval = _interval,
           next_fetch_at = _page.next_fetch_at,
           fetched_at = case record_page.outcome when 'blocked' then p.fetched_at else _now end,
           changed_at = case when _changed then _now else p.changed_at end
     where p.id = _page.id;

    -- The time between requests counts from the beginning of the answer, since the host had the
    -- request by then for sure.
    update scraping.scraper_hosts as h
       set next_request_at = greatest(
               h.next_request_at,
               _now - least(greatest(record_page.answered, interval '0'), interval '1 day')
                   + scraping._delay(_job.configuration, _target.rate_limit_delay, h.crawl_delay),
               _now + _wait)
     where h.host = _page.host and record_page.outcome <> 'blocked';

    if links_added > 0 then
        update scraping.scraper_targets as t
           set page_count = t.page_count + links_added
         where t.id = _target.id
        returning t.* into _target;
        if _target.page_count >= ops.setting('scraping.max_known_pages')::integer
            and _target.page_count - links_added
                    < ops.setting('scraping.max_known_pages')::integer
        then
            perform audit.record_event(
                'scraping', 'frontier_full',
                jsonb_build_object('target', _target.name, 'page_count', _target.page_count),
                'warning', 'scraping');
        end if;
    end if;

    update scraping.scraping_jobs as j
       set asked_count = j.asked_count + (record_page.outcome <> 'blocked')::integer,
           pages_scraped = j.pages_scraped + (record_page.status_code is not null)::integer,
           content_found = j.content_found + (outcome_recorded = 'new')::integer,
           errors_count = j.errors_count + (outcome_recorded = 'failed')::integer,
           error_details = case
               when outcome_recorded = 'failed' and jsonb_array_length(j.error_details) < 100
               then j.error_details || jsonb_build_object('url', _page.url, 'error', _error)
               else j.error_details end
     where j.id = _job_id;
end;
$function$;

comment on function scraping.record_page is
$$Records what came of a page and returns outcome_recorded, raw_content_id and links_added.

page_id, worker: as claimed. outcome: fetched; not_modified; redirected, with location; blocked
(robots.txt forbids it; it was not asked for); failed, with error. status_code, etag,
last_modified: of the answer. kind: page, feed or sitemap. article: an object with title, content
(text), html_content, images, language (as the page says) and anything else for the metadata.
links: a list of {url, modified, listing}: absolute addresses in any form; modified, when a feed or
sitemap says so, asks for a known page anew; a listing (part of a sitemap) is no step deeper.
retry_after: how long the host asks to be left alone, scraping.max_fetch_interval at most.
answered: how long ago the answer began. The rules of the job decide what is kept and which links
are followed. Answers 429 and 503 are tried three times in a job when the host does not ask for more
than scraping.max_wait. outcome_recorded: new, duplicate, near_duplicate, filtered, empty,
not_modified, redirected, blocked or failed. Errors: 22023 no such outcome, or links, article or
images of the wrong shape; P0002 no such page; 55000 the worker does not hold it any more; 23514 a
status_code or kind that cannot be.
Writes: scraping.scraper_pages, scraping.scraper_leases, scraping.scraper_hosts,
scraping.scraping_jobs, scraping.scraping_job_hosts, scraping.scraper_targets,
content.raw_content, audit.system_events.$$;

revoke execute on function scraping.record_page from public;
grant execute on function scraping.record_page to aquascene_worker;

commit;
