-- Deploy aquascene:scraping/functions/claim_pages to pg
-- requires: scraping/tables/scraper_leases
-- requires: scraping/tables/scraping_job_hosts
-- requires: scraping/functions/start_job
-- requires: scraping/data/settings
-- requires: ops/functions/setting
-- requires: ops/functions/now
-- requires: audit/functions/record_event

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function scraping._delay(
    rules            jsonb,
    rate_limit_delay integer,
    crawl_delay      interval
)
returns interval
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select greatest(
        make_interval(secs => coalesce(
            1 / (rules #>> '{rate_limiting,requests_per_second}')::double precision,
            rate_limit_delay)),
        case when coalesce((rules #>> '{extraction,respect_robots_txt}')::boolean, true)
             then crawl_delay end);
$function$;

comment on function scraping._delay is
$$Returns the time between two requests to a host.

rules, rate_limit_delay: of the target. crawl_delay: of the host's robots.txt. Errors: none.$$;

revoke execute on function scraping._delay from public;

create or replace function scraping._requests_at_once(rules jsonb)
returns integer
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select coalesce((rules #>> '{rate_limiting,concurrent_requests}')::integer, 1);
$function$;

comment on function scraping._requests_at_once is
$$Returns how many requests a host may be answering at a time.

rules: of the target. Errors: none.$$;

revoke execute on function scraping._requests_at_once from public;

-- That a job is done is one statement's view of pages, hosts and leases: links are added and the
-- lease is given back by one transaction. Nothing is waited for: who pauses or starts a target
-- locks it before its job.
create or replace function scraping._finish_jobs()
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- a plan made for an empty table stays
as $function$
declare
    _job      record;
    _failures integer;
begin
    -- A host has no more to do for a job when no page is due there, and nobody is at work who may
    -- find one. Who asks to be left alone for long is not waited for: those pages stay due.
    delete from scraping.scraping_job_hosts as w
     using (select l.job_id, l.host
              from scraping.scraping_job_hosts as l
              join scraping.scraper_hosts as h using (host)
              join scraping.scraping_jobs as j on j.id = l.job_id
              join scraping.scraper_targets as t on t.id = j.target_id
             where not exists (select from scraping.scraper_leases as s where s.job_id = l.job_id)
               and (h.next_request_at
                        > ops.now() + (ops.setting('scraping.max_wait') #>> '{}')::interval
                    or j.asked_count >= t.max_pages
                    or not exists (select
                                     from scraping.scraper_pages as p
                                    where p.target_id = j.target_id and p.host = l.host
                                      and p.next_fetch_at <= j.started_at))
               for update of l skip locked) as l
     where w.job_id = l.job_id and w.host = l.host;

    for _job in
        select j.id, j.target_id, j.started_at,
               exists (select from scraping.scraper_pages as p
                        where p.job_id = j.id and p.outcome not in ('failed', 'blocked'))
               or j.errors_count = 0 as is_good
          from scraping.scraping_jobs as j
          join scraping.scraper_targets as t on t.id = j.target_id
         where j.status = 'running'
           and not exists (select from scraping.scraping_job_hosts as w where w.job_id = j.id)
           and not exists (select from scraping.scraper_leases as s where s.job_id = j.id)
           for no key update of j, t skip locked
    loop
        update scraping.scraping_jobs as j
           set status = case when _job.is_good then 'completed' else 'failed' end,
               completed_at = greatest(ops.now(), _job.started_at)
         where j.id = _job.id;
        update scraping.scraper_targets as t
           set last_scraped_at = case when _job.is_good then ops.now() else t.last_scraped_at end,
               next_scrape_at = ops.now() + t.scrape_frequency
                   * case when _job.is_good then 1 else 2 ^ least(t.failure_count + 1, 6) end,
               success_count = t.success_count + _job.is_good::integer,
               error_count = t.error_count + (not _job.is_good)::integer,
               failure_count = case when _job.is_good then 0 else t.failure_count + 1 end
         where t.id = _job.target_id
        returning t.failure_count into _failures;

        if _failures >= ops.setting('scraping.pause_after_failures')::integer then
            update scraping.scraper_targets as t
               set is_active = false, paused_reason = format('%s jobs in a row failed', _failures)
             where t.id = _job.target_id and t.is_active;
            if found then
                perform audit.record_event(
                    'scraping', 'target_paused',
                    jsonb_build_object('target', t.name, 'failure_count', _failures,
                                       'last_error', j.error_details -> -1),
                    'error', 'scraping')
                   from scraping.scraper_targets as t
                   join scraping.scraping_jobs as j on j.id = _job.id
                  where t.id = _job.target_id;
            end if;
        end if;
    end loop;
end;
$function$;

comment on function scraping._finish_jobs is
$$Ends the jobs that have nothing left to do: completed, or failed when each page that was asked for
failed; then the target waits twice as long for each failure in a row, and is paused after
scraping.pause_after_failures.

Errors: none. Writes: scraping.scraping_jobs, scraping.scraper_targets,
scraping.scraping_job_hosts, audit.system_events.$$;

revoke execute on function scraping._finish_jobs from public;

-- Hosts are locked, and never waited for: workers who claim at once take different hosts. Commit at
-- once: the time of the next request counts from the beginning of the transaction.
create or replace function scraping.claim_pages(
    worker     text,
    batch_size integer default 1,
    lease      interval default '2 minutes',
    only_job   uuid default null
)
returns table (
    page_id           bigint,
    job_id            uuid,
    host              text,
    url               text,
    depth             integer,
    etag              text,
    last_modified     text,
    rules             jsonb,
    robots_fetched_at timestamptz
)
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- a plan made for an empty table stays
as $function$
#variable_conflict use_column
declare
    _now      constant timestamptz := ops.now();
    _lifetime constant interval :=
        (ops.setting('scraping.robots_lifetime') #>> '{}')::interval;
    _handed   integer := 0;
    _work     record;
    _hosts    text[]  := array[]::text[];
    _asked    bigint;                       -- pages of the job, with those in flight
begin
    if not coalesce(claim_pages.batch_size between 1 and 1000, false) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('batch_size %s is not within 1 to 1000',
                             coalesce(claim_pages.batch_size::text, 'null')),
            hint    = 'As many as are fetched at once.';
    end if;
    if claim_pages.lease > interval '0' is not true then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('lease %s is not positive',
                             coalesce(claim_pages.lease::text, 'null')),
            hint    = 'Longer than a page may take: two minutes is a good lease.';
    end if;
    if coalesce(btrim(claim_pages.worker), '') = '' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'worker has no name',
            hint    = 'Pass a name that no other worker has, such as host:pid.';
    end if;

    -- What dead workers held
    delete from scraping.scraper_leases as l
     using (select s.id from scraping.scraper_leases as s
             where s.expires_at <= _now
               for update skip locked) as s
     where l.id = s.id;

    perform scraping._begin_job(p.id)
       from (select j.id
               from scraping.scraping_jobs as j
              where j.status = 'pending' and j.id = coalesce(claim_pages.only_job, j.id)
              order by j.created_at, j.id
              limit 1
                for update skip locked) as p;

    for _work in
        with flying as materialized (
            select l.job_id, count(l.page_id) as pages
              from scraping.scraper_leases as l
             group by l.job_id
        )
        select w.job_id, w.host, j.target_id, j.configuration, j.started_at, t.max_pages,
               h.robots_fetched_at,
               scraping._delay(j.configuration, t.rate_limit_delay, h.crawl_delay) as delay,
               scraping._requests_at_once(j.configuration) as at_once
          from scraping.scraping_job_hosts as w
          join scraping.scraper_hosts as h using (host)
          join scraping.scraping_jobs as j on j.id = w.job_id
          join scraping.scraper_targets as t on t.id = j.target_id
          left join flying as f on f.job_id = j.id
         where h.next_request_at <= _now and j.status = 'running'
           and j.id = coalesce(claim_pages.only_job, j.id)
           and (select count(*) from scraping.scraper_leases as l where l.host = w.host)
                   < scraping._requests_at_once(j.configuration)
           -- Hosts that have nothing to hand out would stand before those of other jobs for ever.
           and j.asked_count + coalesce(f.pages, 0) < t.max_pages
           and (select p.id                     -- no join: one look into the index a host
                  from scraping.scraper_pages as p
                 where p.target_id = j.target_id and p.host = w.host
                   and p.next_fetch_at <= j.started_at
                   and not exists (select from scraping.scraper_leases as l where l.page_id = p.id)
                 order by p.next_fetch_at, p.id
                 limit 1) is not null
         order by h.next_request_at, w.job_id
         limit claim_pages.batch_size * 2 + 10
           for no key update of h skip locked
    loop
        exit when _handed = claim_pages.batch_size;
        continue when _work.host = any(_hosts);     -- two jobs at one host

        -- Again, now that the host is ours: another worker may have asked it just before.
        continue when (select count(*) >= _work.at_once or bool_or(l.page_id is null)
                         from scraping.scraper_leases as l
                        where l.host = _work.host);
        select j.asked_count + (select count(*) from scraping.scraper_leases as l
                                 where l.job_id = j.id and l.page_id is not null)
          into _asked
          from scraping.scraping_jobs as j
         where j.id = _work.job_id;

        page_id := null;
        if _asked < _work.max_pages then
            select p.id, p.url, p.depth, p.etag, p.last_modified
              into page_id, url, depth, etag, last_modified
              from scraping.scraper_pages as p
             where p.target_id = _work.target_id and p.host = _work.host
               and p.next_fetch_at <= _work.started_at
               and not exists (select from scraping.scraper_leases as l where l.page_id = p.id)
             order by p.next_fetch_at, p.id
             limit 1;
        end if;
        continue when page_id is null;
        if coalesce((_work.configuration #>> '{extraction,respect_robots_txt}')::boolean, true)
            and coalesce(_work.robots_fetched_at <= _now - _lifetime, true)
        then                                        -- first its robots.txt
            page_id := null;
            url := substring(url from '^https?://[^/]+') || '/robots.txt';
            depth := null;
            etag := null;
            last_modified := null;
        end if;

        insert into scraping.scraper_leases (job_id, host, page_id, worker, leased_at, expires_at)
        values (_work.job_id, _work.host, page_id, claim_pages.worker, _now,
                _now + claim_pages.lease);
        update scraping.scraper_hosts as h
           set next_request_at = _now + _work.delay
         where h.host = _work.host;
        job_id := _work.job_id;
        host := _work.host;
        rules := _work.configuration;
        robots_fetched_at := _work.robots_fetched_at;
        _handed := _handed + 1;
        _hosts := _hosts || _work.host;
        return next;
    end loop;

    if _handed = 0 then
        perform scraping._finish_jobs();
    end if;
end;
$function$;

comment on function scraping.claim_pages is
$$Hands a worker pages to fetch at once, each on another host, of hosts that may be asked now;
begins pending jobs and ends those that are done. No row: see scraping.next_claim.

worker: a name that no other worker has. batch_size: 1 to 1,000. lease: after it another worker may
have the page; scraping.heartbeat extends it. only_job: pages of this job alone. Returns the page
with the job's rules, and robots_fetched_at, by which a worker sees whether it knows the host's
robots.txt (scraping.robots_txt); or, with page_id null, the address of the robots.txt to fetch and
hand to scraping.record_robots. Of a host the page that is due longest comes first. Errors: 22023 a
batch_size or lease out of range, or a worker without a name. Writes: scraping.scraper_leases,
scraping.scraper_hosts, scraping.scraping_jobs, scraping.scraping_job_hosts,
scraping.scraper_targets. Locks: the hosts, without waiting.$$;

revoke execute on function scraping.claim_pages from public;
grant execute on function scraping.claim_pages to aquascene_worker;

create or replace function scraping.next_claim(only_job uuid default null)
returns interval
language sql
stable
security definer                            -- one answer for workers, who may not read all
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- a plan made for an empty table stays
as $function$
    select min(n.wait)
      from (
        select greatest(
                   case when not (d.is_due and j.asked_count + b.pages < t.max_pages)
                        then coalesce(b.expires_at, ops.now())  -- it ends, or somebody finds more
                        when l.leased >= scraping._requests_at_once(j.configuration)
                             or l.is_robots_txt
                        then l.expires_at
                        else h.next_request_at end - ops.now(),
                   interval '0') as wait
          from scraping.scraping_jobs as j
          join scraping.scraper_targets as t on t.id = j.target_id
          join scraping.scraping_job_hosts as w on w.job_id = j.id
          join scraping.scraper_hosts as h using (host)
         cross join lateral (
               select count(*) as leased, min(s.expires_at) as expires_at,
                      bool_or(s.page_id is null) as is_robots_txt
                 from scraping.scraper_leases as s
                where s.host = w.host) as l
         cross join lateral (
               select count(s.page_id) as pages, min(s.expires_at) as expires_at
                 from scraping.scraper_leases as s
                where s.job_id = j.id) as b
         cross join lateral (
               select exists (select from scraping.scraper_pages as p
                               where p.target_id = j.target_id and p.host = w.host
                                 and p.next_fetch_at <= j.started_at
                                 and not exists (select from scraping.scraper_leases as s
                                                  where s.page_id = p.id)) as is_due) as d
         where j.status = 'running' and j.id = coalesce(next_claim.only_job, j.id)
        union all
        select interval '0'
          from scraping.scraping_jobs as j
         where (j.status = 'pending'
                or j.status = 'running' and not exists (
                       select from scraping.scraping_job_hosts as w where w.job_id = j.id))
           and j.id = coalesce(next_claim.only_job, j.id)
      ) as n;
$function$;

comment on function scraping.next_claim is
$$Returns how long to wait at most before scraping.claim_pages may have something to do; null when
no job is unfinished. A page that another worker records may bring work sooner.

only_job: this job alone. Errors: none.$$;

revoke execute on function scraping.next_claim from public;
grant execute on function scraping.next_claim to aquascene_worker;

create or replace function scraping.heartbeat(worker text, lease interval default '2 minutes')
returns integer
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    with beat as (
        update scraping.scraper_leases as l
           set expires_at = greatest(l.expires_at, ops.now() + heartbeat.lease)
         where l.id in (select s.id
                          from scraping.scraper_leases as s
                         where s.worker = heartbeat.worker
                           for update skip locked)
        returning l.id
    )
    select count(*)::integer from beat;
$function$;

comment on function scraping.heartbeat is
$$Extends the leases of a worker, which says so that it is alive, and returns how many it has.

worker: as claimed. lease: from now on. Errors: none. Writes: scraping.scraper_leases.$$;

revoke execute on function scraping.heartbeat from public;
grant execute on function scraping.heartbeat to aquascene_worker;

commit;
