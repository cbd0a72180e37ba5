-- Test analytics.newsletter_breakdowns: columns, keys, checks.
begin;
select plan(9);

select results_eq(
    $$ select test.columns('analytics.newsletter_breakdowns') $$,
    $$ values ('issue_id uuid not null'),
              ('dimension text not null'),
              ('key text not null'),
              ('sent_count bigint not null default 0'),
              ('open_count bigint not null default 0'),
              ('click_count bigint not null default 0'),
              ('unique_opens bigint not null default 0'),
              ('unique_clicks bigint not null default 0'),
              ('unsubscribe_count bigint not null default 0'),
              ('bounce_count bigint not null default 0'),
              ('complaint_count bigint not null default 0') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('analytics.newsletter_breakdowns') $$,
    $$ values ('FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE '
               'CASCADE'),
              ('PRIMARY KEY (issue_id, dimension, key)') $$,
    'should have these keys');
set local role aquascene_reader;
select lives_ok($$ select key from analytics.newsletter_breakdowns $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from analytics.newsletter_breakdowns $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);
insert into analytics.newsletter_breakdowns (issue_id, dimension, key)
select test.issue(), 'hour', '2031-01-01 10:00';
select throws_like(
    $$ update analytics.newsletter_breakdowns set dimension = 'planet' $$,
    '%"newsletter_breakdowns_dimension_is_known"%', 'should refuse another dimension');
select throws_like(
    format('update analytics.newsletter_breakdowns set %I = -1', c.name),
    '%"newsletter_breakdowns_counts_are_counts"%', format('should refuse a negative %s', c.name))
  from (values ('open_count'), ('complaint_count')) as c (name);
delete from newsletter.newsletter_issues;
select is_empty($$ select from analytics.newsletter_breakdowns $$, 'should go with the issue');

select * from finish();
rollback;
