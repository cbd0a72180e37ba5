-- Test ops.alarm_partitions: faults of partitions are written down, once each.
begin;
select plan(10);

set local role aquascene_editor;
select throws_ok($$ select ops.alarm_partitions() $$, '42501', null, 'an editor may not');
reset role;

create function pg_temp.open() returns setof text
language sql as $function$
    select event_name || ' ' || severity from audit.system_events
     where event_type = 'partitions' and resolved_at is null order by 1;
$function$;

set local role aquascene_worker;
select is(ops.alarm_partitions(), 0, 'should have nothing to say of what is in order');
reset role;

insert into analytics.system_metrics (service_name, metric_name, metric_value, date_bucket)
values ('s', 'm', 1, '2024-05-01'), ('s', 'm', 1, '2024-06-01');
select ops.create_monthly_partition('ops.job_runs', (now() - interval '4 months')::date);
select is(ops.alarm_partitions(), 2, 'should write down strays and gaps');
select results_eq(
    $$ select pg_temp.open() $$,
    $$ values ('gap ops.job_runs warning'), ('strays analytics.system_metrics warning') $$,
    'should name the tables');
select is(
    event_data, '{"table_name": "analytics.system_metrics", "stray_rows": 2}', 'should count them')
  from audit.system_events where event_name like 'strays%';
insert into analytics.system_metrics (service_name, metric_name, metric_value, date_bucket)
values ('s', 'm', 1, '2024-06-02');
select is(ops.alarm_partitions(), 0, 'should write down each once, though it grows');

delete from analytics.system_metrics where date_bucket < '2025-01-01';
select is(ops.alarm_partitions(), 0, 'should have no new one when a fault is gone');
select results_eq(
    $$ select pg_temp.open() $$, $$ values ('gap ops.job_runs warning') $$,
    'should resolve what is gone');
insert into analytics.system_metrics (service_name, metric_name, metric_value, date_bucket)
values ('s', 'm', 1, '2024-06-02');
select is(ops.alarm_partitions(), 1, 'should write it down again when it comes back');

select test.travel_to('2099-01-15Z');
select ops.create_monthly_partition(p.table_name, '2099-02-28')
  from ops.partition_policies as p
 where p.table_name <> 'audit.audit_log';
select ops.alarm_partitions();
select results_eq(
    $$ select o from pg_temp.open() as o where o like 'missing%' $$,
    $$ values ('missing audit.audit_log error') $$, 'should write down what has no next month');

select * from finish();
rollback;
