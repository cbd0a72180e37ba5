-- Deploy aquascene:scraping/tables/scraper_pages to pg
-- requires: scraping/tables/scraping_jobs
-- requires: content/tables/raw_content

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table scraping.scraper_pages (
    id              bigint      not null generated always as identity primary key,
    target_id       integer     not null
        references scraping.scraper_targets (id) on delete cascade,
    job_id          uuid references scraping.scraping_jobs (id) on delete set null,
    url             text        not null,
    host            text        not null
        generated always as (substring(url from '^https?://([^/]+)')) stored,
    depth           integer     not null default 0,
    kind            text,
    title           text,
    outcome         text,
    status_code     integer,
    error           text,
    etag            text,
    last_modified   text,
    content_hash    text,
    redirected_to   text,
    redirect_count  integer     not null default 0,
    raw_content_id  uuid references content.raw_content (id) on delete set null,
    failure_count   integer     not null default 0,
    fetch_interval  interval,
    next_fetch_at   timestamptz,
    discovered_at   timestamptz not null default now(),
    fetched_at      timestamptz,
    changed_at      timestamptz,

    constraint scraper_pages_are_known_once_a_target unique (target_id, url),
    constraint scraper_pages_kind_is_known check (kind in ('page', 'feed', 'sitemap')),
    constraint scraper_pages_outcome_is_known check (
        outcome in ('new', 'duplicate', 'near_duplicate', 'filtered', 'empty', 'not_modified',
                    'redirected', 'blocked', 'failed')),
    constraint scraper_pages_counts_are_counts
        check (depth >= 0 and failure_count >= 0 and redirect_count >= 0),
    constraint scraper_pages_status_code_is_http check (status_code between 100 and 599),
    constraint scraper_pages_fetch_interval_is_positive check (fetch_interval > interval '0')
);
create index scraper_pages_due_idx
    on scraping.scraper_pages (target_id, host, next_fetch_at, id) where next_fetch_at is not null;
create index scraper_pages_job_id_idx on scraping.scraper_pages (job_id);
create index scraper_pages_raw_content_id_idx on scraping.scraper_pages (raw_content_id);

comment on table scraping.scraper_pages is
$$The frontier: every address a target knows, when it is due, and what came of it.$$;
comment on column scraping.scraper_pages.id is $$Identity of the page.$$;
comment on column scraping.scraper_pages.target_id is $$The target.$$;
comment on column scraping.scraper_pages.job_id is $$The job that last asked for it.$$;
comment on column scraping.scraper_pages.url is
$$Address, as scraping.normalize_url has it.$$;
comment on column scraping.scraper_pages.host is
$$Host of the address, with the port if it is not the usual one.$$;
comment on column scraping.scraper_pages.depth is $$Links between base_url and the page.$$;
comment on column scraping.scraper_pages.kind is
$$page = HTML; feed = RSS, Atom or JSON Feed; sitemap.$$;
comment on column scraping.scraper_pages.title is $$Title of its article, if it had one.$$;
comment on column scraping.scraper_pages.outcome is
$$What came of it last: new, duplicate, near_duplicate (see content.ingest_raw); filtered = the
rules keep it out; empty = no article in it; not_modified; redirected; blocked = robots.txt forbids
it; failed.$$;
comment on column scraping.scraper_pages.status_code is $$HTTP status of the last answer.$$;
comment on column scraping.scraper_pages.error is $$What went wrong last.$$;
comment on column scraping.scraper_pages.etag is
$$ETag of the last answer, for a conditional request.$$;
comment on column scraping.scraper_pages.last_modified is $$Last-Modified of the last answer.$$;
comment on column scraping.scraper_pages.content_hash is
$$SHA-256 of the article's text in hexadecimal, to see whether it changed.$$;
comment on column scraping.scraper_pages.redirected_to is $$Where the last answer sent us.$$;
comment on column scraping.scraper_pages.redirect_count is
$$Redirects in a row that led here when it was found.$$;
comment on column scraping.scraper_pages.raw_content_id is $$What it gave.$$;
comment on column scraping.scraper_pages.failure_count is $$Failures in a row.$$;
comment on column scraping.scraper_pages.fetch_interval is
$$Time between two looks at it: half as long after each change, half longer after none.$$;
comment on column scraping.scraper_pages.next_fetch_at is
$$A job that begins after this asks for it; one found lately counts as overdue for a while, by its
depth. Null: never.$$;
comment on column scraping.scraper_pages.discovered_at is $$When a link to it was first seen.$$;
comment on column scraping.scraper_pages.fetched_at is $$When it was last asked for.$$;
comment on column scraping.scraper_pages.changed_at is $$When it was last seen changed.$$;
comment on index scraping.scraper_pages_due_idx is
$$Used by scraping.claim_pages to find the page of a target and host that is due longest.$$;
comment on index scraping.scraper_pages_job_id_idx is
$$Used to report a job's pages, and by the foreign key.$$;
comment on index scraping.scraper_pages_raw_content_id_idx is
$$Used to find the pages of a raw item, and by the foreign key.$$;

grant select on scraping.scraper_pages to aquascene_reader;

commit;
