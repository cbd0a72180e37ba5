-- Deploy aquascene:scraping/tables/scraper_leases to pg
-- requires: scraping/tables/scraper_pages
-- requires: scraping/tables/scraper_hosts

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Beside the pages, so that a claim writes no row of a large table.
create table scraping.scraper_leases (
    id         bigint      not null generated always as identity primary key,
    job_id     uuid        not null references scraping.scraping_jobs (id) on delete cascade,
    host       text        not null references scraping.scraper_hosts (host),
    page_id    bigint references scraping.scraper_pages (id) on delete cascade,
    worker     text        not null,
    leased_at  timestamptz not null default now(),
    expires_at timestamptz not null,

    constraint scraper_leases_page_id_key unique nulls not distinct (page_id, host),
    constraint scraper_leases_worker_is_named check (btrim(worker) <> '')
);
create index scraper_leases_job_id_idx on scraping.scraper_leases (job_id);
create index scraper_leases_host_idx on scraping.scraper_leases (host);

comment on table scraping.scraper_leases is
$$What workers are fetching now: a page, or the robots.txt of a host.$$;
comment on column scraping.scraper_leases.id is $$Identity of the lease.$$;
comment on column scraping.scraper_leases.job_id is $$The job it is fetched for.$$;
comment on column scraping.scraper_leases.host is $$The host that is asked.$$;
comment on column scraping.scraper_leases.page_id is $$The page; null for robots.txt.$$;
comment on column scraping.scraper_leases.worker is $$The worker that has it.$$;
comment on column scraping.scraper_leases.leased_at is $$Since when.$$;
comment on column scraping.scraper_leases.expires_at is
$$Until when; then another worker may have it.$$;
comment on index scraping.scraper_leases_job_id_idx is
$$Used to see whether a job is at work, and by the foreign key.$$;
comment on index scraping.scraper_leases_host_idx is
$$Used to count the requests that a host is answering, and by the foreign key.$$;

grant select on scraping.scraper_leases to aquascene_reader;

commit;
