-- Test newsletter.submit: asks for review of an issue.
begin;
select plan(5);

create temp table issue as select test.issue('draft') as id;

select throws_ok(
    format($$ select newsletter.submit(%L) $$, id), '28000', null, 'should need a person')
  from issue;
select test.act_as('analyst');
select throws_ok(
    format($$ select newsletter.submit(%L) $$, id), '42501', null,
    'should need the permission newsletter.write')
  from issue;
select test.act_as('author');
select is((newsletter.submit(id)).status, 'review', 'should send a draft to review') from issue;
select throws_ok(
    format($$ select newsletter.submit(%L) $$, id), '55000', null, 'should refuse it twice')
  from issue;
select throws_ok(
    $$ select newsletter.submit(gen_random_uuid()) $$, 'P0002', null,
    'should refuse an issue that is not there');

select * from finish();
rollback;
