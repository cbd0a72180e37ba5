-- Test scraping.scraper_targets: columns, keys, checks, privileges, the triggers.
begin;
select plan(23);

select results_eq(
    $$ select test.columns('scraping.scraper_targets') $$,
    $$ values ('id integer not null default '
               || 'nextval(''scraping.scraper_targets_id_seq''::regclass)'),
              ('name character varying(100) not null'),
              ('base_url character varying(500) not null'),
              ('domains text[] not null'),
              ('categories text[]'),
              ('scraping_rules jsonb not null'),
              ('rate_limit_delay integer not null default 2'),
              ('max_pages integer not null default 100'),
              ('is_active boolean not null default true'),
              ('last_scraped_at timestamp with time zone'),
              ('next_scrape_at timestamp with time zone'),
              ('scrape_frequency interval not null default ''1 day''::interval'),
              ('success_count integer not null default 0'),
              ('error_count integer not null default 0'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()'),
              ('failure_count integer not null default 0'),
              ('paused_reason text'),
              ('page_count integer not null default 0') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('scraping.scraper_targets') $$,
    $$ values ('PRIMARY KEY (id)'),
              ('UNIQUE (name)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('scraping.scraper_targets') $$,
    $$ values ('scraper_targets_due_idx btree (next_scrape_at NULLS FIRST) WHERE is_active') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from scraping.scraper_targets $$, 'a reader may read');
reset role;
set local role aquascene_worker;
select throws_ok(
    $$ update scraping.scraper_targets set is_active = true $$, '42501', null,
    'a worker may not write');
reset role;

select test.target('site');
select throws_like(
    format('update scraping.scraper_targets set %s', c.change),
    format('%%"scraper_targets_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('base_url_is_http', $$base_url = 'ftp://example.com/'$$),
               ('base_url_is_http', $$base_url = 'https:///path'$$),
               ('domains_are_named', $$domains = '{}'$$),
               ('rules_are_an_object', $$scraping_rules = '[]'$$),
               ('rate_limit_delay_is_not_negative', 'rate_limit_delay = -1'),
               ('max_pages_is_positive', 'max_pages = 0'),
               ('scrape_frequency_is_positive', $$scrape_frequency = '0'$$),
               ('scrape_frequency_is_bounded', $$scrape_frequency = '10 years 1 second'$$),
               ('counts_are_counts', 'success_count = -1'),
               ('counts_are_counts', 'error_count = -1'),
               ('counts_are_counts', 'failure_count = -1'),
               ('counts_are_counts', 'page_count = -1')) as c (name, change);
select lives_ok(
    $$ update scraping.scraper_targets
          set base_url = 'http://x', rate_limit_delay = 0, max_pages = 1,
              scrape_frequency = '1 microsecond' $$,
    'should accept what is just enough');

select test.travel_to('2030-05-06 07:08Z');
set local session_replication_role = replica;     -- the log refuses otherwise
delete from audit.audit_log;
set local session_replication_role = origin;
update scraping.scraper_targets
   set last_scraped_at = '2031-01-01Z', next_scrape_at = '2031-01-01Z',
       failure_count = 1, page_count = 9, success_count = 5, error_count = 6;
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from scraping.scraper_targets;
select is_empty(
    $$ select from audit.audit_log $$, 'should not audit what each visit changes');
update scraping.scraper_targets set max_pages = 7, success_count = 7;
delete from scraping.scraper_targets;
select results_eq(
    $$ select l.table_name, l.action, l.record_id = l.old_data ->> 'id', l.new_data
         from audit.audit_log as l
        where l.action = 'delete' $$,
    $$ values ('scraping.scraper_targets', 'delete', true, null::jsonb) $$,
    'should audit a target removed');
select results_eq(
    $$ select l.old_data, l.new_data from audit.audit_log as l where l.action = 'update' $$,
    $$ values ('{"max_pages": 1}'::jsonb, '{"max_pages": 7}'::jsonb) $$,
    'should audit what people change');
select test.target('another');
select is(l.new_data ->> 'name', 'another', 'should audit a target added')
  from audit.audit_log as l
 where l.action = 'insert';

select * from finish();
rollback;
