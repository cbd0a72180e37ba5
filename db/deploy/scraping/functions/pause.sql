-- Deploy aquascene:scraping/functions/pause to pg
-- requires: scraping/tables/scraper_leases
-- requires: scraping/tables/scraping_job_hosts
-- requires: ops/functions/now
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function scraping._found_target(target_name text)
returns scraping.scraper_targets
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $function$
declare
    _target scraping.scraper_targets;
begin
    select t.* into _target
      from scraping.scraper_targets as t
     where t.name = _found_target.target_name
       for no key update;
    if not found then
        raise exception using
            errcode = 'no_data_found',
            message = format('no scraper target %L', _found_target.target_name),
            hint    = 'select name from scraping.target_report lists them.';
    end if;
    return _target;
end;
$function$;

comment on function scraping._found_target is
$$Returns the target of a name, locked. Errors: P0002 no such target. Locks: the target.$$;

revoke execute on function scraping._found_target from public;

create or replace function scraping.pause(target_name text, reason text default null)
returns scraping.scraper_targets
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _target scraping.scraper_targets := scraping._found_target(pause.target_name);
begin
    perform admin._check_permission('scraping.manage');
    update scraping.scraping_jobs as j
       set status = 'cancelled', completed_at = greatest(ops.now(), j.started_at)
     where j.target_id = _target.id and j.status in ('pending', 'running');
    delete from scraping.scraping_job_hosts as w
     using scraping.scraping_jobs as j
     where j.id = w.job_id and j.target_id = _target.id;
    update scraping.scraper_targets as t
       set is_active = false, paused_reason = pause.reason
     where t.id = _target.id
    returning t.* into _target;
    return _target;
end;
$function$;

comment on function scraping.pause is
$$Keeps a target from being scraped until scraping.resume, cancels its unfinished job, and returns
its row. What workers are fetching for it is still recorded.

target_name: as in scraper_targets. reason: shown in scraping.target_report. A person who acts needs
scraping.manage. Errors: 28000 nobody acts; 42501 the permission is missing; P0002 no such target.
Writes: scraping.scraper_targets, scraping.scraping_jobs, scraping.scraping_job_hosts.
Locks: the target.$$;

revoke execute on function scraping.pause from public;
grant execute on function scraping.pause to aquascene_editor, aquascene_worker;

create or replace function scraping.resume(target_name text)
returns scraping.scraper_targets
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _target scraping.scraper_targets := scraping._found_target(resume.target_name);
begin
    perform admin._check_permission('scraping.manage');
    if not _target.is_active then
        update scraping.scraper_targets as t
           set is_active = true, paused_reason = null, failure_count = 0, next_scrape_at = ops.now()
         where t.id = _target.id
        returning t.* into _target;
    end if;
    return _target;
end;
$function$;

comment on function scraping.resume is
$$Lets a paused target be scraped again, from now on, and returns its row; one that is not paused
stays as it is.

target_name: as in scraper_targets. A person who acts needs scraping.manage. Errors: 28000 nobody
acts; 42501 the permission is missing; P0002 no such target.
Writes: scraping.scraper_targets. Locks: the target.$$;

revoke execute on function scraping.resume from public;
grant execute on function scraping.resume to aquascene_editor, aquascene_worker;

commit;
