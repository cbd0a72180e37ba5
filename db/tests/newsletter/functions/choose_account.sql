-- Test newsletter.choose_account, suspend_account, limits of accounts and of domains in claims.
begin;
select plan(42);

select test.travel_to('2031-01-01 10:00:00+00');
select throws_ok(
    format('set local role %I; select newsletter.%s', r.name, c.call), '42501', null,
    format('%s may not: %s', r.name, c.call))
  from (values ('aquascene_app'), ('aquascene_editor')) as r (name)
 cross join (values ($$choose_account()$$), ($$suspend_account('a', 'x')$$)) as c (call);
set local role aquascene_worker;
select is_empty($$ select newsletter.choose_account() $$, 'should be none without an account');
select throws_ok($$ select newsletter.suspend_account('none', 'x') $$, 'P0002', null,
                 'should suspend no account that is none');
reset role;

-- Ten at example.org, ten at example.com
create temp table reader as
select test.subscriber('r' || i || case i % 2 when 0 then '@example.com' else '@example.org' end)
           as id, i
  from generate_series(1, 20) as i;
create temp table issue as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from issue;

select newsletter.set_smtp_account('big', 'smtp://big.example.net', 3);
select newsletter.set_smtp_account('small', 'smtp://small.example.net', 1);
select newsletter.set_smtp_account('off', 'smtp://off.example.net', 9, false);
create function pg_temp.chosen() returns text language sql as $function$
    select c.name || case when c.wait > '0' then ' in ' || c.wait::text else '' end
      from newsletter.choose_account() as c;
$function$;
select is(pg_temp.chosen(), 'big', 'should choose one');
set local role aquascene_worker;
select is(count(*), 3::bigint, 'which is given messages')
  from newsletter.claim_batch('w', 3, account => 'big');
reset role;
select is(account, 'big', 'the batch should name it') from newsletter.newsletter_batches;
select results_eq(
    $$ select account, started_at, claimed_count from newsletter.sending_hours $$,
    $$ values ('big'::varchar, '2031-01-01 10:00:00+00'::timestamptz, 3::bigint) $$,
    'should be counted');
select is(pg_temp.chosen(), 'small', 'should choose the one that is behind');
select count(*) from newsletter.claim_batch('w', 1, account => 'small');
select is(pg_temp.chosen(), 'big', 'should follow the weights');
select throws_ok($$ select newsletter.claim_batch('w', 1, account => 'none') $$, 'P0002', null,
                 'should refuse an account that is none');
select is(count(*), 0::bigint, 'should give nothing to one that is not active')
  from newsletter.claim_batch('w', 1, account => 'off');

-- Suspended: a minute, then two, at most an hour
select is(newsletter.suspend_account('big', 'refused'), '2031-01-01 10:01:00+00'::timestamptz,
          'should suspend for a minute');
select is(newsletter.suspend_account('big', 'too'), '2031-01-01 10:01:00+00'::timestamptz,
          'those who notice it at once should count as one');
select is(pg_temp.chosen(), 'small', 'should fail over');
select is(count(*), 0::bigint, 'should give nothing to one that is suspended')
  from newsletter.claim_batch('w', 1, account => 'big');
select newsletter.suspend_account('small', 'refused');
select is(pg_temp.chosen(), 'big in 00:01:00', 'should tell when the first is to be tried');
select is(error, 'refused', 'should tell why') from newsletter.choose_account();
select is(count(*), 2::bigint, 'should be events') from audit.system_events
 where event_name = 'account_suspended';
select test.travel_to('2031-01-01 10:01:00+00');
select is(newsletter.suspend_account('big', 'again'), '2031-01-01 10:03:00+00'::timestamptz,
          'should suspend for twice as long');
update newsletter.smtp_accounts set failure_count = 40, retry_at = ops.now();
select is(newsletter.suspend_account('big', 'again'), '2031-01-01 11:01:00+00'::timestamptz,
          'should suspend for an hour at most');
select test.travel_to('2031-01-01 10:00:30+00');
select count(*) from newsletter.acknowledge(
    (select min(id) from newsletter.newsletter_batches), array(select id from reader));
select is(failure_count, 41, 'what it took before should not count') from newsletter.smtp_accounts
 where name = 'big';
select test.travel_to('2031-01-01 11:01:00+00');
create temp table batch as select * from newsletter.claim_batch('w', 1, account => 'big');
select count(*) from newsletter.acknowledge(
    (select batch_id from batch), array(select subscriber_id from batch));
select results_eq(
    $$ select failure_count, retry_at from newsletter.smtp_accounts where name = 'big' $$,
    $$ values (0, null::timestamptz) $$, 'what it takes after should');

-- Limits of accounts
select newsletter.set_smtp_account('small', 'smtp://small.example.net', 1, false);
select newsletter.set_sending_limit('account', 'big', per_second => 2);
select is(count(*), 2::bigint, 'should give a second''s worth')
  from newsletter.claim_batch('w', 10, account => 'big');
select is(count(*), 0::bigint, 'and no more in this second')
  from newsletter.claim_batch('w', 10, account => 'big');
select is(pg_temp.chosen(), 'big in 00:00:00.5', 'should tell when the next may go');
select test.travel_to('2031-01-01 11:01:00.5+00');
select is(count(*), 1::bigint, 'should be half after half a second')
  from newsletter.claim_batch('w', 10, account => 'big');
select newsletter.set_sending_limit('account', 'big', per_second => 0.1);
select test.travel_to('2031-01-01 11:02:00+00');
select is(count(*), 1::bigint, 'should be one in ten seconds')
  from newsletter.claim_batch('w', 10, account => 'big');
select newsletter.set_sending_limit('account', 'big', per_hour => 7);
select is(count(*), 2::bigint, 'should be what is left of an hour')
  from newsletter.claim_batch('w', 10, account => 'big');
select is(pg_temp.chosen(), 'big in 00:58:00', 'should tell when the next hour begins');
select newsletter.set_sending_limit('account', 'big', per_day => 12);
select is(sum(n), 2::numeric, 'should be what is left of 24 hours')
  from (values (1), (2)) as t (i)
 cross join lateral (
       select count(*) as n from newsletter.claim_batch('w' || t.i, 10, account => 'big')) as c;
select test.travel_to('2031-01-02 10:01:00+00');
select is(allowance, 3::bigint, 'should forget what is older than 24 hours')
  from newsletter.sending_capacity where account = 'big';

-- Limits of domains: six an hour, so one in ten minutes
create temp table second as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from second;
select newsletter.set_sending_limit('domain', 'example.com', per_hour => 6);
update newsletter.newsletter_issues set paused_at = now(), pause_reason = 'x'
 where id = (select id from issue);
select results_eq(
    $$ select split_part(c.email, '@', 2), count(*)
         from generate_series(1, 3) as i
        cross join lateral newsletter.claim_batch('w' || i, 20) as c
        group by 1 order by 1 $$,
    $$ values ('example.com', 1::bigint), ('example.org', 10) $$,
    'should put off those at a limited domain');
select results_eq(
    $$ select c.due_at, c.size, c.is_retry, c.is_paced from newsletter.newsletter_chunks as c
         join second on second.id = c.issue_id where c.is_paced order by 1 $$,
    $$ select '2031-01-02 10:01:00+00'::timestamptz + i * interval '10 minutes', 1, true, true
         from generate_series(1, 9) as i $$,
    'to free times of the domain');
select results_eq(
    $$ select d.status, d.attempts, d.batch_id, d.error, count(*)
         from newsletter.newsletter_deliveries as d
         join second on second.id = d.issue_id
        where d.status = 'deferred' group by 1, 2, 3, 4 $$,
    $$ values ('deferred', 0::smallint, null::bigint,
               'held back: example.com is sent so many at a time', 9::bigint) $$,
    'as deferred');
select ok(balanced, 'nobody should be missing') from newsletter.delivery_accounting
 where issue_id = (select id from second);
select is(newsletter.next_due_in(), interval '10 minutes', 'should tell when the next is due');
select test.travel_to('2031-01-02 10:11:00+00');
select is(count(*), 1::bigint, 'should send to the next then')
  from newsletter.claim_batch('w', 20);
select is(count(*), 0::bigint, 'and to no other') from newsletter.claim_batch('w', 20);
select test.travel_to('2031-01-02 20:00:00+00');
select is(sum(n), 8::numeric, 'what was put off should not be put off again')
  from generate_series(1, 8) as i
 cross join lateral (select count(*) as n from newsletter.claim_batch('w' || i, 20)) as c;

select * from finish();
rollback;
