-- Test newsletter.claim_batch: writes the ledger, then hands out recipients.
begin;
select plan(45);

select test.travel_to('2031-01-01 10:00:00+00');
update ops.settings set value = '4' where key = 'newsletter.chunk_size';
update ops.settings set value = '"ed@news.example.com"' where key = 'newsletter.from_email';

create function pg_temp.tuples() returns bigint language sql as $function$
    select max(n) from (select count(*) as n from newsletter.newsletter_deliveries
                         group by issue_id, subscriber_id) as c;
$function$;
create temp table reader as
select test.subscriber('r' || i || '@example.com') as id, i from generate_series(1, 6) as i;
update audience.subscribers set first_name = 'Ada', last_name = 'Lovelace', language = 'de';
create temp table issue as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from issue;

-- The first slice of the first chunk
set local role aquascene_worker;
select throws_ok(
    format($$ select newsletter.claim_batch(%s) $$, n), '22023', null,
    format('should refuse %s', n))
  from (values ($$'w', 0$$), ($$'w', 10001$$), ($$'w', null$$), ($$''$$), ($$null$$),
               ($$'w', lease => '0'$$), ($$'w', lease => null$$)) as b (n);
create temp table claimed as
select * from newsletter.claim_batch('w1', 3, '2 minutes');
reset role;

select results_eq(
    $$ select issue_id, subscriber_id from claimed order by subscriber_id $$,
    $$ select issue.id, r.id from issue, (
           select id from reader order by id limit 3) as r order by r.id $$,
    'should hand out the first of the audience');
select results_eq(
    $$ select c.email, c.first_name, c.last_name, c.language, c.email_format
         from claimed as c order by 1 $$,
    $$ select s.email::text, 'Ada', 'Lovelace', 'de', 'html'
         from audience.subscribers as s join claimed as c on c.subscriber_id = s.id order by 1 $$,
    'should tell who they are');
select is(
    min(c.message_id),
    min(format('<%s.%s@news.example.com>', replace(c.issue_id::text, '-', ''),
               replace(c.subscriber_id::text, '-', ''))),
    'should derive the message id from issue and subscriber')
  from claimed as c;
select results_eq(
    $$ select d.subscriber_id, d.status, d.attempts::int, d.batch_id, d.error
         from newsletter.newsletter_deliveries as d order by 1 $$,
    $$ select c.subscriber_id, 'sending', 1, c.batch_id, null::text from claimed as c order by 1 $$,
    'should write the ledger first');
select results_eq(
    $$ select b.id, b.issue_id, b.worker, b.subscriber_ids, b.open_count, b.claimed_at,
              b.expires_at, b.expired_at
         from newsletter.newsletter_batches as b $$,
    $$ select c.batch_id, c.issue_id, 'w1', array_agg(c.subscriber_id order by c.subscriber_id), 3,
              '2031-01-01 10:00:00+00'::timestamptz, '2031-01-01 10:02:00+00'::timestamptz,
              null::timestamptz
         from claimed as c group by c.batch_id, c.issue_id $$,
    'should lease them as a batch');
select results_eq(
    $$ select claimed_count from newsletter.newsletter_chunks order by id $$,
    $$ values (3), (0) $$, 'should note how far the chunk is taken');

-- Tokens
select is(
    ops._verify_token('track', track_token), uuid_send(subscriber_id) || uuid_send(issue_id),
    'a track token should hold subscriber and issue')
  from claimed limit 1;
select is(
    ops._verify_token('unsubscribe', unsubscribe_token),
    uuid_send(subscriber_id) || uuid_send(issue_id),
    'an unsubscribe token should hold subscriber and issue')
  from claimed limit 1;
-- On to the end
select is(count(*), 1::bigint, 'should take what is left of a chunk')
  from newsletter.claim_batch('w1', 3);
select is(count(*), 2::bigint, 'should go on with the next chunk')
  from newsletter.claim_batch('w2', 10);
select is(count(*), 0::bigint, 'should find nothing at the end')
  from newsletter.claim_batch('w1', 10);
select is(count(distinct subscriber_id), 6::bigint, 'should hand out each recipient once')
  from newsletter.newsletter_deliveries;

-- Who left since the freeze is skipped, and told why; nobody is lost.
create temp table leaver as
select (array_agg(id order by id))[1] as gone, (array_agg(id order by id))[2] as silent,
       (array_agg(id order by id))[3] as blocked, (array_agg(id order by id))[4] as erased
  from reader;
create temp table second as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from second;
update audience.subscribers set status = 'unsubscribed' where id = (select gone from leaver);
update audience.subscription_preferences set gdpr_consent = false
 where subscriber_id = (select silent from leaver);
insert into audience.suppressions (address_hash, reason)
select audience._address_hash(s.email), 'manual'
  from audience.subscribers as s where s.id = (select blocked from leaver);
delete from audience.subscribers where id = (select erased from leaver);
create temp table rest as select * from newsletter.claim_batch('w1', 4);
select is(count(*), 2::bigint, 'should go on to the next slice when nobody of one is left')
  from rest;
select results_eq(
    $$ select d.error, d.attempts::int from newsletter.newsletter_deliveries as d
        where d.issue_id = (select id from second) and d.status = 'skipped' order by 1 $$,
    $$ values ('erased', 0), ('no consent', 0), ('suppressed', 0), ('unsubscribed', 0) $$,
    'should skip who has left, and say why');
select is((balanced, pending, sending, skipped)::text, '(t,0,2,4)', 'should account for everybody')
  from newsletter.delivery_accounting where issue_id = (select id from second);

-- Retries
select * from newsletter.acknowledge((select batch_id from rest limit 1), refused => (
    select jsonb_agg(jsonb_build_object('subscriber_id', subscriber_id, 'status', 'deferred',
                                        'error', 'busy')) from rest));
select is(count(*), 0::bigint, 'should leave what is deferred until its time')
  from newsletter.claim_batch('w3');
select test.travel_to('2031-01-01 10:15:00+00');
create temp table again as select * from newsletter.claim_batch('w3', 1, '1 minute');
select is(count(*), 1::bigint, 'should try again what is due, a batch at a time') from again;
select results_eq(
    $$ select d.attempts::int, d.batch_id, b.expires_at
         from newsletter.newsletter_deliveries as d
         join newsletter.newsletter_batches as b on b.id = d.batch_id
        where d.status = 'sending' and d.issue_id = (select id from second) $$,
    $$ select 2, batch_id, '2031-01-01 10:16:00+00'::timestamptz from again $$,
    'should count the try, under a new lease');
select is(pg_temp.tuples(), 1::bigint, 'should write no second row to the ledger');
update audience.subscribers set status = 'complained'
 where id = (select subscriber_id from newsletter.newsletter_deliveries where status = 'deferred');
select is(count(*), 0::bigint, 'should hand out nobody who has left meanwhile')
  from newsletter.claim_batch('w3');
select is(count(*), 1::bigint, 'should skip them')
  from newsletter.newsletter_deliveries
 where status = 'skipped' and error = 'complained' and attempts = 1;
select is(balanced, true, 'should account for everybody still')
  from newsletter.delivery_accounting where issue_id = (select id from second);
update newsletter.newsletter_deliveries set status = 'sent' where status = 'deferred';
update newsletter.newsletter_chunks set claimed_count = 0 where is_retry;
select is(count(*), 0::bigint, 'should hand out nobody who is settled')
  from newsletter.claim_batch('w3') where issue_id = (select id from second);

-- Only issues in sending, only what is due, nothing that is paused
create temp table third as select test.issue('scheduled') as id, test.subscriber() as reader;
select newsletter.begin_sending(id) from third;
update newsletter.newsletter_chunks set due_at = ops.now() + interval '1 second'
 where issue_id = (select id from third);
select is(count(*), 0::bigint, 'should leave a chunk until its time')
  from newsletter.claim_batch('w1');
select test.travel_to('2031-01-01 12:00:01+00');
update newsletter.newsletter_issues set status = 'failed' where id = (select id from third);
select is(count(*), 0::bigint, 'should leave an issue that is not being sent')
  from newsletter.claim_batch('w1');
update newsletter.newsletter_issues
   set status = 'scheduled', paused_at = ops.now(), pause_reason = 'test'
 where id = (select id from third);
update newsletter.newsletter_issues set status = 'sending' where id = (select id from third);
select is(count(*), 0::bigint, 'should leave an issue that is paused')
  from newsletter.claim_batch('w1');
update newsletter.newsletter_issues set paused_at = null, pause_reason = null;
select ok(count(*) > 0, 'should go on when it is resumed') from newsletter.claim_batch('w1');

-- Without preferences there is no consent
create temp table fourth as select test.issue('scheduled') as id, test.subscriber() as reader;
delete from newsletter.newsletter_chunks;
delete from newsletter.newsletter_deliveries;
select newsletter.begin_sending(id) from fourth;
delete from audience.subscription_preferences where subscriber_id = (select reader from fourth);
select is(count(*), 0::bigint, 'should not write to anybody without preferences')
  from newsletter.claim_batch('w1') as c join fourth on fourth.reader = c.subscriber_id;
select is(d.error, 'no consent', 'should take none for no consent')
  from newsletter.newsletter_deliveries as d join fourth on fourth.reader = d.subscriber_id;
insert into audience.suppressions (domain, reason) values ('example.com', 'manual');
delete from newsletter.newsletter_deliveries;
update newsletter.newsletter_chunks set claimed_count = 0;
select is(count(*), 0::bigint, 'should write to nobody at a suppressed domain')
  from newsletter.claim_batch('w1');
delete from audience.suppressions;

-- Heartbeats
select test.travel_to('2031-01-01 12:30:00+00');
delete from newsletter.newsletter_batches;
delete from newsletter.newsletter_deliveries;
update newsletter.newsletter_chunks set claimed_count = 0;
select count(*) from newsletter.claim_batch('slow', 1);
select count(*) from newsletter.claim_batch('other', 1);
set local role aquascene_worker;
select is(newsletter.heartbeat('slow', '1 hour'), 1::bigint, 'should extend the worker''s leases');
select is(newsletter.heartbeat('slow', '1 minute'), 1::bigint, 'and never shorten them');
select is(newsletter.heartbeat('nobody'), 0::bigint, 'should count none of a worker without any');
reset role;
select results_eq(
    $$ select worker, expires_at from newsletter.newsletter_batches order by worker $$,
    $$ values ('other', '2031-01-01 12:35:00+00'::timestamptz),
              ('slow', '2031-01-01 13:30:00+00') $$, 'should leave those of others');

-- The longest due first; without an index, which would give this order by chance
set local enable_indexscan = off;
set local enable_bitmapscan = off;
select test.travel_to('2031-01-01 13:00:00+00');    -- plans are made anew
delete from newsletter.newsletter_chunks;
delete from newsletter.newsletter_deliveries;
create temp table late as
select test.subscriber(name || '@example.org') as id, name, due, place
  from (values ('first', interval '3 hours', 2), ('second', '2 hours', 3), ('third', '1 hour', 1))
       as l (name, due, place);
insert into newsletter.newsletter_chunks (issue_id, due_at, subscriber_ids)
select fourth.id, ops.now() - late.due, array[late.id] from fourth, late order by late.place;
create function pg_temp.claim() returns text language sql as $function$
    select string_agg(c.email, ' ') from newsletter.claim_batch('w1', 1) as c
$function$;
select is(pg_temp.claim(), c.name || '@example.org', 'should hand out the ' || c.name || ' now')
  from (values ('first'), ('second'), ('third')) as c (name);
select is(pg_temp.claim(), null, 'should find nobody else');

select * from finish();
rollback;
