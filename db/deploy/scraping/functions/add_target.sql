-- Deploy aquascene:scraping/functions/add_target to pg
-- requires: scraping/tables/scraper_targets
-- requires: scraping/functions/validate_rules
-- requires: scraping/functions/normalize_url
-- requires: admin/functions/check_permission

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function scraping.add_target(
    name             text,
    base_url         text,
    domains          text[] default null,
    scraping_rules   jsonb default '{}',
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
    _base_url constant text := scraping.normalize_url(add_target.base_url);
    _domains  text[];
    _errors   text;
    _no_host  text;
    _is_wrong boolean;
    _target   scraping.scraper_targets;
begin
    perform admin._check_permission('scraping.manage');
    if _base_url is null or length(_base_url) > 500 then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('base_url %L is not an http(s) address', add_target.base_url),
            hint    = 'Give the whole address of the page to begin with.';
    end if;
    select string_agg(format('%s %s', v.path, v.error), '; ') into _errors
      from scraping.validate_rules(add_target.scraping_rules) as v;
    if _errors is not null then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('wrong scraping_rules: %s', _errors),
            hint    = '\df+ scraping.validate_rules says what there is.';
    end if;
    select array_agg(d.host order by d.place), min(d.domain) filter (where d.host is null),
           bool_or(d.host is null)
      into _domains, _no_host, _is_wrong
      from (select u.domain, u.place,
                   case when u.domain !~ '[/?#@]'
                        then substring(scraping.normalize_url('http://' || u.domain)
                                       from '^http://([^/]+)') end as host
              from unnest(add_target.domains) with ordinality as u (domain, place)) as d;
    if _is_wrong then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('domain %L is no name of a host', _no_host),
            hint    = 'Write it as in www.example.com.';
    end if;
    if add_target.domains is null then
        _domains := array[
            regexp_replace(substring(_base_url from '^https?://([^/]+)'), '^www\.', '')];
    elsif cardinality(_domains) > 0 and not scraping._is_within(_base_url, _domains) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('base_url %L is at none of the domains %s', add_target.base_url,
                             _domains),
            hint    = 'Add its host to domains, or leave domains out.';
    end if;

    insert into scraping.scraper_targets as t (
        name, base_url, domains, scraping_rules, rate_limit_delay, max_pages, scrape_frequency,
        categories)
    values (
        add_target.name, _base_url, coalesce(_domains, '{}'), add_target.scraping_rules,
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
$$Adds a site to take articles from, or changes the one of that name, and returns its row. A job
that is under way keeps the rules it began with.

base_url: page, feed or sitemap to begin with. domains: hosts that may be asked, and those below
them; the host of base_url, without www, when missing. scraping_rules: see scraping.validate_rules.
rate_limit_delay: seconds between requests unless the rules give requests_per_second. max_pages:
pages asked for in a job at most. scrape_frequency: time between jobs, ten years at most. A person
who acts needs scraping.manage. Errors: 28000 nobody acts; 42501 the permission is missing; 22023
bad address, domain or rules, or the address is at none of the domains; 23514 a number out of range;
23502, 22001 no name, or one of more than 100 characters.
Writes: scraping.scraper_targets (audited).$$;

revoke execute on function scraping.add_target from public;
grant execute on function scraping.add_target to aquascene_editor, aquascene_worker;

commit;
