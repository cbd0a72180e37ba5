-- Test content.raw_leases: raw content that workers are at work on.
begin;
select plan(9);

select results_eq(
    $$ select test.columns('content.raw_leases') $$,
    $$ values ('id bigint not null identity'),
              ('worker text not null'),
              ('expires_at timestamp with time zone not null'),
              ('raw_content_ids uuid[] not null'),
              ('attempts integer[] not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.indexes('content.raw_leases') $$,
    $$ values ('raw_leases_expires_at_idx btree (expires_at)'),
              ('raw_leases_worker_idx btree (worker)') $$, 'should have these indexes');
set local role aquascene_reader;
select lives_ok($$ select worker from content.raw_leases $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from content.raw_leases $$, r.name), '42501', null,
    format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);
reset role;
select throws_like(
    format($$ insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
              values ('w', now(), %L, %L) $$, l.ids, l.attempts),
    '%"raw_leases_count_the_attempts_of_each_item"%', format('should refuse %s', l.what))
  from (values ('a lease of nothing', '{}', '{}'),
               ('attempts that are not counted', '{00000000-0000-0000-0000-000000000000}', '{}'),
               ('attempts of nothing', '{00000000-0000-0000-0000-000000000000}', '{1,1}')
       ) as l (what, ids, attempts);
select lives_ok(
    $$ insert into content.raw_leases (worker, expires_at, raw_content_ids, attempts)
       values ('w', now(), '{00000000-0000-0000-0000-000000000000}', '{1}') $$,
    'should accept a lease of one');

select * from finish();
rollback;
