-- Test analytics.newsletter_metrics: columns, keys, indexes, checks, partitions.
begin;
select plan(27);

select results_eq(
    $$ select test.columns('analytics.newsletter_metrics') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('issue_id uuid'),
              ('metric_type character varying(50) not null'),
              ('sent_count integer not null default 0'),
              ('delivered_count integer not null generated'),
              ('open_count integer not null default 0'),
              ('click_count integer not null default 0'),
              ('unsubscribe_count integer not null default 0'),
              ('bounce_count integer not null default 0'),
              ('complaint_count integer not null default 0'),
              ('unique_opens integer not null default 0'),
              ('unique_clicks integer not null default 0'),
              ('machine_open_count integer not null default 0'),
              ('machine_click_count integer not null default 0'),
              ('attributed_count integer not null default 0'),
              ('open_rate numeric(5,4) generated'),
              ('click_rate numeric(5,4) generated'),
              ('unsubscribe_rate numeric(5,4) generated'),
              ('bounce_rate numeric(5,4) generated'),
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
  from (values ('sent_count'), ('open_count'), ('click_count'), ('unsubscribe_count'),
               ('bounce_count'), ('complaint_count'), ('unique_opens'), ('unique_clicks'),
               ('machine_open_count'), ('machine_click_count')) as c (name);
select results_eq(
    format($$ with counted as (
                  update analytics.newsletter_metrics
                     set sent_count = %s, bounce_count = %s, unique_opens = %s, unique_clicks = %s,
                         unsubscribe_count = %s
                  returning *)
              select delivered_count, open_rate, click_rate, unsubscribe_rate, bounce_rate
                from counted $$, c.sent, c.bounced, c.opened, c.clicked, c.unsubscribed),
    format($$ values (%s, %L::numeric, %L::numeric, %L::numeric, %L::numeric) $$, c.delivered,
           c.open_rate, c.click_rate, c.unsubscribe_rate, c.bounce_rate),
    c.what)
  from (values
            (0, 0, 0, 0, 0, 0, null, null, null, null, 'should have no rate of nothing'),
            (4, 1, 2, 2, 1, 3, 0.6667, 0.6667, 0.3333, 0.2500,
             'should relate to what was delivered, and bounces to what was sent'),
            (4, 2, 3, 3, 3, 2, 1, 1, 1, 0.5, 'should have no rate above 1'),
            (1, 2, 3, 3, 3, 0, null, null, null, 1, 'should deliver nothing below zero')
       ) as c (sent, bounced, opened, clicked, unsubscribed, delivered, open_rate, click_rate,
               unsubscribe_rate, bounce_rate, what);

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
