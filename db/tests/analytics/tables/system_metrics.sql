-- Test analytics.system_metrics: columns, keys, indexes, checks, partitions.
begin;
select plan(12);

select results_eq(
    $$ select test.columns('analytics.system_metrics') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('service_name text not null'),
              ('metric_name text not null'),
              ('metric_value numeric(15,4) not null'),
              ('metric_unit text'),
              ('tags jsonb not null default ''{}''::jsonb'),
              ('recorded_at timestamp with time zone not null default now()'),
              ('date_bucket date not null default CURRENT_DATE') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('analytics.system_metrics') $$,
    $$ values ('PRIMARY KEY (id, service_name, date_bucket)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('analytics.system_metrics') $$,
    $$ values ('system_metrics_name_idx btree (service_name, metric_name, recorded_at DESC)') $$,
    'should have these indexes');
select is(
    pg_get_partkeydef('analytics.system_metrics'::regclass), 'RANGE (date_bucket)',
    'should be partitioned by day');

set local role aquascene_reader;
select lives_ok(
    $$ select metric_value from analytics.system_metrics $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update analytics.system_metrics set metric_value = 0 $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from analytics.system_metrics $$,
    '42501', null, 'the public edge may not read');

insert into analytics.system_metrics (service_name, metric_name, metric_value)
values ('worker', 'queue', 1);
select throws_like(
    $$ update analytics.system_metrics set tags = '[]' $$,
    '%"system_metrics_tags_is_an_object"%', 'should refuse a list of particulars');
select lives_ok(
    $$ insert into analytics.system_metrics (service_name, metric_name, metric_value)
       values ('worker', 'queue', 1) $$, 'should take a measure as often as one likes');
select is_empty(
    $$ select from analytics.system_metrics_default $$, 'should have a partition for this month');

select * from finish();
rollback;
