-- Test newsletter.newsletter_deliveries: columns, keys, indexes, checks, partitions.
begin;
select plan(19);

select results_eq(
    $$ select test.columns('newsletter.newsletter_deliveries') $$,
    $$ values ('issue_date date not null'),
              ('issue_id uuid not null'),
              ('subscriber_id uuid not null'),
              ('status text not null'),
              ('attempts smallint not null default 1'),
              ('batch_id bigint'),
              ('sent_at timestamp with time zone'),
              ('first_opened_at timestamp with time zone'),
              ('first_clicked_at timestamp with time zone'),
              ('error_code text'),
              ('error text') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.newsletter_deliveries') $$,
    $$ values ('PRIMARY KEY (issue_date, issue_id, subscriber_id)') $$,
    'should have these keys');
select is_empty(
    $$ select test.indexes('newsletter.newsletter_deliveries') $$,
    'should have no index but the key: settling a recipient touches none');
select is(
    pg_get_partkeydef('newsletter.newsletter_deliveries'::regclass), 'RANGE (issue_date)',
    'should be partitioned by the day of the issue');

set local role aquascene_reader;
select lives_ok(
    $$ select status from newsletter.newsletter_deliveries $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update newsletter.newsletter_deliveries set status = 'sent' $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.newsletter_deliveries $$,
    '42501', null, 'the public edge may not read');

select lives_ok(
    format($$ insert into newsletter.newsletter_deliveries (
                  issue_date, issue_id, subscriber_id, status, attempts)
              values (current_date, gen_random_uuid(), gen_random_uuid(), %L, 0) $$, s.status),
    format('should accept %s', s.status))
  from (values ('sending'), ('sent'), ('failed'), ('deferred'), ('skipped'),
               ('unknown')) as s (status);
select throws_like(
    format($$ update newsletter.newsletter_deliveries set %I = %L $$, c.column_name, c.value),
    format('%%"newsletter_deliveries_%s"%%', c.check_name),
    format('should refuse %s %s', c.column_name, c.value))
  from (values
            ('status_is_known', 'status', 'bounced'),
            ('attempts_is_a_count', 'attempts', '-1')
       ) as c (check_name, column_name, value);
select ok('fillfactor=50' = any(c.reloptions), 'should leave room beside each row: ' || c.relname)
  from pg_class as c
 where c.oid = (select max(d.tableoid) from newsletter.newsletter_deliveries as d);
select is_empty(
    $$ select from newsletter.newsletter_deliveries_default $$,
    'should have a partition for this month');

select * from finish();
rollback;
