-- Deploy aquascene:scraping/tables/scraping_job_hosts to pg
-- requires: scraping/tables/scraping_jobs
-- requires: scraping/tables/scraper_hosts

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table scraping.scraping_job_hosts (
    job_id uuid not null references scraping.scraping_jobs (id) on delete cascade,
    host   text not null references scraping.scraper_hosts (host),

    constraint scraping_job_hosts_pkey primary key (job_id, host)
);
create index scraping_job_hosts_host_idx on scraping.scraping_job_hosts (host);

comment on table scraping.scraping_job_hosts is
$$What running jobs have to do: the hosts on which pages may still be due. Holds what is at work
only, however many pages are known.$$;
comment on column scraping.scraping_job_hosts.job_id is $$The job.$$;
comment on column scraping.scraping_job_hosts.host is $$The host.$$;
comment on index scraping.scraping_job_hosts_host_idx is $$Used by the foreign key.$$;

grant select on scraping.scraping_job_hosts to aquascene_reader;

commit;
