-- Test newsletter._move: moves an issue along the edge of an event.
begin;
select plan(6);

create temp table issue as select test.issue('review') as id;

select is((newsletter._move(id, 'approve')).status, 'approved',
    'should return the row as it is now')
  from issue;
select is(i.status, 'approved', 'should write the status')
  from newsletter.newsletter_issues as i join issue using (id);
select throws_ok(
    format($$ select newsletter._move(%L, 'approve') $$, id), '55000',
    'cannot approve: the newsletter issue is approved', 'should refuse what is done already')
  from issue;
select throws_ok(
    format($$ select newsletter._move(%L, 'begin_sending') $$, id), '55000',
    'cannot begin sending: the newsletter issue is approved', 'should refuse a step out of order')
  from issue;
select throws_ok(
    $$ select newsletter._move('00000000-0000-0000-0000-000000000000', 'submit') $$, 'P0002',
    'no newsletter issue 00000000-0000-0000-0000-000000000000',
    'should refuse an issue that is not there');
select throws_ok(
    $$ select newsletter._move(null, 'submit') $$, 'P0002', 'no newsletter issue null',
    'should refuse null');

select * from finish();
rollback;
