-- Deploy aquascene:scraping/tables/scraper_hosts to pg
-- requires: scraping/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

-- Its own row, and not the target's: several targets may ask one host, and a target many.
create table scraping.scraper_hosts (
    host              text        not null primary key,
    next_request_at   timestamptz not null default 'epoch',
    crawl_delay       interval,
    robots_txt        text,
    robots_fetched_at timestamptz,

    constraint scraper_hosts_crawl_delay_is_not_negative check (crawl_delay >= interval '0')
);

comment on table scraping.scraper_hosts is
$$Hosts that were or will be asked: when the next request may be sent, and their robots.txt.$$;
comment on column scraping.scraper_hosts.host is
$$Host as in an address, with the port if it is not the usual one.$$;
comment on column scraping.scraper_hosts.next_request_at is
$$No request before, so that any number of workers is as polite as one.$$;
comment on column scraping.scraper_hosts.crawl_delay is
$$Time between requests that its robots.txt asks for.$$;
comment on column scraping.scraper_hosts.robots_txt is
$$Its robots.txt; empty when it has none.$$;
comment on column scraping.scraper_hosts.robots_fetched_at is
$$When robots.txt was asked for last and could be had.$$;

grant select on scraping.scraper_hosts to aquascene_reader;

commit;
