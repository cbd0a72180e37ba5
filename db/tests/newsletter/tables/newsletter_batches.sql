-- Test newsletter.newsletter_batches: columns, keys, indexes, checks.
begin;
select plan(9);

select results_eq(
    $$ select test.columns('newsletter.newsletter_batches') $$,
    $$ values ('id bigint not null identity'),
              ('issue_id uuid not null'),
              ('chunk_id bigint not null'),
              ('worker text not null'),
              ('account character varying(50)'),
              ('subscriber_ids uuid[] not null'),
              ('open_count integer not null'),
              ('claimed_at timestamp with time zone not null default now()'),
              ('expires_at timestamp with time zone not null'),
              ('expired_at timestamp with time zone') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.newsletter_batches') $$,
    $$ values ('FOREIGN KEY (chunk_id) REFERENCES newsletter.newsletter_chunks(id) ON DELETE '
               'CASCADE'),
              ('FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE '
               'CASCADE'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('newsletter.newsletter_batches') $$,
    $$ values ('newsletter_batches_chunk_id_idx btree (chunk_id)'),
              ('newsletter_batches_issue_id_idx btree (issue_id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select worker from newsletter.newsletter_batches $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I; delete from newsletter.newsletter_batches $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);

insert into newsletter.newsletter_chunks (issue_id, due_at, subscriber_ids)
values (test.issue(), now(), array[gen_random_uuid(), gen_random_uuid()]);
insert into newsletter.newsletter_batches (
    issue_id, chunk_id, worker, subscriber_ids, open_count, expires_at)
select issue_id, id, 'w', subscriber_ids, 2, now() from newsletter.newsletter_chunks;
select throws_like(
    format($$ update newsletter.newsletter_batches set open_count = %s $$, n),
    '%"newsletter_batches_some_are_open"%', format('should refuse %s open', n))
  from (values (0), (3)) as c (n);
delete from newsletter.newsletter_issues;
select is_empty($$ select from newsletter.newsletter_batches $$, 'should go with its issue');

select * from finish();
rollback;
