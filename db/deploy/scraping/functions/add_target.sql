-- Deploy aquascene:scraping/functions/add_target to pg
-- requires: scraping/tables/scraper_targets

begin;
set local role aquascene_owner;

create or replace function scraping.add_target(
    name             text,
    base_url         text,
    domains          text[],
    scraping_rules   jsonb,
    rate_limit_delay integer default 2,
    max_pages        integer default 100,
    scrape_frequency interval default '1 day',
    categories       text[] default null
)
returns scraping.scraper_targets
language plpgsql
volatile
security definer                            -- nobody but the owner writes tables
set search_path = pg_catalog, pg_temp
as $function$
declare
    _rate   constant jsonb :=
        add_target.scraping_rules #> '{rate_limiting,requests_per_second}';
    _target scraping.scraper_targets;
begin
    if add_target.base_url !~ '^https?://[^/]' then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('base_url %L is not an http(s) address', add_target.base_url),
            hint    = 'Give the whole address of the page to begin with.';
    end if;
    if jsonb_typeof(add_target.scraping_rules) is distinct from 'object'
        or jsonb_typeof(add_target.scraping_rules #> '{selectors,content}')
            is distinct from 'string'
    then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = 'scraping_rules lacks selectors.content',
            hint    = 'Pass {"selectors": {"title": "h1", "content": "article"}} at least.';
    end if;
    if jsonb_typeof(_rate) <> 'number' or (_rate #>> '{}')::numeric <= 0 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('requests_per_second %s is not a positive number', _rate),
            hint    = 'Half a request a second is 0.5.';
    end if;

    insert into scraping.scraper_targets as t (
        name, base_url, domains, scraping_rules, rate_limit_delay, max_pages, scrape_frequency,
        categories)
    values (
        add_target.name, add_target.base_url, lower(add_target.domains::text)::text[],
        add_target.scraping_rules,
        add_target.rate_limit_delay, add_target.max_pages, add_target.scrape_frequency,
        add_target.categories)
    on conflict on constraint scraper_targets_name_key do update
       set base_url = excluded.base_url,
           domains = excluded.domains,
           scraping_rules = excluded.scraping_rules,
           rate_limit_delay = excluded.rate_limit_delay,
           max_pages = excluded.max_pages,
           scrape_frequency = excluded.scrape_frequency,
           categories = excluded.categories
    returning t.* into _target;
    return _target;
end;
$function$;

comment on function scraping.add_target is
$$Adds a site to take articles from, or changes the one of that name, and returns its row.

base_url: page to begin with. domains: hosts that may be asked. scraping_rules: the seed's shape,
with selectors.content at least. rate_limit_delay: seconds between requests unless the rules give
rate_limiting.requests_per_second. max_pages: pages known at most.
Errors: 22023 bad address, rules or rate; 23514 no domain, or a number out of range.
Writes: scraping.scraper_targets (audited).$$;

revoke execute on function scraping.add_target from public;
grant execute on function scraping.add_target to aquascene_editor, aquascene_worker;

commit;
