-- Deploy aquascene:scraping/views/page_report to pg
-- requires: scraping/tables/scraper_leases

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace view scraping.page_report as
select
    t.name as target,
    p.url,
    p.depth,
    p.kind,
    p.title,
    case
        when l.page_id is not null then 'fetching'
        when p.outcome is null then 'waiting'
        else p.outcome
    end as outcome,
    p.status_code,
    case
        when p.outcome = 'redirected' then 'redirected to ' || p.redirected_to
        else p.error
    end as reason,
    p.fetched_at,
    p.changed_at,
    p.fetch_interval,
    p.next_fetch_at,
    p.failure_count,
    l.worker,
    p.raw_content_id,
    p.job_id
from scraping.scraper_pages as p
join scraping.scraper_targets as t on t.id = p.target_id
left join scraping.scraper_leases as l on l.page_id = p.id;

comment on view scraping.page_report is
$$What came of each page that a target knows, and when it is looked at again.$$;
comment on column scraping.page_report.target is $$Name of the target.$$;
comment on column scraping.page_report.url is $$Address.$$;
comment on column scraping.page_report.depth is $$Links between base_url and the page.$$;
comment on column scraping.page_report.kind is $$page, feed or sitemap; null: not fetched yet.$$;
comment on column scraping.page_report.title is $$Title of its article, if it had one.$$;
comment on column scraping.page_report.outcome is
$$What came of it last (see scraper_pages); waiting = nobody has asked for it; fetching = a worker
holds it.$$;
comment on column scraping.page_report.status_code is $$HTTP status of the last answer.$$;
comment on column scraping.page_report.reason is $$Why it failed, or where it led.$$;
comment on column scraping.page_report.fetched_at is $$When it was last asked for.$$;
comment on column scraping.page_report.changed_at is $$When it was last seen changed.$$;
comment on column scraping.page_report.fetch_interval is $$Time between two looks at it.$$;
comment on column scraping.page_report.next_fetch_at is $$When it is due; null: never.$$;
comment on column scraping.page_report.failure_count is $$Failures in a row.$$;
comment on column scraping.page_report.worker is $$Worker that holds it.$$;
comment on column scraping.page_report.raw_content_id is $$What it gave.$$;
comment on column scraping.page_report.job_id is $$The job that last asked for it.$$;

grant select on scraping.page_report to aquascene_reader;

commit;
