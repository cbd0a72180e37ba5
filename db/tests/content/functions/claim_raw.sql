-- Test content.claim_raw: hands waiting raw items to a worker, under a lease.
begin;
select plan(16);

select test.travel_to('2031-01-01 10:00Z');
insert into content.raw_content (source_url, source_domain, content_type, title,
                                 processing_status, next_attempt_at, attempts)
values ('https://a.example', 'a.example', 'article', 'third', 'pending', '2031-01-01 10:00Z', 3),
       ('https://a.example', 'a.example', 'article', 'second', 'pending', '2030-12-02Z', 0),
       ('https://a.example', 'a.example', 'article', 'first', 'pending', '2030-12-01Z', 0),
       ('https://a.example', 'a.example', 'article', 'later', 'pending',
        '2031-01-01 10:00:00.000001Z', 0),
       ('https://a.example', 'a.example', 'article', 'skipped', 'skipped', '2030-12-01Z', 0),
       ('https://a.example', 'a.example', 'article', 'failed', 'failed', '2030-12-01Z', 0),
       ('https://a.example', 'a.example', 'article', 'completed', 'completed', '2030-12-01Z', 0);
insert into content.raw_content (source_url, source_domain, content_type, title,
                                 processing_status, next_attempt_at, claimed_by, lease_expires_at)
values ('https://a.example', 'a.example', 'article', 'foreign', 'processing', '2030-12-01Z', 'w0',
        '2030-12-31Z');

select throws_ok(
    format($$ set local role %I; select content.claim_raw('w1') $$, r.name), '42501',
    'permission denied for function claim_raw', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_admin')) as r (name);

-- The index would give them in order by itself.
set local enable_indexscan = off;
set local role aquascene_worker;
create temp table taken as
select * from content.claim_raw(worker => 'w1', batch_size => 2, lease => '7 minutes');
reset role;
reset enable_indexscan;
select results_eq(
    $$ select title, processing_status::text, claimed_by, lease_expires_at, attempts
         from taken order by title $$,
    $$ values ('first', 'processing', 'w1', '2031-01-01 10:07Z'::timestamptz, 1),
              ('second', 'processing', 'w1', '2031-01-01 10:07Z', 1) $$,
    'should return as many as asked for, oldest first, as they are now');
select results_eq(
    $$ select r.* from content.raw_content as r join taken using (id) order by r.title $$,
    $$ select t.* from taken as t order by t.title $$, 'should write the claim down');

create temp table rest as select * from content.claim_raw('w2');
select results_eq(
    $$ select title, claimed_by, lease_expires_at, attempts from rest $$,
    $$ values ('third', 'w2', '2031-01-01 10:05Z'::timestamptz, 4) $$,
    'should take what is due at this instant, for five minutes by default, and count the try');
select is_empty($$ select content.claim_raw('w2') $$, 'should find nothing when all is claimed');
select results_eq(
    $$ select title, processing_status::text, claimed_by, lease_expires_at, attempts
         from content.raw_content
        where id not in (select id from taken union all select id from rest) order by title $$,
    $$ values ('completed', 'completed', null, null::timestamptz, 0),
              ('failed', 'failed', null, null, 0),
              ('foreign', 'processing', 'w0', '2030-12-31Z', 0),
              ('later', 'pending', null, null, 0),
              ('skipped', 'skipped', null, null, 0) $$,
    'should leave what is not waiting, what waits for later, and what others hold');
select test.travel_to('2031-01-01 10:00:00.000001Z');
select is(title, 'later', 'should take the rest when its time has come')
  from content.claim_raw('w1');

insert into content.raw_content (id, source_url, source_domain, content_type, next_attempt_at)
select format('00000000-0000-0000-0000-0000000000%s', n)::uuid, 'https://a.example', 'a.example',
       'article', '2030-12-01Z'
  from generate_series(22, 11, -1) as n;
set local enable_indexscan = off;
create temp table ten as select * from content.claim_raw('w1');
reset enable_indexscan;
select is(count(*), 10::bigint, 'should take ten by default') from ten;
select is(
    string_agg(right(id::text, 2), ' ' order by id), '21 22',
    'should take them by id when they are equally old')
  from content.raw_content where processing_status = 'pending';
select is_empty($$ select content.claim_raw('w1', 0) $$, 'should hand out none of none');
select throws_ok(
    $$ select content.claim_raw('w1', -1) $$, '2201W', null, 'should refuse a negative batch_size');

-- A session that asked often while nothing waited, then a table that has filled
create temp table before as
select * from content.claim_raw('w1', 100);
insert into before
select c.* from generate_series(1, 8) cross join lateral content.claim_raw('w1') as c;
insert into content.raw_content (source_url, source_domain, content_type, next_attempt_at)
select 'https://a.example', 'a.example', 'article', '2030-12-01Z' from generate_series(1, 20000);
set local random_page_cost = 4;
analyze content.raw_content;
create temp table scans as
select seq_scan from pg_stat_xact_user_tables where relid = 'content.raw_content'::regclass;
select is(count(*), 10::bigint, 'should take ten of many') from content.claim_raw('w1');
select is(s.seq_scan, b.seq_scan, 'should find them by the index, however many there are')
  from pg_stat_xact_user_tables as s, scans as b where s.relid = 'content.raw_content'::regclass;

select * from finish();
rollback;
