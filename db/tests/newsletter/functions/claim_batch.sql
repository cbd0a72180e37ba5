-- Test newsletter.claim_batch: writes the ledger, then hands out recipients.
begin;
select plan(42);

select test.travel_to('2031-01-01 10:00:00+00');
update ops.settings set value = '4' where key = 'newsletter.chunk_size';
update ops.settings set value = '"ed@news.example.com"' where key = 'newsletter.from_email';

create temp table reader as
select test.subscriber('r' || i || '@example.com') as id, i from generate_series(1, 6) as i;
update audience.subscribers set first_name = 'Ada', last_name = 'Lovelace', language = 'de';
create temp table issue as select test.issue('scheduled') as id;
select newsletter.begin_sending(id) from issue;

-- The first slice of the first chunk
set local role aquascene_worker;
select throws_ok(
    format($$ select newsletter.claim_batch('w', %s) $$, n), '22023', null,
    format('should refuse a batch of %s', n))
  from (values ('0'), ('10001'), ('null')) as b (n);
create temp table claimed as
select * from newsletter.claim_batch('w1', 3, '2 minutes');
reset role;

select results_eq(
    $$ select issue_id, issue_date, subscriber_id from claimed order by subscriber_id $$,
    $$ select issue.id, '2031-01-01'::date, r.id from issue, (
           select id from reader order by id limit 3) as r order by r.id $$,
    'should hand out the first of the audience');
select results_eq(
    $$ select c.email, c.first_name, c.last_name, c.language from claimed as c order by 1 $$,
    $$ select s.email::text, 'Ada', 'Lovelace', 'de'
         from audience.subscribers as s join claimed as c on c.subscriber_id = s.id order by 1 $$,
    'should tell who they are');
select is(
    min(c.message_id),
    min(format('<%s.%s@news.example.com>', replace(c.issue_id::text, '-', ''),
               replace(c.subscriber_id::text, '-', ''))),
    'should derive the message id from issue and subscriber')
  from claimed as c;
select results_eq(
    $$ select d.subscriber_id, d.status, d.attempts::int, d.claimed_by, d.lease_expires_at, d.error
         from newsletter.newsletter_deliveries as d order by 1 $$,
    $$ select c.subscriber_id, 'sending', 1, 'w1', '2031-01-01 10:02:00+00'::timestamptz,
              null::text
         from claimed as c order by 1 $$,
    'should write the ledger first');
select results_eq(
    $$ select chunk, claimed_count from newsletter.newsletter_chunks order by chunk $$,
    $$ values (1, 3), (2, 0) $$, 'should note how far the chunk is taken');

-- Tokens
select is(
    ops._verify_token('open', tokens ->> 'open'), uuid_send(subscriber_id) || uuid_send(issue_id),
    'an open token should hold subscriber and issue')
  from claimed limit 1;
select is(
    ops._verify_token('unsubscribe', tokens ->> 'unsubscribe'),
    uuid_send(subscriber_id) || uuid_send(issue_id),
    'an unsubscribe token should hold subscriber and issue')
  from claimed limit 1;
select is(
    ops._verify_token('click', tokens #>> array['links', l.content_id::text]),
    uuid_send(subscriber_id) || uuid_send(claimed.issue_id) || int8send(l.id),
    'a click token should hold the link too')
  from claimed join newsletter.newsletter_links as l on l.issue_id = claimed.issue_id limit 1;

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
delete from newsletter.newsletter_deliveries where issue_id <> (select id from second);
update newsletter.newsletter_deliveries
   set status = 'deferred', lease_expires_at = '2031-01-01 10:30:00+00'
 where status = 'sending';
select is(count(*), 0::bigint, 'should leave what is deferred until its time')
  from newsletter.claim_batch('w3');
select test.travel_to('2031-01-01 10:30:00+00');
select is(count(*), 1::bigint, 'should try again what is due, a batch at a time')
  from newsletter.claim_batch('w3', 1, '1 minute');
select results_eq(
    $$ select attempts::int, claimed_by, lease_expires_at from newsletter.newsletter_deliveries
        where status = 'sending' $$,
    $$ values (2, 'w3', '2031-01-01 10:31:00+00'::timestamptz) $$,
    'should count the try, under a new lease');
update audience.subscribers set status = 'complained'
 where id = (select subscriber_id from newsletter.newsletter_deliveries where status = 'deferred');
select is(count(*), 0::bigint, 'should hand out nobody who has left meanwhile')
  from newsletter.claim_batch('w3');
select is(count(*), 1::bigint, 'should skip them')
  from newsletter.newsletter_deliveries
 where status = 'skipped' and error = 'complained' and attempts = 1;
select is(balanced, true, 'should account for everybody still')
  from newsletter.delivery_accounting where issue_id = (select id from second);

update newsletter.newsletter_deliveries set status = 'deferred' where status = 'sending';
update audience.subscription_preferences set gdpr_consent = false;
select test.travel_to('2031-01-01 12:00:00+00');
select is(count(*), 0::bigint, 'should skip who withdrew it') from newsletter.claim_batch('w3');
select is(count(*), 5::bigint, 'should note all that was skipped')
  from newsletter.newsletter_deliveries where status = 'skipped' and error <> 'complained';

-- Two issues wait for a retry; one of them is not being sent any more
create temp table retry as
select test.issue('sending') as id, test.issue('failed') as stopped, test.subscriber() as reader;
insert into newsletter.newsletter_deliveries (
    issue_date, issue_id, subscriber_id, status, lease_expires_at)
select '2031-01-01'::date, id, reader, 'deferred', ops.now() - interval '1 hour' from retry
union all
select '2031-01-01'::date, stopped, reader, 'deferred', ops.now() - interval '2 hours' from retry;
select results_eq(
    $$ select c.issue_id from newsletter.claim_batch('w4') as c $$,
    $$ select id from retry $$, 'should try again for issues that are being sent alone');

-- Only issues in sending, only what is due
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
update newsletter.newsletter_issues set status = 'scheduled' where id = (select id from third);
update newsletter.newsletter_issues set status = 'sending' where id = (select id from third);
select is(count(*), 2::bigint, 'should go on when it is sent again')
  from newsletter.claim_batch('w1');

-- Links, and who has no preferences any more
create temp table fourth as
select test.issue('scheduled', array[a, b]) as id, a, b, test.subscriber() as reader
  from (select test.content('published') as a, test.content('published') as b) as c;
delete from newsletter.newsletter_chunks;
delete from newsletter.newsletter_deliveries;
update audience.subscription_preferences as p set gdpr_consent = true
  from fourth where p.subscriber_id = fourth.reader;
select newsletter.begin_sending(id) from fourth;
delete from content.generated_content where id = (select a from fourth);
select results_eq(
    $$ select key from newsletter.claim_batch('w1') as c,
              lateral jsonb_object_keys(c.tokens -> 'links') as key
        where c.subscriber_id = (select reader from fourth) $$,
    $$ select b::text from fourth $$,
        'should sign the links to articles of the issue that are left');

update newsletter.newsletter_deliveries set status = 'deferred', lease_expires_at = ops.now();
delete from audience.subscription_preferences where subscriber_id = (select reader from fourth);
select is(count(*), 0::bigint, 'should not try again without preferences')
  from newsletter.claim_batch('w1') as c join fourth on fourth.reader = c.subscriber_id;
select is(d.error, 'no consent', 'should take none for no consent, at a retry')
  from newsletter.newsletter_deliveries as d join fourth on fourth.reader = d.subscriber_id;
delete from newsletter.newsletter_deliveries;
update newsletter.newsletter_chunks set claimed_count = 0;
select is(count(*), 0::bigint, 'should not write to anybody without preferences')
  from newsletter.claim_batch('w1') as c join fourth on fourth.reader = c.subscriber_id;
select is(d.error, 'no consent', 'should take none for no consent')
  from newsletter.newsletter_deliveries as d join fourth on fourth.reader = d.subscriber_id;

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
insert into newsletter.newsletter_chunks (issue_id, chunk, due_at, subscriber_ids)
select fourth.id, late.place, ops.now() - late.due, array[late.id] from fourth, late
 order by late.place;
update audience.subscription_preferences set gdpr_consent = true;
create function pg_temp.claim() returns text language sql as $function$
    select string_agg(c.email, ' ') from newsletter.claim_batch('w1', 1, '-1 second') as c
$function$;
select is(pg_temp.claim(), 'first@example.org', 'should begin with the chunk that is due longest');
select is(pg_temp.claim(), 'second@example.org', 'should go on with the next');
select is(pg_temp.claim(), 'third@example.org', 'should end with the last');
select is(pg_temp.claim(), null, 'should not hand out again what a worker held too long');
update newsletter.newsletter_deliveries as d
   set status = case late.name when 'second' then 'sending' else 'deferred' end,
       lease_expires_at = ops.now() - case late.name when 'second' then '4 hours' else late.due end
  from late
 where late.id = d.subscriber_id;
select is(pg_temp.claim(), 'first@example.org', 'should try again first who is due longest');
select is(pg_temp.claim(), 'third@example.org', 'should try again only who was deferred');
select is(pg_temp.claim(), null, 'should find nobody else to try again');

select * from finish();
rollback;
