-- Test content.raw_queue: raw content that waits for a worker.
begin;
select plan(8);

select results_eq(
    $$ select test.columns('content.raw_queue') $$,
    $$ values ('raw_content_id uuid not null'),
              ('next_attempt_at timestamp with time zone not null default now()'),
              ('place bigint not null identity'),
              ('attempts integer not null default 0') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.raw_queue') $$,
    $$ values ('FOREIGN KEY (raw_content_id) REFERENCES content.raw_content(id) ON DELETE CASCADE'),
              ('PRIMARY KEY (raw_content_id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('content.raw_queue') $$,
    $$ values ('raw_queue_due_idx btree (next_attempt_at, place)') $$, 'should have this index');
set local role aquascene_reader;
select lives_ok($$ select attempts from content.raw_queue $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from content.raw_queue $$, r.name), '42501', null,
    format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);
reset role;
create temp table item as select test.raw() as id;
select throws_like(
    $$ update content.raw_queue set attempts = -1 $$, '%"raw_queue_attempts_is_a_count"%',
    'should refuse negative attempts');
delete from content.raw_content;
select is_empty($$ table content.raw_queue $$, 'should lose what is deleted');

select * from finish();
rollback;
