-- Deploy aquascene:scraping/functions/start_job to pg
-- requires: scraping/functions/pause
-- requires: scraping/functions/normalize_url
-- requires: ops/functions/now
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Nothing is written to the pages that a job will ask for: they are those that are due. The hosts
-- are found by stepping from one to the next in the index.
create or replace function scraping._begin_job(job_id uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off                    -- a plan made for an empty table stays
as $function$
declare
    _job    scraping.scraping_jobs;
    _target scraping.scraper_targets;
    _hosts  text[];
begin
    update scraping.scraping_jobs as j
       set status = 'running', started_at = ops.now(), configuration = t.scraping_rules
      from scraping.scraper_targets as t
     where j.id = _begin_job.job_id and t.id = j.target_id
    returning j.* into _job;
    select t.* into _target from scraping.scraper_targets as t where t.id = _job.target_id;

    insert into scraping.scraper_pages as p (target_id, url, next_fetch_at)
    values (_job.target_id, coalesce(scraping.normalize_url(_target.base_url), _target.base_url),
            'epoch')
    on conflict on constraint scraper_pages_are_known_once_a_target do update
       set depth = 0, next_fetch_at = excluded.next_fetch_at;

    with recursive host as (
        (select p.host
           from scraping.scraper_pages as p
          where p.target_id = _job.target_id and p.next_fetch_at is not null
          order by p.host
          limit 1)
        union all
        select (select p.host
                  from scraping.scraper_pages as p
                 where p.target_id = _job.target_id and p.host > h.host
                   and p.next_fetch_at is not null
                 order by p.host
                 limit 1)
          from host as h
         where h.host is not null
    )
    select array_agg(h.host order by h.host) into _hosts
      from host as h
     where scraping._is_within('http://' || h.host, _target.domains)    -- they may have changed
       and exists (select
                     from scraping.scraper_pages as p
                    where p.target_id = _job.target_id and p.host = h.host
                      and p.next_fetch_at <= _job.started_at);
    insert into scraping.scraper_hosts (host)
    select h.host from unnest(_hosts) as h (host) order by h.host
    on conflict on constraint scraper_hosts_pkey do nothing;
    insert into scraping.scraping_job_hosts (job_id, host)
    select _job.id, h.host from unnest(_hosts) as h (host);
end;
$function$;

comment on function scraping._begin_job is
$$Begins a pending job: its work is the pages of its target that are due now at its domains,
base_url among them.

job_id: a pending job that the caller has locked. Errors: none. Writes: scraping.scraping_jobs,
scraping.scraper_pages, scraping.scraper_hosts, scraping.scraping_job_hosts.$$;

revoke execute on function scraping._begin_job from public;

create or replace function scraping.start_job(
    target_name text,
    job_type    text default 'manual',
    refresh     boolean default false
)
returns scraping.scraping_jobs
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _target scraping.scraper_targets := scraping._found_target(start_job.target_name);
    _job    scraping.scraping_jobs;
begin
    perform admin._check_permission('scraping.manage');
    if not _target.is_active then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = format('scraper target %s is paused', _target.name),
            detail  = coalesce('It was paused because: ' || _target.paused_reason, ''),
            hint    = format('select scraping.resume(%L) makes it active again.', _target.name);
    end if;

    select j.* into _job
      from scraping.scraping_jobs as j
     where j.target_id = _target.id and j.status in ('pending', 'running')
       for no key update;                       -- who records pages refers to it
    if not found then
        insert into scraping.scraping_jobs as j (target_id, job_type)
        values (_target.id, start_job.job_type)
        returning j.* into _job;
    end if;
    if _job.status = 'pending' then
        if start_job.refresh then
            update scraping.scraper_pages as p
               set next_fetch_at = ops.now()
             where p.target_id = _target.id and p.next_fetch_at > ops.now();
        end if;
        perform scraping._begin_job(_job.id);
    end if;
    select j.* into _job from scraping.scraping_jobs as j where j.id = _job.id;
    return _job;
end;
$function$;

comment on function scraping.start_job is
$$Begins a visit to a target and returns the job; one that is under way is returned as it is.

target_name: as in scraper_targets. job_type: scheduled, manual or test. refresh: every page that
the target knows is due, not only those whose time has come. A person who acts needs
scraping.manage. Errors: 28000 nobody acts; 42501 the permission is missing; P0002 no such target;
55000 the target is paused; 23514, 22001, 23502 no such job_type. Writes: scraping.scraping_jobs,
scraping.scraper_pages, scraping.scraper_hosts, scraping.scraping_job_hosts. Locks: the target.$$;

revoke execute on function scraping.start_job from public;
grant execute on function scraping.start_job to aquascene_editor, aquascene_worker;

create or replace function scraping.enqueue_due()
returns setof scraping.scraping_jobs
language sql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
    insert into scraping.scraping_jobs as j (target_id, job_type)
    select t.id, 'scheduled'
      from scraping.scraper_targets as t
     where t.is_active and (t.next_scrape_at is null or t.next_scrape_at <= ops.now())
     order by t.next_scrape_at nulls first, t.id
       for no key update                        -- it may be paused just now
        on conflict (target_id) where status in ('pending', 'running') do nothing
    returning j.*;
$function$;

comment on function scraping.enqueue_due is
$$Makes a job of each active target whose next_scrape_at has come and that has none unfinished, and
returns the new jobs. scraping.claim_pages begins them.

Errors: none. Writes: scraping.scraping_jobs. Locks: the targets.$$;

revoke execute on function scraping.enqueue_due from public;
grant execute on function scraping.enqueue_due to aquascene_worker;

commit;
