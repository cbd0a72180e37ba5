-- Test ops.partition_policies: columns, keys, checks, the trigger of updated_at, the policies.
begin;
select plan(15);

select results_eq(
    $$ select test.columns('ops.partition_policies') $$,
    $$ values ('table_name text not null'),
              ('partition_column text not null'),
              ('premake_months integer not null default 3'),
              ('retention interval'),
              ('is_archived boolean not null default false'),
              ('fillfactor integer not null default 100'),
              ('description text not null'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.partition_policies') $$,
    $$ values ('PRIMARY KEY (table_name)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('ops.partition_policies') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select retention from ops.partition_policies $$, 'a reader may read');
select throws_ok(
    $$ update ops.partition_policies set retention = null $$, '42501', null,
    'a reader may not write');
reset role;

select throws_like(
    format($$ insert into ops.partition_policies (table_name, partition_column, premake_months,
                                                  description)
              values ('x', 'at', %s, '') $$, m.months),
    '%"partition_policies_premake_is_sane"%', format('should refuse %s months ahead', m.months))
  from (values (-1), (61)) as m (months);
select throws_like(
    format($$ update ops.partition_policies set fillfactor = %s $$, f.factor),
    '%"partition_policies_fillfactor_is_a_share"%', format('should refuse to fill %s %%', f.factor))
  from (values (9), (101)) as f (factor);
select lives_ok(
    format($$ insert into ops.partition_policies (table_name, partition_column, premake_months,
                                                  description)
              values ('months_%1$s', 'at', %1$s, '') $$, m.months),
    format('should accept %s months ahead', m.months))
  from (values (0), (60)) as m (months);
select throws_like(
    $$ update ops.partition_policies set retention = interval '27 days' $$,
    '%"partition_policies_retention_is_a_month_or_more"%', 'should refuse less than a month');
select lives_ok(
    $$ update ops.partition_policies set retention = interval '1 month'
        where table_name = 'months_0' $$, 'should accept a month');

select test.travel_to('2030-05-06 07:08Z');
update ops.partition_policies set retention = null where table_name = 'months_0';
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from ops.partition_policies where table_name = 'months_0';

select results_eq(
    $$ select table_name, partition_column, premake_months, retention
         from ops.partition_policies
        where table_name !~ '^months_'
        order by table_name collate "C" $$,
    $$ values ('analytics.content_metrics', 'date_bucket', 3, interval '2 years'),
              ('analytics.newsletter_metrics', 'recorded_at', 3, interval '1 year'),
              ('analytics.system_metrics', 'date_bucket', 3, interval '3 months'),
              ('audit.audit_log', 'changed_at', 3, interval '6 months'),
              ('audit.system_events', 'occurred_at', 3, interval '1 year'),
              ('newsletter.email_events', 'occurred_at', 3, interval '1 year'),
              ('newsletter.newsletter_deliveries', 'issue_date', 3, interval '2 years'),
              ('ops.job_runs', 'started_at', 3, interval '3 months'),
              ('ops.outbox', 'created_at', 3, interval '3 months') $$,
    'should keep each table as long as the design says');

select * from finish();
rollback;
