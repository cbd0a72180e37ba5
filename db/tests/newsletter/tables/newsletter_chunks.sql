-- Test newsletter.newsletter_chunks: columns, keys, indexes, checks.
begin;
select plan(15);

select results_eq(
    $$ select test.columns('newsletter.newsletter_chunks') $$,
    $$ values ('id bigint not null identity'),
              ('issue_id uuid not null'),
              ('due_at timestamp with time zone not null'),
              ('is_retry boolean not null default false'),
              ('is_paced boolean not null default false'),
              ('subscriber_ids uuid[] not null'),
              ('size integer not null generated'),
              ('claimed_count integer not null default 0'),
              ('sent_count integer not null default 0'),
              ('failed_count integer not null default 0') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('newsletter.newsletter_chunks') $$,
    $$ values ('FOREIGN KEY (issue_id) REFERENCES newsletter.newsletter_issues(id) ON DELETE '
               'CASCADE'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('newsletter.newsletter_chunks') $$,
    $$ values ('newsletter_chunks_issue_id_idx btree (issue_id)'),
              ('newsletter_chunks_open_idx btree (due_at, id) WHERE (claimed_count < size)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok(
    $$ select size from newsletter.newsletter_chunks $$, 'a reader may read');
reset role;
select throws_ok(
    format($$ set local role %I;
              update newsletter.newsletter_chunks set claimed_count = 0 $$, r.name),
    '42501', null, format('%s may not write', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker'), ('aquascene_admin')) as r (name);
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.newsletter_chunks $$,
    '42501', null, 'the public edge may not read');

create temp table issue as select test.issue() as id;
insert into newsletter.newsletter_chunks (issue_id, due_at, subscriber_ids)
select id, now(), array[gen_random_uuid(), gen_random_uuid()] from issue;
select results_eq(
    $$ select size, claimed_count from newsletter.newsletter_chunks $$, $$ values (2, 0) $$,
    'should know its size, and that nobody is claimed');
select throws_like(
    format($$ update newsletter.newsletter_chunks set %I = %s $$, c.column_name, c.value),
    format('%%"newsletter_chunks_%s"%%', c.check_name),
    format('should refuse %s %s', c.column_name, c.value))
  from (values
            ('counts_are_counts', 'sent_count', -1),
            ('counts_are_counts', 'failed_count', -1),
            ('claim_no_more_than_there_are', 'claimed_count', -1),
            ('claim_no_more_than_there_are', 'claimed_count', 3)
       ) as c (check_name, column_name, value);
select lives_ok(
    $$ update newsletter.newsletter_chunks set claimed_count = 2 $$, 'should accept all claimed');
delete from newsletter.newsletter_issues;
select is_empty($$ select from newsletter.newsletter_chunks $$, 'should go with its issue');

select * from finish();
rollback;
