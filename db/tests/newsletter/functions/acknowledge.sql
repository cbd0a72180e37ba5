-- Test newsletter.acknowledge: what the mail server said.
begin;
select plan(18);

select test.travel_to('2031-01-01 10:00:00+00');
update ops.settings set value = '"10 minutes"' where key = 'newsletter.retry_delay';
update ops.settings set value = '3' where key = 'newsletter.max_attempts';

create temp table delivery as
select gen_random_uuid() as issue_id, gen_random_uuid() as subscriber_id, d.name, d.attempts,
    d.worker
  from (values ('taken', 1, 'w1'), ('refused', 1, 'w1'), ('later', 1, 'w1'), ('again', 2, 'w1'),
               ('last', 3, 'w1'), ('foreign', 1, 'w2')) as d (name, attempts, worker);
insert into newsletter.newsletter_deliveries (
    issue_date, issue_id, subscriber_id, status, attempts, claimed_by, lease_expires_at)
select '2031-01-01', issue_id, subscriber_id, 'sending', attempts, worker, ops.now()
  from delivery;
grant select on delivery to aquascene_worker;

create function pg_temp.results() returns jsonb language sql as $function$
    select jsonb_agg(jsonb_build_object(
               'issue_id', d.issue_id, 'issue_date', '2031-01-01',
               'subscriber_id', d.subscriber_id, 'status', r.status, 'error', r.error,
               'enhanced_code', r.code))
      from delivery as d
      join (values ('taken', 'sent', null, null), ('refused', 'failed', 'no such user', '5.1.1'),
                   ('later', 'deferred', 'greylisted', '4.7.1'), ('again', 'deferred', 'busy',
                       null),
                   ('last', 'deferred', 'still busy', null), ('foreign', 'sent', null, null))
           as r (name, status, error, code) using (name)
$function$;

set local role aquascene_worker;
select results_eq(
    $$ select status, recipients from newsletter.acknowledge('w1', pg_temp.results())
        order by status $$,
    $$ values ('deferred', 2::bigint), ('failed', 2), ('ignored', 1), ('sent', 1) $$,
    'should count recipients by the status they got');
reset role;

create temp view settled as
select e.name, d.* from newsletter.newsletter_deliveries as d join delivery as e
 using (issue_id, subscriber_id);
select results_eq(
    $$ select name, status from settled order by name $$,
    $$ values ('again', 'deferred'), ('foreign', 'sending'), ('last', 'failed'),
              ('later', 'deferred'), ('refused', 'failed'), ('taken', 'sent') $$,
    'should settle each, but for what another worker holds');
select results_eq(
    $$ select name, sent_at from settled where sent_at is not null $$,
    $$ values ('taken', '2031-01-01 10:00:00+00'::timestamptz) $$, 'should note when it was taken');
select results_eq(
    $$ select name, lease_expires_at from settled where status = 'deferred' order by name $$,
    $$ values ('again', '2031-01-01 10:20:00+00'::timestamptz),
              ('later', '2031-01-01 10:10:00+00') $$,
    'should wait twice as long with each try');
select is(count(*), 0::bigint, 'should leave no lease on what is settled')
  from settled where status in ('sent', 'failed') and lease_expires_at is not null;
select results_eq(
    $$ select error_code, error from settled where name = 'refused' $$,
    $$ values ('5.1.1', 'no such user') $$, 'should keep what the server said');
select results_eq(
    $$ select s.name, e.event_type, e.occurred_at, e.issue_id = s.issue_id
         from newsletter.email_events as e join settled as s using (subscriber_id) order by 1 $$,
    $$ values ('last', 'bounce', '2031-01-01 10:00:00+00'::timestamptz, true),
              ('refused', 'bounce', '2031-01-01 10:00:00+00', true) $$,
    'should record a bounce for each that failed');

-- Again
select results_eq(
    $$ select status, recipients from newsletter.acknowledge('w1', pg_temp.results()) $$,
    $$ values ('ignored', 6::bigint) $$, 'should ignore what is settled already');
select is(count(*), 2::bigint, 'should count no bounce twice') from newsletter.email_events;
select is(count(*), 0::bigint, 'should take an empty list')
  from newsletter.acknowledge('w1', '[]');

-- One key differs
select is((newsletter.acknowledge('w2', jsonb_build_array(jsonb_build_object(
           'issue_id', issue_id, 'issue_date', '2031-01-02', 'subscriber_id', subscriber_id,
           'status', 'sent')))).status,
    'ignored', 'should ignore a row of another day')
  from delivery where name = 'foreign';
select is((newsletter.acknowledge('w2', jsonb_build_array(jsonb_build_object(
           'issue_id', gen_random_uuid(), 'issue_date', '2031-01-01',
           'subscriber_id', subscriber_id, 'status', 'sent')))).status,
    'ignored', 'should ignore a row of another issue')
  from delivery where name = 'foreign';
select is((newsletter.acknowledge('w2', jsonb_build_array(jsonb_build_object(
           'issue_id', issue_id, 'issue_date', '2031-01-01',
           'subscriber_id', subscriber_id, 'status', 'sent')))).status,
    'sent', 'should take the row itself')
  from delivery where name = 'foreign';

-- Readers and issues crosswise
create temp table crossing as
select i.id as issue_id, s.id as subscriber_id, i.id = s.id as is_taken
  from (values ('00000000-0000-0000-0000-000000000001'::uuid),
               ('00000000-0000-0000-0000-000000000002')) as i (id),
       (values ('00000000-0000-0000-0000-000000000001'::uuid),
               ('00000000-0000-0000-0000-000000000002')) as s (id);
insert into newsletter.newsletter_deliveries (
    issue_date, issue_id, subscriber_id, status, claimed_by)
select '2031-01-01', issue_id, subscriber_id, 'sending', 'w1' from crossing;
select results_eq(
    format($$ select status, recipients from newsletter.acknowledge('w1', %L) $$, r.results),
    $$ values ('failed', 2::bigint), ('sent', 2) $$,
    'should tell apart two issues to each of two readers')
  from (select jsonb_agg(jsonb_build_object(
                   'issue_id', issue_id, 'issue_date', '2031-01-01',
                   'subscriber_id', subscriber_id,
                   'status', case when is_taken then 'sent' else 'failed' end)) as results
          from crossing) as r;

select throws_ok(
    format($$ select newsletter.acknowledge('w1', %L) $$, r.results), '22023', null,
    format('should refuse %s', coalesce(r.results, 'null')))
  from (values ('{}'), (null), ('[{"status": "lost"}]'), ('[{}]')) as r (results);

select * from finish();
rollback;
