-- Deploy aquascene:scraping/tables/scraper_pages to pg
-- requires: scraping/tables/scraping_jobs
-- requires: content/tables/raw_content

begin;
set local role aquascene_owner;

create table scraping.scraper_pages (
    id               bigint      not null generated always as identity primary key,
    target_id        integer     not null
        references scraping.scraper_targets (id) on delete cascade,
    job_id           uuid references scraping.scraping_jobs (id) on delete set null,
    url              text        not null,
    depth            integer     not null default 0,
    status           text        not null default 'pending',
    outcome          text,
    status_code      integer,
    error            text,
    etag             text,
    last_modified    text,
    raw_content_id   uuid references content.raw_content (id) on delete set null,
    claimed_by       text,
    lease_expires_at timestamptz,
    discovered_at    timestamptz not null default now(),
    fetched_at       timestamptz,

    constraint scraper_pages_are_known_once_a_target unique (target_id, url),
    constraint scraper_pages_status_is_known
        check (status in ('pending', 'fetching', 'done', 'blocked', 'failed')),
    constraint scraper_pages_outcome_is_known check (
        outcome in ('new', 'duplicate', 'filtered', 'empty', 'not_modified', 'blocked', 'failed')),
    constraint scraper_pages_depth_is_a_count check (depth >= 0),
    constraint scraper_pages_status_code_is_http check (status_code between 100 and 599)
);
create index scraper_pages_open_idx
    on scraping.scraper_pages (job_id, depth, id) where status in ('pending', 'fetching');
create index scraper_pages_job_id_idx on scraping.scraper_pages (job_id);
create index scraper_pages_raw_content_id_idx on scraping.scraper_pages (raw_content_id);

comment on table scraping.scraper_pages is $$Every address a target knows, and what came of it.$$;
comment on column scraping.scraper_pages.id is $$Identity of the page.$$;
comment on column scraping.scraper_pages.target_id is $$The target.$$;
comment on column scraping.scraper_pages.job_id is $$The job that last asked for it, or will.$$;
comment on column scraping.scraper_pages.url is $$Address, without fragment.$$;
comment on column scraping.scraper_pages.depth is $$Links between base_url and the page.$$;
comment on column scraping.scraper_pages.status is
$$pending = to be fetched; fetching = a worker holds it; done = answered; blocked = robots.txt
forbids it; failed = no usable answer.$$;
comment on column scraping.scraper_pages.outcome is
$$What came of it last: new, duplicate, filtered, empty, not_modified, blocked, failed.$$;
comment on column scraping.scraper_pages.status_code is $$HTTP status of the last answer.$$;
comment on column scraping.scraper_pages.error is $$What went wrong last.$$;
comment on column scraping.scraper_pages.etag is
$$ETag of the last answer, for a conditional request.$$;
comment on column scraping.scraper_pages.last_modified is $$Last-Modified of the last answer.$$;
comment on column scraping.scraper_pages.raw_content_id is $$What it gave.$$;
comment on column scraping.scraper_pages.claimed_by is $$Worker that holds it.$$;
comment on column scraping.scraper_pages.lease_expires_at is $$Until when the worker holds it.$$;
comment on column scraping.scraper_pages.discovered_at is $$When a link to it was first seen.$$;
comment on column scraping.scraper_pages.fetched_at is $$When it last answered.$$;
comment on index scraping.scraper_pages_open_idx is
$$Used by scraping.claim_page: holds only what is left to do.$$;
comment on index scraping.scraper_pages_job_id_idx is
$$Used to report a job's pages, and by the foreign key.$$;
comment on index scraping.scraper_pages_raw_content_id_idx is
$$Used to find the pages of a raw item, and by the foreign key.$$;

grant select on scraping.scraper_pages to aquascene_reader;

commit;
