-- Test newsletter.release_expired_leases and resolve_unknown: what a dead worker held is unknown.
begin;
select plan(25);

select test.travel_to('2031-01-01 10:00:00+00');
select test.subscriber() from generate_series(1, 6);
create temp table issue as select test.issue('scheduled') as id;
grant select on issue to aquascene_worker, aquascene_editor;
select newsletter.begin_sending(id) from issue;
create temp table dead as select * from newsletter.claim_batch('dead', 2, '1 minute');
create temp table alive as select * from newsletter.claim_batch('alive', 2, '1 minute 1 second');
create temp table late as select * from newsletter.claim_batch('late', 2, '1 minute');
grant select on dead, late to aquascene_worker;
create function pg_temp.accounts() returns text language sql as $function$
    select format('%s sending, %s sent, %s deferred, %s unknown, %s', a.sending, a.sent, a.deferred,
                  a.unknown, a.balanced)
      from newsletter.delivery_accounting as a join issue on issue.id = a.issue_id;
$function$;

-- Of the dead worker one is settled already
select count(*)
  from (select newsletter.acknowledge(batch_id, array[subscriber_id])
          from dead order by subscriber_id limit 1) as a;
set local role aquascene_editor;
select throws_ok($$ select newsletter.release_expired_leases() $$, '42501', null,
                 'an editor may not');
reset role;
set local role aquascene_worker;
select is(newsletter.release_expired_leases(), 0::bigint, 'should find nothing at first');
reset role;
select test.travel_to('2031-01-01 10:01:00+00');
set local role aquascene_worker;
select is(newsletter.release_expired_leases(), 3::bigint, 'should count who was held too long');
select is(newsletter.release_expired_leases(), 0::bigint, 'should find nothing the second time');
reset role;
select is(pg_temp.accounts(), '2 sending, 1 sent, 0 deferred, 3 unknown, t', 'should call them so');
select results_eq(
    $$ select d.error from newsletter.newsletter_deliveries as d where d.status = 'unknown'
        order by 1 $$,
    $$ values ('worker dead did not tell'), ('worker late did not tell'),
              ('worker late did not tell') $$, 'should say why');
select results_eq(
    $$ select severity, event_data ->> 'worker', event_data ->> 'recipients'
         from audit.system_events where event_name = 'recipients_unknown' order by 2 $$,
    $$ values ('warning'::varchar, 'dead', '1'), ('warning', 'late', '2') $$,
    'should raise an event');

-- A worker that was only slow may still tell
set local role aquascene_worker;
select results_eq(
    format($$ select * from newsletter.acknowledge(%s, %L) $$, min(batch_id),
           array_agg(subscriber_id)),
    $$ values ('sent', 2::bigint) $$, 'should take what it knows')
  from pg_temp.late;
reset role;
select is(pg_temp.accounts(), '2 sending, 3 sent, 0 deferred, 1 unknown, t', 'and settle them');
select is((newsletter.finish_sending(id)).status, 'sending', 'should not end with who is unknown')
  from issue;

-- A person decides
set local role aquascene_editor;
select throws_ok(
    format('select newsletter.resolve_unknown(%L, %L)', id, 'resend'), '28000', null,
    'should refuse nobody') from issue;
reset role;
select test.act_as('analyst');
set local role aquascene_editor;
select throws_ok(
    format('select newsletter.resolve_unknown(%L, %L)', id, 'resend'), '42501', null,
    'should refuse who may not') from issue;
reset role;
select test.act_as('editor');
set local role aquascene_editor;
select throws_ok(
    format('select newsletter.resolve_unknown(%L, %L)', c.id, c.policy), c.state, null,
    format('should refuse %s', c.what))
  from (select issue.id, 'keep' as policy, '22023' as state, 'a strange policy' as what from issue
         union all
        select issue.id, null, '22023', 'no policy' from issue
         union all
        select gen_random_uuid(), 'resend', 'P0002', 'no issue') as c;
select is(newsletter.resolve_unknown(id, 'resend'), 1::bigint, 'should send again') from issue;
select is(newsletter.resolve_unknown(id, 'resend'), 0::bigint, 'once') from issue;
reset role;
select is(pg_temp.accounts(), '2 sending, 3 sent, 1 deferred, 0 unknown, t',
          'should wait to be sent again');
create temp table again as select * from newsletter.claim_batch('next', 10);
select results_eq(
    $$ select a.subscriber_id, a.message_id from again as a $$,
    $$ select d.subscriber_id, d.message_id from dead as d order by d.subscriber_id offset 1 $$,
    'should hand them out, under the same Message-ID');
select results_eq(
    format($$ select * from newsletter.acknowledge(%s, %L) $$, min(batch_id),
           array_agg(subscriber_id)),
    $$ values ('ignored', 2::bigint) $$, 'should believe the first worker no more')
  from pg_temp.dead;

-- Policies of the issue
update newsletter.newsletter_issues set unknown_policy = 'assume_sent';
select test.travel_to('2031-01-01 10:02:00+00');
select is(newsletter.release_expired_leases(), 2::bigint, 'should release those of alive');
select is(pg_temp.accounts(), '1 sending, 5 sent, 0 deferred, 0 unknown, t',
          'should take them for sent by assume_sent');
update newsletter.newsletter_issues set unknown_policy = 'resend';
select test.travel_to('2031-01-01 11:00:00+00');
select is(newsletter.release_expired_leases(), 1::bigint, 'should release that of next');
select is(pg_temp.accounts(), '0 sending, 5 sent, 1 deferred, 0 unknown, t',
          'should send again by resend');
update newsletter.newsletter_issues set status = 'failed';
select throws_ok(
    format('select newsletter.resolve_unknown(%L, %L)', id, 'resend'), '55000', null,
    'should refuse an issue that is not being sent') from issue;

select * from finish();
rollback;
