-- Test content.claim_raw: hands waiting raw items to a worker, under a lease.
begin;
select plan(23);

select test.travel_to('2031-01-01 10:00Z');
create temp table item as
select r.title, test.raw() as id, r.next_attempt_at, r.attempts
  from (values ('third', '2031-01-01 10:00Z'::timestamptz, 3), ('second', '2030-12-02Z', 0),
               ('first', '2030-12-01Z', 0), ('later', '2031-01-01 10:00:00.000001Z', 0)
       ) as r (title, next_attempt_at, attempts);
update content.raw_content as r
   set title = i.title, images = '[{"url": "a.png"}]', metadata = '{"k": 1}', word_count = 7,
       language = 'de', scraped_at = '2030-11-01Z'
  from item as i where i.id = r.id;
update content.raw_queue as q
   set next_attempt_at = i.next_attempt_at, attempts = i.attempts
  from item as i where i.id = q.raw_content_id;
create temp table others as
select test.raw(status => s.status) as id
  from (values ('skipped'), ('failed'), ('completed')) as s (status)
union all
select test.raw(held_by => 'w0');

select throws_ok(
    format($$ set local role %I; select content.claim_raw('w1') $$, r.name), '42501',
    'permission denied for function claim_raw', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_admin')) as r (name);

set local role aquascene_worker;
create temp table taken as
select * from content.claim_raw(worker => 'w1', batch_size => 2, lease => '7 minutes');
reset role;
select results_eq(
    $$ select title, attempts, source_url, content_type::text, images, metadata, language::text,
              word_count, scraped_at, content is not null
         from taken order by title $$,
    $$ values ('first', 1, 'https://example.com/article', 'article', '[{"url": "a.png"}]'::jsonb,
               '{"k": 1}'::jsonb, 'de', 7, '2030-11-01Z'::timestamptz, true),
              ('second', 1, 'https://example.com/article', 'article', '[{"url": "a.png"}]',
               '{"k": 1}', 'de', 7, '2030-11-01Z', true) $$,
    'should return as many as asked for, oldest first, with what a draft is made of');
select results_eq(
    $$ select l.worker, l.expires_at, l.attempts,
              (select array_agg(i order by i) from unnest(l.raw_content_ids) as i)
         from content.raw_leases as l where l.worker = 'w1' $$,
    $$ select 'w1', '2031-01-01 10:07Z'::timestamptz, '{1,1}'::integer[],
              array_agg(id order by id) from taken $$,
    'should write down one lease of both');
select is_empty(
    $$ select q.raw_content_id from content.raw_queue as q join taken as t on t.id = q.raw_content_id $$,
    'should take them out of the queue');

create temp table rest as select * from content.claim_raw('w2');
select results_eq(
    $$ select title, attempts from rest $$, $$ values ('third', 4) $$,
    'should take what is due at this instant, and count the try');
select is(expires_at, '2031-01-01 10:05Z'::timestamptz, 'should lease for five minutes by default')
  from content.raw_leases where worker = 'w2';
select is_empty($$ select content.claim_raw('w2') $$, 'should find nothing when all is claimed');
select is(count(*), 3::bigint, 'should write no lease of nothing') from content.raw_leases;
select test.travel_to('2031-01-01 10:00:00.000001Z');
select is(title, 'later', 'should take the rest when its time has come')
  from content.claim_raw('w1');

create temp table twelve as
select n, test.raw() as id from generate_series(1, 12) as n;
create temp table ten as select * from content.claim_raw('w1');
select is(count(*), 10::bigint, 'should take ten by default') from ten;
select results_eq(
    $$ select t.n from twelve as t join content.raw_queue as q on q.raw_content_id = t.id
        order by t.n $$,
    $$ values (11), (12) $$, 'should take them as they came when they are equally old');
select is_empty($$ select content.claim_raw('w1', 0) $$, 'should hand out none of none');
select throws_ok(
    $$ select content.claim_raw('w1', -1) $$, '2201W', null, 'should refuse a negative batch_size');
select throws_ok(
    format($$ select content.claim_raw(%L, 1, %L) $$, a.worker, a.lease), '22023', null,
    format('should refuse %s', a.what))
  from (values (null, '1 minute', 'no worker'), ('w', null, 'no lease'), ('w', '0', 'a lease of nothing'),
               ('w', '25 hours', 'a lease of more than a day')) as a (worker, lease, what);

-- A session that asked often while nothing waited, then a queue that has filled
create temp table before as
select * from content.claim_raw('w1', 100);
insert into before
select c.* from generate_series(1, 8) cross join lateral content.claim_raw('w1') as c;
create temp table many as select test.raw() as id from generate_series(1, 5000);
set local random_page_cost = 4;
analyze content.raw_queue;
create temp table scans as
select relid, seq_scan from pg_stat_xact_user_tables
 where relid in ('content.raw_queue'::regclass, 'content.raw_content'::regclass);
select is(count(*), 10::bigint, 'should take ten of many') from content.claim_raw('w1');
select is(s.seq_scan, b.seq_scan, format('should read %s by its index, however long', b.relid::regclass))
  from scans as b join pg_stat_xact_user_tables as s using (relid);

select * from finish();
rollback;
