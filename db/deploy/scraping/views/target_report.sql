-- Deploy aquascene:scraping/views/target_report to pg
-- requires: scraping/tables/scraper_leases

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view scraping.target_report as
select
    t.name as target,
    t.base_url,
    case when t.is_active then coalesce(j.status, 'new') else 'paused' end as state,
    coalesce(t.paused_reason, j.error_details -> -1 ->> 'error') as reason,
    j.id as job_id,
    j.started_at,
    j.completed_at,
    j.asked_count,
    j.pages_scraped,
    j.content_found,
    j.errors_count,
    l.in_flight,
    t.page_count,
    t.success_count,
    t.error_count,
    t.failure_count,
    t.next_scrape_at
from scraping.scraper_targets as t
left join lateral (
    select
        s.id, s.status, s.started_at, s.completed_at, s.asked_count, s.pages_scraped,
        s.content_found, s.errors_count, s.error_details
    from scraping.scraping_jobs as s
    where s.target_id = t.id
    order by s.created_at desc
    limit 1
) as j on true
cross join lateral (
    select count(*) as in_flight
    from scraping.scraper_leases as h
    where h.job_id = j.id
) as l;

comment on view scraping.target_report is
$$Each target with its last job: what it is doing, and what is wrong.$$;
comment on column scraping.target_report.target is $$Name of the target.$$;
comment on column scraping.target_report.base_url is $$Page, feed or sitemap to begin with.$$;
comment on column scraping.target_report.state is
$$paused; else the state of the last job: pending, running, completed, failed, cancelled; new =
there was none.$$;
comment on column scraping.target_report.reason is
$$Why it is paused; else the last error of the last job.$$;
comment on column scraping.target_report.job_id is $$The last job.$$;
comment on column scraping.target_report.started_at is $$When it began.$$;
comment on column scraping.target_report.completed_at is $$When it ended.$$;
comment on column scraping.target_report.asked_count is $$Pages it asked for.$$;
comment on column scraping.target_report.pages_scraped is $$Pages that answered.$$;
comment on column scraping.target_report.content_found is $$New raw content.$$;
comment on column scraping.target_report.errors_count is $$Pages that failed.$$;
comment on column scraping.target_report.in_flight is $$Requests under way.$$;
comment on column scraping.target_report.page_count is $$Pages found by links.$$;
comment on column scraping.target_report.success_count is $$Jobs completed.$$;
comment on column scraping.target_report.error_count is $$Jobs failed.$$;
comment on column scraping.target_report.failure_count is $$Jobs failed in a row.$$;
comment on column scraping.target_report.next_scrape_at is $$When the next job is due.$$;

grant select on scraping.target_report to aquascene_reader;

commit;
