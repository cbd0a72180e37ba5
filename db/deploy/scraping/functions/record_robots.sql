-- Deploy aquascene:scraping/functions/record_robots to pg
-- requires: scraping/functions/claim_pages

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function scraping.record_robots(
    host        text,
    worker      text,
    status_code integer default null,
    body        text default null,
    crawl_delay interval default null,
    error       text default null,
    answered    interval default '0'
)
returns void
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _now    constant timestamptz := ops.now();
    _delay  constant interval    := case when record_robots.crawl_delay > interval '0'
                                         then least(record_robots.crawl_delay, interval '1 hour')
                                         end;
    _known  constant boolean := coalesce(record_robots.status_code between 200 and 499, false)
                                and record_robots.status_code <> 429;
    _job_id uuid;
begin
    delete from scraping.scraper_leases as l
     where l.host = record_robots.host and l.page_id is null and l.worker = record_robots.worker
    returning l.job_id into _job_id;
    if _job_id is null then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('worker %s does not hold the robots.txt of %s',
                             coalesce(record_robots.worker, 'null'),
                             coalesce(record_robots.host, 'null')),
            hint    = 'The lease ran out and another worker may have it: claim another page.';
    end if;

    update scraping.scraper_hosts as h
       set robots_txt = case when not _known then h.robots_txt
                             when record_robots.status_code < 300
                             then left(coalesce(record_robots.body, ''), 512000)
                             else '' end,
           robots_fetched_at = case when _known then _now else h.robots_fetched_at end,
           crawl_delay = case when not _known then h.crawl_delay
                              else _delay end,
           next_request_at = greatest(
               h.next_request_at,
               _now - least(greatest(record_robots.answered, interval '0'), interval '1 day')
                   + (select scraping._delay(j.configuration, t.rate_limit_delay, _delay)
                        from scraping.scraping_jobs as j
                        join scraping.scraper_targets as t on t.id = j.target_id
                       where j.id = _job_id))
     where h.host = record_robots.host;

    update scraping.scraping_jobs as j
       set errors_count = j.errors_count + (not _known)::integer,
           error_details = case
               when not _known and jsonb_array_length(j.error_details) < 100
               then j.error_details || jsonb_build_object(
                        'url', record_robots.host || '/robots.txt',
                        'error', format('nothing is asked of this host until its robots.txt can be '
                                        'had: %s', record_robots.error))
               else j.error_details end
     where j.id = _job_id;
    if not _known then
        delete from scraping.scraping_job_hosts as w
         where w.job_id = _job_id and w.host = record_robots.host;
    end if;
end;
$function$;

comment on function scraping.record_robots is
$$Records the robots.txt of a host, which scraping.claim_pages had a worker ask for.

host, worker: as claimed. status_code: of the answer; null when there was none. body: its text, of
which 512,000 characters are kept. crawl_delay: what it asks us for, an hour at most. error: why it
could not be had. answered: how long ago the answer began. Without a robots.txt (an answer from 300
to 499, 429 apart) all is allowed. When there is none to be had (RFC 9309, 2.3.1.4) nothing is asked
of the host in this job; its pages stay due. Errors: 55000 the worker does not hold it any more.
Writes: scraping.scraper_hosts, scraping.scraper_leases, scraping.scraping_jobs,
scraping.scraping_job_hosts.$$;

revoke execute on function scraping.record_robots from public;
grant execute on function scraping.record_robots to aquascene_worker;

create or replace function scraping.robots_txt(host text)
returns text
language sql
stable
security definer                            -- workers need no more of the table
set search_path = pg_catalog, pg_temp
as $function$
    select h.robots_txt from scraping.scraper_hosts as h where h.host = robots_txt.host;
$function$;

comment on function scraping.robots_txt is
$$Returns the robots.txt of a host as it was fetched last; empty when it has none, null when nobody
has asked for it.

host: as scraping.claim_pages returns it. Errors: none.$$;

revoke execute on function scraping.robots_txt from public;
grant execute on function scraping.robots_txt to aquascene_reader, aquascene_worker;

commit;
