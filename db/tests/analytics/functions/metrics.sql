-- Test analytics.metrics: the figures for Prometheus.
begin;
select plan(8);

select throws_ok(
    $$ set local role aquascene_app; select analytics.metrics() $$, '42501', null,
    'the public edge may not');
reset role;
select test.travel_to('2031-01-01 10:00+00');
delete from ops.scheduled_jobs;
select ops.set_job('job', '0 11 * * *', 'select 1', 'd');
insert into ops.rollup_watermarks (name, rolled_up_at, event_count)
values ('email_events', '2031-01-01 09:59+00', 7)
on conflict (name) do update set rolled_up_at = excluded.rolled_up_at, event_count = 7;
create temp table found as select * from analytics.metrics() limit 0;
grant all on found to public;
set local role aquascene_reader;
insert into found select * from analytics.metrics();
reset role;
select results_eq(
    $$ select f.labels ->> 'check', f.value::bigint from found as f
        where f.name = 'aquascene_health' order by 1 $$,
    $$ select h.check_name, h.value from analytics.system_health as h
        where h.value is not null order by 1 $$,
    'should have every check');
select ok(bool_and(f.value in (-1, 0, 1, 2)), 'should have its status as a number') from found as f
 where f.name = 'aquascene_health_status';
select is(f.value, -3600.0::double precision, 'should say how long a job is due') from found as f
 where f.name = 'aquascene_job_due_seconds' and f.labels = '{"job": "job"}';
select is(f.value, 7.0::double precision, 'should count events') from found as f
 where f.name = 'aquascene_roll_up_events';
select is(f.value, 60.0::double precision, 'should say when that was') from found as f
 where f.name = 'aquascene_roll_up_age_seconds';
select is(f.value, 0.0::double precision, 'should count who waits') from found as f
 where f.name = 'aquascene_newsletter_waiting';
select is(count(*), count(distinct (f.name, f.labels)), 'should have no figure twice')
  from found as f;

select * from finish();
rollback;
