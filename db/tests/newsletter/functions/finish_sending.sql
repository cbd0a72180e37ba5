-- Test newsletter.finish_sending: ends an issue when nothing is left.
begin;
select plan(18);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table reader as
select test.subscriber() as id, i from generate_series(1, 3) as i;
create temp table issue as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from issue;
grant select on issue to aquascene_worker;

create function pg_temp.finish() returns text language sql as $function$
    select f.status from issue, newsletter.finish_sending(issue.id) as f
$function$;

set local role aquascene_worker;
select is(pg_temp.finish(), 'sending', 'should wait for who is not claimed');
reset role;
select is(count(*), 2::bigint, 'two are claimed') from newsletter.claim_batch('w1', 2);
select is(pg_temp.finish(), 'sending', 'should wait for the third');
select is(count(*), 1::bigint, 'the third is claimed') from newsletter.claim_batch('w1', 2);
select is(pg_temp.finish(), 'sending', 'should wait for what workers hold');

create function pg_temp.tell(i integer, refused jsonb) returns setof record language sql
as $function$
    select newsletter.acknowledge(
               d.batch_id, case when tell.refused is null then array[r.id] else '{}' end,
               case when tell.refused is null then '[]'
                    else jsonb_build_array(tell.refused || jsonb_build_object(
                             'subscriber_id', r.id)) end)
      from reader as r join newsletter.newsletter_deliveries as d on d.subscriber_id = r.id
     where r.i = tell.i;
$function$;
select pg_temp.tell(1, null);
select pg_temp.tell(2, '{"status": "deferred"}');
select test.travel_to('2031-01-01 11:00:00+00');
select is(pg_temp.finish(), 'sending', 'should wait for what is to be tried again');
select is(d.status, 'unknown', 'should call unknown what a worker held too long')
  from newsletter.newsletter_deliveries as d
  join reader as r on r.id = d.subscriber_id and r.i = 3;
select count(*) from newsletter.claim_batch('w1');
select pg_temp.tell(2, '{"status": "failed", "code": "5.7.1"}');
select is(pg_temp.finish(), 'sending', 'should wait until it is known of everybody');
select pg_temp.tell(3, '{"status": "failed", "code": "5.7.1"}');
select is(pg_temp.finish(), 'sent', 'should end when nobody is left');
select results_eq(
    $$ select sent_at, metrics from newsletter.newsletter_issues as i join issue using (id) $$,
    $$ values ('2031-01-01 11:00:00+00'::timestamptz,
               '{"sent": 1, "failed": 2, "skipped": 0, "unknown": 0}'::jsonb) $$,
    'should note when it ended, and how');
select results_eq(
    $$ select r.i, e.sent_count, e.last_sent_at
         from audience.subscriber_engagement as e join reader as r on r.id = e.subscriber_id $$,
    $$ values (1, 1, '2031-01-01 10:00:00+00'::timestamptz) $$,
    'should count the issue for who got it');
select is(pg_temp.finish(), 'sent', 'should do nothing the second time');
select is(sum(sent_count), 1::bigint, 'should count nothing twice')
  from audience.subscriber_engagement;

-- The next issue adds to what is there
update audience.subscriber_engagement set opened_count = 1, last_open_at = ops.now();
create temp table next as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from next;
delete from audience.subscribers where id = (select id from reader where i = 2);
select count(*) from (select newsletter.acknowledge(min(batch_id), array_agg(subscriber_id))
                        from newsletter.claim_batch('w1')) as a;
select is((newsletter.finish_sending(id)).metrics, '{"sent": 2, "failed": 0, "skipped": 1,
           "unknown": 0}'::jsonb, 'should count who was skipped')
  from next;
select results_eq(
    $$ select r.i, e.sent_count, e.last_sent_at, e.level
         from audience.subscriber_engagement as e join reader as r on r.id = e.subscriber_id
        order by r.i $$,
    $$ values (1, 2, '2031-01-01 11:00:00+00'::timestamptz, 'medium'),
              (3, 1, '2031-01-01 11:00:00+00', 'inactive') $$,
    'should add it to what each reader got before, and judge by both');

-- An issue whose end is noted late does not move the time back
create temp table belated as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from belated;
select count(*) from (select newsletter.acknowledge(min(batch_id), array_agg(subscriber_id))
                        from newsletter.claim_batch('w1')) as a;
update newsletter.newsletter_deliveries set sent_at = '2030-12-31Z'
 where issue_id = (select id from belated);
select newsletter.finish_sending(id) from belated;
select is(max(e.last_sent_at), '2031-01-01 11:00:00+00'::timestamptz, 'should keep the last time')
  from audience.subscriber_engagement as e;
select throws_ok(
    $$ select newsletter.finish_sending(test.issue('scheduled')) $$, '55000',
    'issue is scheduled, not sending', 'should refuse an issue that was not begun');
select throws_ok(
    $$ select newsletter.finish_sending(gen_random_uuid()) $$, 'P0002', null,
    'should refuse an issue that is not there');

select * from finish();
rollback;
