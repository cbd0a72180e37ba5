-- Deploy aquascene:scraping/functions/finish_job to pg
-- requires: scraping/tables/scraper_pages
-- requires: ops/functions/now

begin;
set local role aquascene_owner;

create or replace function scraping.finish_job(job_id uuid)
returns scraping.scraping_jobs
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _job  scraping.scraping_jobs;
    _left bigint;
begin
    select j.* into _job
      from scraping.scraping_jobs as j
     where j.id = finish_job.job_id
       for update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no scraping job %s', coalesce(finish_job.job_id::text, 'null')),
            hint    = 'Pass the id that scraping.start_job returned.';
    end if;
    if _job.status = 'completed' then
        return _job;
    end if;
    select count(*) into _left
      from scraping.scraper_pages as p
     where p.job_id = _job.id and p.status in ('pending', 'fetching');
    if _left > 0 then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('scraping job %s still has %s pages', _job.id, _left),
            hint    = 'Claim pages until none are left.';
    end if;

    update scraping.scraping_jobs as j
       set status = 'completed', completed_at = greatest(ops.now(), j.started_at)
     where j.id = _job.id
    returning j.* into _job;
    update scraping.scraper_targets as t
       set last_scraped_at = _job.completed_at,
           next_scrape_at = _job.completed_at + t.scrape_frequency,
           success_count = t.success_count + 1
     where t.id = _job.target_id;
    return _job;
end;
$function$;

comment on function scraping.finish_job is
$$Ends a job whose pages are all answered and returns it; does nothing when it is completed.

Errors: P0002 no such job; 55000 pages are left, or the job failed or was cancelled.
Writes: scraping.scraping_jobs, scraping.scraper_targets.$$;

revoke execute on function scraping.finish_job from public;
grant execute on function scraping.finish_job to aquascene_worker;

commit;
