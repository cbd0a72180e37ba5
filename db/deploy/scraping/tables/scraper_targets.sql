-- Deploy aquascene:scraping/tables/scraper_targets to pg
-- requires: scraping/grants/schema
-- requires: audit/functions/record_change
-- requires: ops/functions/set_updated_at

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table scraping.scraper_targets (
    id               serial       not null primary key,
    name             varchar(100) not null unique,
    base_url         varchar(500) not null,
    domains          text[]       not null,
    categories       text[],
    scraping_rules   jsonb        not null,
    rate_limit_delay integer      not null default 2,
    max_pages        integer      not null default 100,
    is_active        boolean      not null default true,
    last_scraped_at  timestamptz,
    next_scrape_at   timestamptz,
    scrape_frequency interval     not null default '1 day',
    success_count    integer      not null default 0,
    error_count      integer      not null default 0,
    created_at       timestamptz  not null default now(),
    updated_at       timestamptz  not null default now(),
    failure_count    integer      not null default 0,
    paused_reason    text,
    page_count       integer      not null default 0,

    constraint scraper_targets_base_url_is_http check (base_url ~ '^https?://[^/]'),
    constraint scraper_targets_domains_are_named check (cardinality(domains) >= 1),
    constraint scraper_targets_rules_are_an_object check (jsonb_typeof(scraping_rules) = 'object'),
    constraint scraper_targets_rate_limit_delay_is_not_negative check (rate_limit_delay >= 0),
    constraint scraper_targets_max_pages_is_positive check (max_pages >= 1),
    constraint scraper_targets_scrape_frequency_is_positive
        check (scrape_frequency > interval '0'),
    constraint scraper_targets_scrape_frequency_is_bounded
        check (scrape_frequency <= interval '10 years'),
    constraint scraper_targets_counts_are_counts check (
        success_count >= 0 and error_count >= 0 and failure_count >= 0 and page_count >= 0)
);

create index scraper_targets_due_idx
    on scraping.scraper_targets (next_scrape_at nulls first) where is_active;

create trigger updated_at before update on scraping.scraper_targets
    for each row execute function ops.set_updated_at();

do $audit$
begin
    perform audit._watch(
        'scraping.scraper_targets', 'id', '',
        'last_scraped_at,next_scrape_at,success_count,error_count,failure_count,page_count');
end;
$audit$;

comment on table scraping.scraper_targets is
$$Sites to take articles from, and the rules for each.$$;
comment on column scraping.scraper_targets.id is $$Identity of the target.$$;
comment on column scraping.scraper_targets.name is $$Name for people and commands.$$;
comment on column scraping.scraper_targets.base_url is $$Page, feed or sitemap to begin with.$$;
comment on column scraping.scraper_targets.domains is
$$Hosts that may be asked, and those below them.$$;
comment on column scraping.scraper_targets.categories is $$Categories of what is found there.$$;
comment on column scraping.scraper_targets.scraping_rules is
$$What to take and how: see scraping.validate_rules.$$;
comment on column scraping.scraper_targets.rate_limit_delay is
$$Seconds between requests, unless the rules say requests_per_second.$$;
comment on column scraping.scraper_targets.max_pages is $$Pages asked for in a job at most.$$;
comment on column scraping.scraper_targets.is_active is $$Whether it is scraped.$$;
comment on column scraping.scraper_targets.last_scraped_at is $$When a job last completed.$$;
comment on column scraping.scraper_targets.next_scrape_at is $$When the next job is due.$$;
comment on column scraping.scraper_targets.scrape_frequency is $$Time between jobs.$$;
comment on column scraping.scraper_targets.success_count is $$Jobs completed.$$;
comment on column scraping.scraper_targets.error_count is $$Jobs failed.$$;
comment on column scraping.scraper_targets.created_at is $$When the target was added.$$;
comment on column scraping.scraper_targets.updated_at is $$When it was last changed.$$;
comment on column scraping.scraper_targets.failure_count is $$Jobs failed in a row.$$;
comment on column scraping.scraper_targets.paused_reason is $$Why it is not scraped.$$;
comment on column scraping.scraper_targets.page_count is $$Pages found by links.$$;

comment on index scraping.scraper_targets_due_idx is $$Used by scraping.enqueue_due.$$;

grant select on scraping.scraper_targets to aquascene_reader;

commit;
