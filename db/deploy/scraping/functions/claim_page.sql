-- Deploy aquascene:scraping/functions/claim_page to pg
-- requires: scraping/tables/scraper_pages
-- requires: ops/functions/now

begin;
set local role aquascene_owner;

-- Locks the target's row, then the page's. Commit at once: other workers of the target wait for it.
-- "No key": scraping.record_page, which holds a page, adds pages that refer to the target.
create or replace function scraping.claim_page(
    job_id uuid,
    worker text,
    lease  interval default '1 minute'
)
returns table (
    page_id       bigint,
    url           text,
    depth         integer,
    etag          text,
    last_modified text,
    wait          interval
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _target    scraping.scraper_targets;
    _status    text;
    _in_flight interval;
    _page      scraping.scraper_pages;
begin
    if claim_page.lease > interval '0' is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('lease %s is not positive', coalesce(claim_page.lease::text, 'null')),
            hint    = 'A minute is a good lease.';
    end if;
    select t.* into _target
      from scraping.scraping_jobs as j
      join scraping.scraper_targets as t on t.id = j.target_id
     where j.id = claim_page.job_id
       for no key update of t;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no scraping job %s', coalesce(claim_page.job_id::text, 'null')),
            hint    = 'Pass the id that scraping.start_job returned.';
    end if;
    select j.status into _status from scraping.scraping_jobs as j where j.id = claim_page.job_id;
    if _status <> 'running' then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('scraping job %s is %s', claim_page.job_id, _status),
            hint    = 'Begin one with scraping.start_job.';
    end if;

    -- What others are fetching may still bring links; asked before the pages, lest links that come
    -- in between are seen by neither question.
    select least(p.lease_expires_at - ops.now(), interval '200 milliseconds') into _in_flight
      from scraping.scraper_pages as p
     where p.job_id = claim_page.job_id
       and p.status = 'fetching' and p.lease_expires_at > ops.now()
     order by p.lease_expires_at
     limit 1;

    select p.* into _page
      from scraping.scraper_pages as p
     where p.job_id = claim_page.job_id
       and p.status in ('pending', 'fetching')
       and (p.status = 'pending' or p.lease_expires_at <= ops.now())
     order by p.depth, p.id
     limit 1
       for update;

    if _page.id is null then
        if _in_flight is not null then
            claim_page.wait := _in_flight;
            return next;
        end if;
        return;
    end if;

    if _target.next_request_at > ops.now() then
        claim_page.wait := _target.next_request_at - ops.now();
        return next;
        return;
    end if;

    update scraping.scraper_targets as t
       set next_request_at = ops.now() + make_interval(secs => coalesce(
               1 / (t.scraping_rules #>> '{rate_limiting,requests_per_second}')::numeric,
               t.rate_limit_delay)::double precision)
     where t.id = _target.id;
    update scraping.scraper_pages as p
       set status = 'fetching',
           claimed_by = claim_page.worker,
           lease_expires_at = ops.now() + claim_page.lease
     where p.id = _page.id;

    claim_page.page_id := _page.id;
    claim_page.url := _page.url;
    claim_page.depth := _page.depth;
    claim_page.etag := _page.etag;
    claim_page.last_modified := _page.last_modified;
    return next;
end;
$function$;

comment on function scraping.claim_page is
$$Hands a worker one page to fetch, when the target may be asked again.

job_id: a running job. worker: a name that no other worker has. lease: after it another worker may
have the page. Returns the page; or only wait, how long to come back after; or no row when nothing
is left. Errors: 22023 a lease that is not positive; P0002 no such job; 55000 the job is not
running. Writes: scraping.scraper_pages,
scraping.scraper_targets. Locks: the target, the page.$$;

revoke execute on function scraping.claim_page from public;
grant execute on function scraping.claim_page to aquascene_worker;

commit;
