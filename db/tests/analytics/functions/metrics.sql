-- Test analytics.metrics: the figures for Prometheus.
begin;
select plan(13);

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
select test.raw() from generate_series(1, 3);
update content.raw_queue set next_attempt_at = '2031-01-01 09:58+00';
insert into ops.webhook_endpoints (url, secret) values ('https://example.com', '');
insert into ops.outbox (topic, created_at)
values ('a.b', '2031-01-01 09:59:30+00'), ('a.b', '2031-01-01 09:59:40+00');
insert into ops.backups (repository, backup_type, label, started_at, finished_at)
values (1, 'full', 'a', '2031-01-01 09:00+00', '2031-01-01 09:30+00');
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
 where f.name = 'aquascene_rolled_up_events_total';
select is(f.value, 60.0::double precision, 'should say when that was') from found as f
 where f.name = 'aquascene_roll_up_age_seconds';
select is(f.value, 0.0::double precision, 'should count who waits') from found as f
 where f.name = 'aquascene_newsletter_waiting_recipients';
select results_eq(
    $$ select f.name, f.labels, f.value::bigint from found as f
        where f.name ~ '(raw_queue|webhook|backup)' order by 1 $$,
    $$ select n.name, n.labels::jsonb, n.value
         from (select max(id) as id from ops.webhook_endpoints) as w
        cross join lateral (
              values ('aquascene_backup_age_seconds', '{"repository": "1"}', 1800::bigint),
                     ('aquascene_raw_queue_age_seconds', '{}', 120),
                     ('aquascene_raw_queue_items', '{}', 3),
                     ('aquascene_webhook_age_seconds', format('{"endpoint": "%s"}', w.id), 30)
              ) as n (name, labels, value)
        order by 1 $$,
    'should say how deep and how old queues are, and the backup');
select set_eq(
    $$ select f.name from found as f where f.value >= 0 and f.name ~ '(_id_age|_blocks_)' $$,
    $$ values ('aquascene_transaction_id_age'), ('aquascene_multixact_id_age'),
              ('aquascene_blocks_read_total'), ('aquascene_blocks_hit_total') $$,
    'should say what the server counts');
select is_empty(
    $$ select f.name from found as f group by f.name having count(distinct f.help) > 1 $$,
    'should have one help for a name');
select is_empty(
    $$ select f.name, f.help from found as f
        where f.name !~ '^aquascene_[a-z_]+[a-z]$' or f.help !~ '^[A-Z].*[.]$' $$,
    'should have names as Prometheus likes them, and help in sentences');
select is_empty(
    $$ select f.name from found as f where f.value is null $$, 'should have a value for each');
select is(count(*), count(distinct (f.name, f.labels)), 'should have no figure twice')
  from found as f;

select * from finish();
rollback;
