-- Test analytics.system_health: one row for each check.
begin;
select plan(54);

select results_eq(
    $$ select test.columns('analytics.system_health') $$,
    $$ values ('check_name text'), ('status text'), ('value bigint'), ('detail text') $$,
    'should have these columns');
set local role aquascene_app;
select throws_ok(
    $$ select from analytics.system_health $$, '42501', null, 'the public edge may not read');
reset role;

set local role aquascene_reader;
select results_eq(
    $$ select check_name, status, value from analytics.system_health
        where check_name <> 'server: blocks read from disk' -- whatever it is
        order by check_name collate "C" $$,
    $$ values ('audit: entries not sealed', 'ok', 0::bigint),
              ('backups: too old, or failed', 'ok', 0),
              ('content: hours the queue waits', 'ok', 0),
              ('content: leases expired', 'ok', 0),
              ('content: raw items failed', 'ok', 0),
              ('events: open errors', 'ok', 0),
              ('events: roll-ups behind', 'ok', 0),
              ('jobs: last run failed', 'ok', 0),
              ('jobs: overdue', 'ok', 0),
              ('newsletter: accounts unbalanced', 'ok', 0),
              ('newsletter: leases expired', 'ok', 0),
              ('newsletter: recipients overdue', 'ok', 0),
              ('newsletter: recipients unknown', 'ok', 0),
              ('partitions: half detached', 'ok', 0),
              ('partitions: missing next month', 'ok', 0),
              ('partitions: months missing between', 'ok', 0),
              ('partitions: strays in default', 'ok', 0),
              ('scraping: jobs running for a day', 'ok', 0),
              ('scraping: targets paused after failures', 'ok', 0),
              ('server: archiving fails', 'ok', 0),
              ('server: connections nearly all used', 'ok', 0),
              ('server: constraints not validated', 'ok', 0),
              ('server: databases near wraparound', 'ok', 0),
              ('server: idle in a transaction', 'unknown', 0),
              ('server: invalid indexes', 'ok', 0),
              ('server: long transactions', 'unknown', 0),
              ('server: numbers running out', 'ok', 0),
              ('server: prepared transactions', 'ok', 0),
              ('server: replicas behind', 'unknown', 0),
              ('server: replication slots hold WAL', 'ok', 0),
              ('server: tables with many dead rows', 'ok', 0),
              ('server: triggers switched off', 'ok', 0),
              ('server: waiting for a lock', 'unknown', 0),
              ('webhooks: endpoints behind', 'ok', 0),
              ('webhooks: endpoints disabled by failures', 'ok', 0),
              ('webhooks: events given up', 'ok', 0) $$,
    'should find a fresh deploy well');
select is_empty(
    $$ select from analytics.system_health where coalesce(detail, '') !~ '\w+ \w+' $$,
    'should say of each check what to do');
reset role;

-- What is just well enough
delete from ops.scheduled_jobs;
create temp table seen as
select check_name, status, value from analytics.system_health where false;
create function pg_temp.ill() returns setof seen language sql as $function$
    select h.check_name, h.status, h.value from analytics.system_health as h
     where (h.status <> 'ok' or h.value <> 0)
       and h.check_name <> 'server: blocks read from disk'
     order by h.check_name collate "C"
$function$;
select test.travel_to(now());
select test.raw(status => s.status)
  from unnest('{pending,completed,skipped}'::text[]) as s (status);
select test.raw(held_by => 'w1', lease => '1 us');
create temp table target as select test.target(n.name) as name
  from unnest('{one,two,three}'::text[]) as n (name);
insert into scraping.scraping_jobs (target_id, status, updated_at)
select t.id, j.status, ops.now() - j.age
  from scraping.scraper_targets as t
  join (values ('one', 'running', interval '1 day'), ('two', 'pending', '2 days'),
               ('three', 'completed', '2 days')) as j (name, status, age) using (name);
insert into audit.system_events (event_type, event_name, severity, occurred_at, resolved_at)
values ('test', 'warned', 'warning', now(), null), ('test', 'mended', 'error', now(), now());
create temp table issue as
select test.issue('sending') as sending, test.issue('sent') as sent, test.issue('sending') as empty;
insert into newsletter.newsletter_chunks (issue_id, due_at, subscriber_ids, claimed_count)
select i.id, now(), array[gen_random_uuid()], i.claimed
  from issue, lateral (values (sending, 0), (sent, 1)) as i (id, claimed);
select is_empty(
    $$ select pg_temp.ill() $$, 'should be content with work in progress, and with what is over');

-- One fault for each check, or two
insert into analytics.system_metrics (service_name, metric_name, metric_value, date_bucket)
values ('a', 'b', 1, '1999-01-01'), ('a', 'b', 1, '1999-01-02');
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('partitions: strays in default', 'warning', 2::bigint) $$,
    'should warn of rows that no partition took');
delete from analytics.system_metrics;

select test.raw(status => 'failed');
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('content: raw items failed', 'warning', 1::bigint) $$,
    'should warn of raw items that failed');
delete from content.raw_content where processing_status = 'failed';
select is_empty($$ select from pg_temp.ill() $$, 'but not when they are dealt with');

update content.raw_leases set expires_at = ops.now();
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('content: leases expired', 'warning', 1::bigint) $$,
    'should warn of raw items of dead workers');
delete from content.raw_leases;
delete from content.raw_content;

insert into scraping.scraping_jobs (target_id, status, updated_at)
select id, 'running', ops.now() - interval '1 day 1 us'
  from scraping.scraper_targets where name = 'three';
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('scraping: jobs running for a day', 'warning', 1::bigint) $$,
    'should warn of jobs that nobody works on');
delete from scraping.scraping_jobs;
update scraping.scraper_targets
   set is_active = false, failure_count = case name when 'one' then 5 else 0 end;
select results_eq(
    $$ select * from pg_temp.ill() $$,
    $$ values ('scraping: targets paused after failures', 'warning', 1::bigint) $$,
    'should warn of a target that was paused because it failed, not of one that a person paused');
update scraping.scraper_targets set failure_count = 0;

update newsletter.newsletter_issues set issue_date = (ops.now() at time zone 'UTC')::date;
insert into newsletter.newsletter_deliveries (issue_date, issue_id, subscriber_id, status)
select i.issue_date, i.id, c.subscriber_ids[1], 'unknown'
  from newsletter.newsletter_issues as i
  join newsletter.newsletter_chunks as c on c.issue_id = i.id;
insert into newsletter.newsletter_batches (
    issue_id, chunk_id, worker, subscriber_ids, open_count, expires_at, expired_at)
select c.issue_id, c.id, 'w', c.subscriber_ids || gen_random_uuid(), 1, now() + interval '1 us',
       case when c.issue_id = (select sending from issue) then now() end
  from newsletter.newsletter_chunks as c;
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('newsletter: recipients unknown', 'warning', 1::bigint) $$,
    'should warn of recipients whose worker died');
update newsletter.newsletter_deliveries set status = 'deferred';
select is_empty($$ select from pg_temp.ill() $$, 'but not when it is decided of them');
update newsletter.newsletter_batches set expires_at = now(), open_count = 2;
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('newsletter: leases expired', 'warning', 2::bigint) $$,
    'should warn of recipients whose lease ran out, and nobody saw it');
update newsletter.newsletter_batches set expired_at = now();
update newsletter.newsletter_chunks set due_at = ops.now() - interval '1 hour 1 us';
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('newsletter: recipients overdue', 'warning', 1::bigint) $$,
    'should warn of recipients whom nobody takes, of issues that are being sent');
delete from newsletter.newsletter_batches;
delete from newsletter.newsletter_deliveries;
delete from newsletter.newsletter_chunks;

update newsletter.newsletter_issues as i
   set recipient_count = 4, metrics = '{"sent": 1, "failed": 1, "skipped": 1, "unknown": 1}'
 where i.id = (select sent from issue);
select is_empty($$ select from pg_temp.ill() $$, 'should be content with an issue that all got');
update newsletter.newsletter_issues as i set recipient_count = 5
 where i.id = (select sent from issue);
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('newsletter: accounts unbalanced', 'critical', 1::bigint) $$,
    'should be alarmed at a recipient who is lost');
update newsletter.newsletter_issues as i set recipient_count = 4
 where i.id = (select sent from issue);

insert into ops.rollup_watermarks (name, rolled_up_at)
values ('late', ops.now() - interval '1 hour 1 us'), ('in time', ops.now() - interval '1 hour');
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('events: roll-ups behind', 'warning', 1::bigint) $$,
    'should warn of a roll-up that did not run');
select ops.set_setting('health.late', '"2 hours"');
select is_empty($$ select from pg_temp.ill() $$, 'but not when an operator gives it more time');
select ops.set_setting('health.late', '"1 hour"');
delete from ops.rollup_watermarks;

insert into audit.system_events (event_type, event_name, severity)
values ('test', 'broke', 'error'), ('test', 'exploded', 'critical');
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('events: open errors', 'critical', 2::bigint) $$,
    'should be alarmed at errors that nobody resolved');
delete from audit.system_events;

insert into ops.scheduled_jobs (name, description, schedule, kind, command)
values ('a', 'Test.', '* * * * *', 'sql', 'select 1');
insert into ops.job_runs (job_name, due_at, started_at, finished_at, status)
values ('a', now() - interval '2 minutes', now() - interval '1 s', now(), 'succeeded'),
       ('a', now() - interval '1 minute', now(), now(), 'lost');
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('jobs: last run failed', 'warning', 1::bigint) $$,
    'should warn of a job whose last run was lost');
insert into ops.job_runs (job_name, due_at, started_at, finished_at, status)
select 'a', now() - interval '1 minute', now() + interval '1 s', now() + interval '1 s',
       'succeeded';
select is_empty($$ select from pg_temp.ill() $$, 'but not when a later try went well');
delete from ops.job_runs;

insert into ops.webhook_endpoints (url, secret) values ('https://example.com', '');
insert into ops.outbox (topic, created_at)
values ('a.b', ops.now() - interval '1 hour 1 second'), ('a.b', ops.now());
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('webhooks: endpoints behind', 'warning', 1::bigint) $$,
    'should warn of an endpoint that was not told for an hour');
update ops.webhook_endpoints set is_enabled = false, first_failed_at = now();
insert into ops.webhook_failures select id, 1, 'a.b', 1, 'x', now() from ops.webhook_endpoints;
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() $$,
    $$ values ('webhooks: endpoints disabled by failures', 'warning', 1::bigint),
              ('webhooks: events given up', 'warning', 1) $$,
    'should warn of endpoints that failed, and of what they never took');
delete from ops.webhook_endpoints;
delete from ops.scheduled_jobs;

select test.travel_to('2099-01-15 00:00:00+00');
select results_eq(
    $$ select check_name, status, value from pg_temp.ill() as h
        where h.check_name ~ '^part' $$,
    $$ select 'partitions: missing next month', 'critical', count(*) from ops.partition_policies $$,
    'should be alarmed at tables without a partition for next month');
select ops.create_monthly_partition('analytics.system_metrics', '2099-01-01'),
       ops.create_monthly_partition('analytics.content_metrics', '2099-02-01'),
       ops.create_monthly_partition('analytics.newsletter_metrics', '2099-03-01');
select results_eq(
    $$ select value from pg_temp.ill() where check_name = 'partitions: missing next month' $$,
    $$ select count(*) - 1 from ops.partition_policies $$,
    'should look for the next month, neither this nor the one after');
select test.travel_to('2099-01-01 00:00:00+00');
select results_eq(
    $$ select value from pg_temp.ill() where check_name = 'partitions: missing next month' $$,
    $$ select count(*) - 1 from ops.partition_policies $$, 'should do so on the first of a month');
select test.travel_to('2098-12-31 23:59:59+00');
select results_eq(
    $$ select value from pg_temp.ill() where check_name = 'partitions: missing next month' $$,
    $$ select count(*) - 1 from ops.partition_policies $$, 'should do so on the last of a month');

select results_eq(
    $$ select check_name, status, value from pg_temp.ill()
        where check_name = 'partitions: months missing between' $$,
    $$ values ('partitions: months missing between', 'warning', 3::bigint) $$,
    'should warn of gaps');

-- The server: what needs others, or a server of its own, is in python/tests/test_health.py
create function pg_temp.ill_server() returns setof seen language sql as $function$
    select h.check_name, h.status, h.value from pg_temp.ill() as h
     where h.check_name ~ '^(server|partitions: half)'
$function$;
create table public.gone (id integer constraint gone_key unique);
update pg_index set indisvalid = false where indexrelid = 'public.gone_key'::regclass;
select results_eq(
    $$ select check_name, status, value from pg_temp.ill_server() $$,
    $$ values ('server: invalid indexes', 'warning', 1::bigint) $$,
    'should warn of indexes that queries do not use');
drop table public.gone;
create sequence public.short maxvalue 10;
select setval('public.short', 8);
select is_empty($$ select from pg_temp.ill_server() $$, 'eight of ten numbers are few enough');
select setval('public.short', 9);
select results_eq(
    $$ select check_name, status, value from pg_temp.ill_server() $$,
    $$ values ('server: numbers running out', 'critical', 1::bigint) $$,
    'should be alarmed at a sequence that is nearly used up');
alter sequence public.short cycle;
select is_empty($$ select from pg_temp.ill_server() $$, 'but not at one that begins again');
drop sequence public.short;
alter table ops.settings disable trigger updated_at;
select results_eq(
    $$ select check_name, status, value from pg_temp.ill_server() $$,
    $$ values ('server: triggers switched off', 'critical', 1::bigint) $$,
    'should be alarmed at a trigger that does not run');
alter table ops.settings enable trigger updated_at;
create table public.loose (id integer);
alter table public.loose add constraint loose_id check (id > 0) not valid;
select results_eq(
    $$ select check_name, status, value from pg_temp.ill_server() $$,
    $$ values ('server: constraints not validated', 'warning', 1::bigint) $$,
    'should warn of a constraint that old rows may not obey');
alter table public.loose validate constraint loose_id;
update pg_inherits set inhdetachpending = true
 where inhrelid = 'analytics.system_metrics_2099_01'::regclass;
select results_eq(
    $$ select check_name, status, value from pg_temp.ill_server() $$,
    $$ values ('partitions: half detached', 'warning', 1::bigint) $$,
    'should warn of a partition that queries leave out');
update pg_inherits set inhdetachpending = false where inhdetachpending;
select ops.set_setting('health.wraparound_age', '-1');
select results_eq(
    $$ select check_name, status, value > 0 from pg_temp.ill_server() $$,
    $$ values ('server: databases near wraparound', 'critical', true) $$,
    'should be alarmed at databases of old transactions');
select ops.set_setting('health.wraparound_age', '1000000000');
select ops.set_setting('health.transaction_age', '"0"');
select results_eq(
    $$ select check_name, status, value > 0 from pg_temp.ill_server() $$,
    $$ values ('server: long transactions', 'warning', true) $$,
    'should warn of transactions that are open for long, such as this');
select ops.set_setting('health.transaction_age', '"1 hour"');
select is_empty($$ select from pg_temp.ill_server() $$, 'should be content when all is mended');
select ops.set_setting('health.read_blocks', '0'), ops.set_setting('health.read_percent', '0');
select is(h.status, 'warning', 'should warn of blocks that are not found in memory')
  from analytics.system_health as h where h.check_name = 'server: blocks read from disk';
select ops.set_setting('health.read_percent', '101');
select is(h.status, 'ok', 'but not when an operator allows it')
  from analytics.system_health as h where h.check_name = 'server: blocks read from disk';
select throws_ok(
    $$ select ops.set_setting('health.late', '"soon"') $$, '22007', null,
    'should keep out what it could not read');
select throws_ok(
    $$ select ops.set_setting('health.late', '"-1 hour"') $$, '22023', null,
    'should keep out what makes no sense');

-- The queues and the jobs
select test.travel_to('2031-03-15 12:00+00');
select ops.set_job('late', '0 13 * * *', 'select 1', 'd');
insert into ops.backups (repository, backup_type, label, started_at, finished_at)
values (1, 'full', 'a', '2031-03-15 11:00+00', '2031-03-15 12:00+00');
select test.travel_to('2031-03-15 14:00+00');
select results_eq(
    $$ select h.status from analytics.system_health as h
        where h.check_name in ('jobs: overdue', 'backups: too old, or failed') $$,
    $$ values ('ok'), ('ok') $$, 'should wait an hour for a job, and a day for a backup');
select test.travel_to('2031-03-15 14:00:01+00');
select results_eq(
    $$ select h.check_name, h.status, h.value from analytics.system_health as h
        where h.check_name in ('jobs: overdue', 'backups: too old, or failed') order by 1 $$,
    $$ values ('backups: too old, or failed', 'ok', 0::bigint),
              ('jobs: overdue', 'critical', 1) $$, 'should be alarmed at a job that is not run');
update ops.job_states
   set run_id = gen_random_uuid(), run_started_at = '2031-03-15 13:00+00', backend_pid = 1,
       expires_at = '2031-03-15 13:00:01+00';
select is(h.status, 'ok', 'should give a worker time to come back')
  from analytics.system_health as h where h.check_name = 'jobs: overdue';
update ops.job_states set expires_at = '2031-03-15 13:00+00';
select is(h.status, 'critical', 'should be alarmed at a job whose worker died')
  from analytics.system_health as h where h.check_name = 'jobs: overdue';
update ops.job_states
   set run_id = null, run_started_at = null, backend_pid = null, expires_at = null,
       next_due_at = '2031-03-16 13:00+00';
select is(h.status, 'ok', 'but not when it was done')
  from analytics.system_health as h where h.check_name = 'jobs: overdue';
select test.raw();
select test.travel_to('2031-03-16 14:00:01+00');
update content.raw_queue set next_attempt_at = '2031-03-15 14:00:01+00';
select results_eq(
    $$ select h.check_name, h.status, h.value from analytics.system_health as h
        where h.check_name in ('content: hours the queue waits', 'backups: too old, or failed')
        order by 1 $$,
    $$ values ('backups: too old, or failed', 'critical', 1::bigint),
              ('content: hours the queue waits', 'warning', 24) $$,
    'should be alarmed at a backup that is a day old, and see that the queue waits');
update ops.backups set finished_at = ops.now(), error = 'no room', label = null;
select is((select h.status from analytics.system_health as h
            where h.check_name = 'backups: too old, or failed'), 'critical',
          'should be alarmed at a backup that failed');


-- The audit log
select test.travel_to(max(a.changed_at) + interval '1 hour') from audit.audit_log as a;
select cmp_ok(count(*), '>', 0::bigint, 'there are entries without a seal')
  from audit.audit_log as a
 where a.xid >= coalesce((select h.xid_below from audit.chain_heads as h), 0);
select test.travel_to(min(a.changed_at) + interval '1 hour') from audit.audit_log as a;
select is((select h.status from analytics.system_health as h
            where h.check_name = 'audit: entries not sealed'), 'ok',
          'should give the seals an hour');
select test.travel_to(max(a.changed_at) + interval '1 hour 1 us') from audit.audit_log as a;
select is((select h.status from analytics.system_health as h
            where h.check_name = 'audit: entries not sealed'), 'warning',
          'should warn of entries that are not sealed');

-- What may be many is counted to a limit
insert into audit.system_events (event_type, event_name, severity)
select 'test', 'broke', 'error' from generate_series(1, 10002);
select is(h.value, 10000::bigint, 'should not count all there is')
  from pg_temp.ill() as h where h.check_name = 'events: open errors';

select * from finish();
rollback;
