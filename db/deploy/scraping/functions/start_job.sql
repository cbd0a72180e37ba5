-- Deploy aquascene:scraping/functions/start_job to pg
-- requires: scraping/tables/scraper_pages
-- requires: ops/functions/now

begin;
set local role aquascene_owner;

-- Locks the target's row first, so that two starts at once give the same job.
create or replace function scraping.start_job(target_name text, job_type text default 'manual')
returns scraping.scraping_jobs
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _target scraping.scraper_targets;
    _job    scraping.scraping_jobs;
begin
    select t.* into _target
      from scraping.scraper_targets as t
     where t.name = start_job.target_name
       for no key update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no scraper target %L', start_job.target_name),
            hint    = 'select name from scraping.scraper_targets lists them.';
    end if;
    if not _target.is_active then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('scraper target %s is paused', _target.name),
            hint    = 'Make it active again before scraping it.';
    end if;

    select j.* into _job
      from scraping.scraping_jobs as j
     where j.target_id = _target.id and j.status in ('pending', 'running');
    if found then                           -- taken up where it stopped
        if _job.status = 'pending' then
            update scraping.scraping_jobs as j
               set status = 'running', started_at = coalesce(j.started_at, ops.now())
             where j.id = _job.id
            returning j.* into _job;
        end if;
        return _job;
    end if;

    insert into scraping.scraping_jobs as j (
        target_id, job_type, status, started_at, configuration)
    values (_target.id, start_job.job_type, 'running', ops.now(), _target.scraping_rules)
    returning j.* into _job;

    update scraping.scraper_pages as p
       set job_id = _job.id, status = 'pending'
     where p.target_id = _target.id;
    insert into scraping.scraper_pages (target_id, job_id, url)
    values (_target.id, _job.id, regexp_replace(_target.base_url, '#.*$', ''))
    on conflict on constraint scraper_pages_are_known_once_a_target do nothing;

    return _job;
end;
$function$;

comment on function scraping.start_job is
$$Begins a visit to a target and returns the job; an unfinished one is returned again.

target_name: as in scraper_targets. job_type: scheduled, manual or test. Every page that the target
knows is asked for again, with its ETag. Errors: P0002 no such target; 55000 the target is paused;
23514, 22001, 23502 no such job_type. Writes: scraping.scraping_jobs, scraping.scraper_pages.
Locks: the target.$$;

revoke execute on function scraping.start_job from public;
grant execute on function scraping.start_job to aquascene_worker;

commit;
