-- Test newsletter.acknowledge: what the mail server said.
begin;
select plan(32);

select test.travel_to('2031-01-01 10:00:00+00');
update ops.settings set value = '"10 minutes"' where key = 'newsletter.retry_delay';
update ops.settings set value = '3' where key = 'newsletter.max_attempts';
create temp table reader as
select name, test.subscriber(name || '@example.com') as id
  from unnest('{taken,refused,policy,full,later,again,last,back}'::text[]) as name;
create temp table issue as select test.issue('scheduled') as id;
grant select on reader, issue to aquascene_worker;
select newsletter.begin_sending(id) from issue;
create temp table batch as select * from newsletter.claim_batch('w1', 100);
grant select on batch to aquascene_worker;
update newsletter.newsletter_deliveries as d set attempts = c.attempts
  from (values ('again', 2), ('last', 3)) as c (name, attempts) join reader as r using (name)
 where d.subscriber_id = r.id;

create function pg_temp.refused() returns jsonb language sql as $function$
    select jsonb_agg(jsonb_build_object('subscriber_id', r.id, 'status', a.status,
                                        'error', a.error, 'code', a.code))
      from reader as r
      join (values ('refused', 'failed', 'no such user', '5.1.1'),
                   ('policy', 'failed', 'looks like spam', '5.7.1'),
                   ('full', 'failed', 'mailbox full', '5.2.2'),
                   ('later', 'deferred', 'greylisted', '4.7.1'),
                   ('again', 'deferred', 'busy', null),
                   ('last', 'deferred', 'still busy', null), ('back', 'released', null, null))
           as a (name, status, error, code) using (name);
$function$;
create function pg_temp.acknowledge() returns table (status text, recipients bigint)
language sql as $function$
    select a.*
      from newsletter.acknowledge((select max(batch_id) from batch),
                                  array(select id from reader where name = 'taken'),
                                  pg_temp.refused()) as a;
$function$;

set local role aquascene_editor;
select throws_ok($$ select newsletter.acknowledge(1) $$, '42501', null, 'an editor may not');
reset role;
set local role aquascene_worker;
select throws_ok(
    format($$ select newsletter.acknowledge(1, refused => %L) $$, r.refused), '22023', null,
    format('should refuse %s', coalesce(r.refused, 'null')))
  from (values ('{}'), (null), ('[{"status": "lost"}]'), ('[{}]'), ('[1]')) as r (refused);
select is_empty($$ select * from newsletter.acknowledge((select max(batch_id) from batch)) $$,
                'should take that nothing is told');
select results_eq(
    $$ select * from pg_temp.acknowledge() $$,
    $$ values ('deferred', 2::bigint), ('failed', 4), ('released', 1), ('sent', 1) $$,
    'should count recipients by what became of them');
reset role;

create temp view settled as
select r.name, d.* from newsletter.newsletter_deliveries as d join reader as r
    on r.id = d.subscriber_id;
select results_eq(
    $$ select name, status, attempts::integer, sent_at, error_code, error
         from settled order by name $$,
    $$ values ('again', 'deferred', 2, null::timestamptz, null::text, 'busy'),
              ('back', 'deferred', 0, null, null, null),
              ('full', 'failed', 1, null, '5.2.2', 'mailbox full'),
              ('last', 'failed', 3, null, null, 'still busy'),
              ('later', 'deferred', 1, null, '4.7.1', 'greylisted'),
              ('policy', 'failed', 1, null, '5.7.1', 'looks like spam'),
              ('refused', 'failed', 1, null, '5.1.1', 'no such user'),
              ('taken', 'sent', 1, '2031-01-01 10:00:00+00', null, null) $$,
    'should settle each');
select results_eq(
    $$ select c.due_at, r.name
         from newsletter.newsletter_chunks as c
        cross join lateral unnest(c.subscriber_ids) as u (id)
         join reader as r on r.id = u.id
        where c.is_retry order by c.due_at $$,
    $$ values ('2031-01-01 10:00:00+00'::timestamptz, 'back'),
              ('2031-01-01 10:10:00+00', 'later'), ('2031-01-01 10:20:00+00', 'again') $$,
    'should wait twice as long with each try; who was not tried, not at all');
select is_empty($$ select * from newsletter.newsletter_batches $$,
                'should end the batch when all is told');
select results_eq(
    $$ select sent_count, failed_count from newsletter.newsletter_chunks where not is_retry $$,
    $$ values (1, 4) $$, 'should count in the chunk');
select results_eq(
    $$ select r.name, e.event_type, e.occurred_at, e.issue_id = i.id
         from newsletter.email_events as e join reader as r on r.id = e.subscriber_id, issue as i
        order by 1 $$,
    $$ values ('full', 'bounce', '2031-01-01 10:00:00+00'::timestamptz, true),
              ('last', 'bounce', '2031-01-01 10:00:00+00', true),
              ('policy', 'bounce', '2031-01-01 10:00:00+00', true),
              ('refused', 'bounce', '2031-01-01 10:00:00+00', true) $$,
    'should record a bounce for each that failed');
select results_eq(
    $$ select r.name, b.kind, b.code, s.status, audience._is_suppressed(s.email)
         from audience.bounces as b join reader as r on r.id = b.subscriber_id
         join audience.subscribers as s on s.id = r.id order by 1 $$,
    $$ values ('full', 'soft', '5.2.2', 'active'::varchar, false),
              ('last', 'soft', null, 'active', false),
              ('refused', 'hard', '5.1.1', 'bounced', true) $$,
    'should tell the audience; what a policy refuses is no fault of the address');
select results_eq(
    $$ select * from pg_temp.acknowledge() $$, $$ values ('ignored', 8::bigint) $$,
    'should ignore what is settled already');
select is(count(*), 4::bigint, 'should count no bounce twice') from newsletter.email_events;

-- In parts, twice, and of somebody else
select test.travel_to('2031-01-01 11:00:00+00');
create temp table second as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from second;
update newsletter.newsletter_chunks set claimed_count = size
 where issue_id <> (select id from second);
create temp table one as select * from newsletter.claim_batch('w1', 3);
create temp table two as select * from newsletter.claim_batch('w2', 3);
select results_eq(
    format('select * from newsletter.acknowledge(%s, %L)', min(batch_id),
           array(select subscriber_id from two)),
    $$ values ('ignored', 3::bigint) $$, 'should ignore what another worker holds')
  from one;
select results_eq(
    format('select * from newsletter.acknowledge(%s, %L)', min(batch_id),
           array[min(subscriber_id::text), min(subscriber_id::text)]),
    $$ values ('ignored', 1::bigint), ('sent', 1) $$, 'should count who is told twice once')
  from one;
select is(open_count, 2, 'should keep the rest of the batch')
  from newsletter.newsletter_batches where id = (select min(batch_id) from one);
select results_eq(
    format('select * from newsletter.acknowledge(%s, %L)', min(batch_id), array_agg(subscriber_id)),
    $$ values ('ignored', 1::bigint), ('sent', 2) $$, 'should take the rest')
  from one;
select is_empty(
    $$ select from newsletter.newsletter_batches where id = (select min(batch_id) from one) $$,
    'should end the batch then');
select results_eq(
    format('select * from newsletter.acknowledge(%s, refused => %L)', min(batch_id),
           jsonb_agg(jsonb_build_object('subscriber_id', subscriber_id, 'status', 'deferred'))),
    $$ values ('deferred', 3::bigint) $$, 'should take a batch of which all are deferred')
  from two;
select results_eq(
    $$ select cardinality(subscriber_ids), due_at from newsletter.newsletter_chunks
        where is_retry and issue_id = (select id from second) $$,
    $$ values (3, '2031-01-01 11:10:00+00'::timestamptz) $$, 'should try them together again');

-- An issue of which too much is refused is paused
update ops.settings set value = '4' where key = 'newsletter.failure_sample';
update ops.settings set value = '0.25' where key = 'newsletter.max_failure_ratio';
create temp table third as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from third;
update newsletter.newsletter_chunks set claimed_count = size
 where issue_id <> (select id from third);
create temp table many as
select c.*, row_number() over (order by c.subscriber_id) as n
  from newsletter.claim_batch('w1', 100) as c;
create function pg_temp.tell(n bigint, status text) returns boolean language sql as $function$
    select newsletter.acknowledge(
               m.batch_id, case tell.status when 'sent' then array[m.subscriber_id] else '{}' end,
               case tell.status when 'sent' then '[]'
                    else jsonb_build_array(jsonb_build_object(
                             'subscriber_id', m.subscriber_id, 'status', tell.status,
                             'code', '5.7.1')) end)
      from many as m where m.n = tell.n;
    select i.paused_at is not null from newsletter.newsletter_issues as i
     where i.id = (select id from third);
$function$;
select is(pg_temp.tell(1, 'failed'), false, 'should not judge by one');
select is(pg_temp.tell(2, 'sent'), false, 'nor by two');
select is(pg_temp.tell(3, 'sent'), false, 'nor by three');
select is(pg_temp.tell(4, 'sent'), false, 'should bear the ratio itself');
select is(pg_temp.tell(5, 'failed'), true, 'should pause above it');
select results_eq(
    $$ select pause_reason from newsletter.newsletter_issues where paused_at is not null $$,
    $$ values ('2 of 5 messages were refused') $$, 'should say why');
select is(event_data ->> 'failed', '2', 'should raise an event') from audit.system_events
 where event_name = 'issue_paused' and severity = 'error';
select is(pg_temp.tell(6, 'failed'), true, 'should take what workers hold all the same');
select is(count(*), 1::bigint, 'should raise the event once') from audit.system_events
 where event_name = 'issue_paused';

select * from finish();
rollback;
