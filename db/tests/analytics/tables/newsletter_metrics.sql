-- Test analytics.newsletter_metrics: columns, keys, indexes, checks, partitions.
begin;
select plan(32);

select results_eq(
    $$ select test.columns('analytics.newsletter_metrics') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('issue_id uuid'),
              ('metric_type character varying(50) not null'),
              ('sent_count integer not null default 0'),
              ('delivered_count integer not null default 0'),
              ('open_count integer not null default 0'),
              ('click_count integer not null default 0'),
              ('unsubscribe_count integer not null default 0'),
              ('bounce_count integer not null default 0'),
              ('complaint_count integer not null default 0'),
              ('unique_opens integer not null default 0'),
              ('unique_clicks integer not null default 0'),
              ('open_rate numeric(5,4)'),
              ('click_rate numeric(5,4)'),
              ('unsubscribe_rate numeric(5,4)'),
              ('bounce_rate numeric(5,4)'),
              ('recorded_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('analytics.newsletter_metrics') $$,
    $$ values ('FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE '
               'CASCADE'),
              ('PRIMARY KEY (id, recorded_at)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('analytics.newsletter_metrics') $$,
    $$ values ('UNIQUE newsletter_metrics_one_total_an_issue btree (issue_id, recorded_at) '
               'WHERE ((metric_type)::text = ''total''::text)'),
              ('idx_newsletter_performance btree (issue_id, open_rate DESC, click_rate DESC)') $$,
    'should have these indexes');
select is(
    pg_get_partkeydef('analytics.newsletter_metrics'::regclass), 'RANGE (recorded_at)',
    'should be partitioned by the instant it is of');

set local role aquascene_reader;
select lives_ok(
    $$ select open_rate from analytics.newsletter_metrics $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update analytics.newsletter_metrics set open_count = 0 $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from analytics.newsletter_metrics $$,
    '42501', null, 'the public edge may not read');

create temp table issue as select test.issue() as id;
insert into analytics.newsletter_metrics (issue_id, metric_type) select id, 'total' from issue;
select throws_like(
    format($$ update analytics.newsletter_metrics set %I = -1 $$, c.name),
    '%"newsletter_metrics_counts_are_counts"%', format('should refuse a negative %s', c.name))
  from (values ('sent_count'), ('delivered_count'), ('open_count'), ('click_count'),
               ('unsubscribe_count'), ('bounce_count'), ('complaint_count'), ('unique_opens'),
               ('unique_clicks')) as c (name);
select throws_like(
    format($$ update analytics.newsletter_metrics set %I = %s $$, c.name, c.value),
    '%"newsletter_metrics_rates_are_rates"%', format('should refuse %s as %s', c.value, c.name))
  from (values ('open_rate'), ('click_rate'), ('unsubscribe_rate'), ('bounce_rate')) as r (name)
 cross join lateral (values (r.name, -0.0001), (r.name, 1.0001)) as c (name, value);
select lives_ok(
    format($$ update analytics.newsletter_metrics
                 set open_rate = %1$s, click_rate = %1$s, unsubscribe_rate = %1$s,
                     bounce_rate = %1$s $$, r.value),
    format('should accept rates of %s', r.value))
  from (values (0), (1)) as r (value);

select throws_ok(
    $$ insert into analytics.newsletter_metrics (issue_id, metric_type)
       select id, 'total' from issue $$, '23505', null, 'should hold one total an issue');
select lives_ok(
    $$ insert into analytics.newsletter_metrics (issue_id, metric_type)
       select id, 'hourly' from issue, generate_series(1, 2) $$,
    'should hold other types as often as one likes');
select is_empty(
    $$ select from analytics.newsletter_metrics_default $$,
    'should have a partition for this month');
delete from newsletter.newsletter_issues where id = (select id from issue);
select is_empty($$ select from analytics.newsletter_metrics $$, 'should go with the issue');

select * from finish();
rollback;
