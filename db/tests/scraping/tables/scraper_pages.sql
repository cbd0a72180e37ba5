-- Test scraping.scraper_pages: columns, keys, checks, privileges.
begin;
select plan(34);

select results_eq(
    $$ select test.columns('scraping.scraper_pages') $$,
    $$ values ('id bigint not null identity'),
              ('target_id integer not null'),
              ('job_id uuid'),
              ('url text not null'),
              ('host text not null generated'),
              ('depth integer not null default 0'),
              ('kind text'),
              ('title text'),
              ('outcome text'),
              ('status_code integer'),
              ('error text'),
              ('etag text'),
              ('last_modified text'),
              ('content_hash text'),
              ('redirected_to text'),
              ('redirect_count integer not null default 0'),
              ('raw_content_id uuid'),
              ('failure_count integer not null default 0'),
              ('fetch_interval interval'),
              ('next_fetch_at timestamp with time zone'),
              ('discovered_at timestamp with time zone not null default now()'),
              ('fetched_at timestamp with time zone'),
              ('changed_at timestamp with time zone') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('scraping.scraper_pages') $$,
    $$ values ('FOREIGN KEY (job_id) REFERENCES scraping.scraping_jobs(id) ON DELETE SET NULL'),
              ('FOREIGN KEY (raw_content_id) REFERENCES content.raw_content(id) ON DELETE '
               || 'SET NULL'),
              ('FOREIGN KEY (target_id) REFERENCES scraping.scraper_targets(id) ON DELETE '
               || 'CASCADE'),
              ('PRIMARY KEY (id)'),
              ('UNIQUE (target_id, url)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('scraping.scraper_pages') $$,
    $$ values ('scraper_pages_due_idx btree (target_id, host, next_fetch_at, id) WHERE '
               || '(next_fetch_at IS NOT NULL)'),
              ('scraper_pages_job_id_idx btree (job_id)'),
              ('scraper_pages_raw_content_id_idx btree (raw_content_id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from scraping.scraper_pages $$, 'a reader may read');
reset role;
set local role aquascene_worker;
select throws_ok(
    $$ update scraping.scraper_pages set outcome = 'new' $$, '42501', null,
    'a worker may not write');
reset role;

select test.target('site');
insert into scraping.scraping_jobs (target_id) select id from scraping.scraper_targets;
insert into scraping.scraper_pages (target_id, job_id, url, raw_content_id)
select target_id, id, 'https://www.example.com:81/a/b', test.raw() from scraping.scraping_jobs;

select is(host, 'www.example.com:81', 'should know the host, with its port')
  from scraping.scraper_pages;
select throws_like(
    format('update scraping.scraper_pages set %s', c.change),
    format('%%"scraper_pages_%s"%%', c.name), format('should refuse %s', c.change))
  from (values ('outcome_is_known', $$outcome = 'fetched'$$),
               ('kind_is_known', $$kind = 'image'$$),
               ('counts_are_counts', 'depth = -1'),
               ('counts_are_counts', 'failure_count = -1'),
               ('counts_are_counts', 'redirect_count = -1'),
               ('fetch_interval_is_positive', $$fetch_interval = '0'$$),
               ('status_code_is_http', 'status_code = 99'),
               ('status_code_is_http', 'status_code = 600')) as c (name, change);
select lives_ok(
    format('update scraping.scraper_pages set %s', c.change), format('should accept %s', c.change))
  from (select format('outcome = %L', o.outcome)
          from unnest('{new,duplicate,near_duplicate,filtered,empty,not_modified,redirected,blocked,
                        failed}'::text[]) as o (outcome)
         union all
        select format('kind = %L', k.kind) from unnest('{page,feed,sitemap}'::text[]) as k (kind)
         union all
        select format('status_code = %s', n.code)
          from unnest('{100,599}'::integer[]) as n (code)) as c (change);
select throws_like(
    $$ insert into scraping.scraper_pages (target_id, url)
       select target_id, url from scraping.scraper_pages $$,
    '%"scraper_pages_are_known_once_a_target"%', 'should refuse an address a second time');
select throws_ok(
    $$ insert into scraping.scraper_pages (target_id, url)
       select id, 'no address' from scraping.scraper_targets $$,
    '23502', null, 'should refuse what is no address');
select throws_ok(
    $$ update scraping.scraper_pages set id = 1 $$, '428C9', null,
    'should give its own identity always');

delete from content.raw_content;
delete from scraping.scraping_jobs;
select results_eq(
    $$ select url, job_id, raw_content_id from scraping.scraper_pages $$,
    $$ values ('https://www.example.com:81/a/b', null::uuid, null::uuid) $$,
    'should outlive their job and what they gave');
delete from scraping.scraper_targets;
select is_empty($$ select from scraping.scraper_pages $$, 'should go with their target');
select is(count(*), 6::bigint, 'should be described by settings of their own')
  from ops.settings where key like 'scraping.%';

select * from finish();
rollback;
