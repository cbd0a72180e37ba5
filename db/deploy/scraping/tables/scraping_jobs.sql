-- Deploy aquascene:scraping/tables/scraping_jobs to pg
-- requires: scraping/tables/scraper_targets
-- requires: ops/functions/enforce_transition

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table scraping.scraping_jobs (
    id            uuid        not null default gen_random_uuid() primary key,
    target_id     integer references scraping.scraper_targets (id) on delete cascade,
    job_type      varchar(30) not null default 'scheduled',
    status        varchar(20) not null default 'pending',
    started_at    timestamptz,
    completed_at  timestamptz,
    pages_scraped integer     not null default 0,
    content_found integer     not null default 0,
    errors_count  integer     not null default 0,
    error_details jsonb       not null default '[]',
    configuration jsonb       not null default '{}',
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    asked_count   integer     not null default 0,

    constraint scraping_jobs_job_type_is_known check (job_type in ('scheduled', 'manual', 'test')),
    constraint scraping_jobs_status_is_known
        check (status in ('pending', 'running', 'completed', 'failed', 'cancelled')),
    constraint scraping_jobs_counts_are_counts check (
        pages_scraped >= 0 and content_found >= 0 and errors_count >= 0 and asked_count >= 0),
    constraint scraping_jobs_error_details_is_a_list check (jsonb_typeof(error_details) = 'array'),
    constraint scraping_jobs_configuration_is_an_object
        check (jsonb_typeof(configuration) = 'object'),
    constraint scraping_jobs_complete_after_they_start check (completed_at >= started_at)
);
create index idx_scraping_jobs_status_target on scraping.scraping_jobs (status, target_id);
create index scraping_jobs_target_id_idx on scraping.scraping_jobs (target_id, created_at desc);
create unique index scraping_jobs_one_unfinished
    on scraping.scraping_jobs (target_id) where status in ('pending', 'running');

create trigger updated_at before update on scraping.scraping_jobs
    for each row execute function ops.set_updated_at();

create trigger transition before update of status on scraping.scraping_jobs
    for each row when (old.status is distinct from new.status)
    execute function ops.enforce_transition('scraping_job');

comment on table scraping.scraping_jobs is
$$One visit to a target: what was asked, found and failed.$$;
comment on column scraping.scraping_jobs.id is $$Identity of the job.$$;
comment on column scraping.scraping_jobs.target_id is $$The target.$$;
comment on column scraping.scraping_jobs.job_type is
$$scheduled = it was due; manual = somebody asked; test = tries the rules.$$;
comment on column scraping.scraping_jobs.status is
$$pending = waits; running = pages are being fetched; completed; failed; cancelled.$$;
comment on column scraping.scraping_jobs.started_at is $$When it began.$$;
comment on column scraping.scraping_jobs.completed_at is $$When it ended.$$;
comment on column scraping.scraping_jobs.pages_scraped is
$$Pages that answered, with whatever status.$$;
comment on column scraping.scraping_jobs.content_found is $$New raw content.$$;
comment on column scraping.scraping_jobs.errors_count is $$Pages that failed.$$;
comment on column scraping.scraping_jobs.error_details is
$$The first hundred failures: url, error.$$;
comment on column scraping.scraping_jobs.configuration is
$$The target's rules when the job began.$$;
comment on column scraping.scraping_jobs.created_at is $$When it was made.$$;
comment on column scraping.scraping_jobs.updated_at is
$$When a worker last did something for it.$$;
comment on column scraping.scraping_jobs.asked_count is $$Pages asked for; max_pages at most.$$;
comment on index scraping.idx_scraping_jobs_status_target is
$$Used to find jobs to begin and to end, and a target's unfinished job.$$;
comment on index scraping.scraping_jobs_target_id_idx is
$$Used to list a target's jobs, newest first, and by the foreign key.$$;
comment on index scraping.scraping_jobs_one_unfinished is
$$Holds that a target has one unfinished job, whoever starts two at once.$$;

grant select on scraping.scraping_jobs to aquascene_reader;

commit;
