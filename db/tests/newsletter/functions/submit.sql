-- Test newsletter.submit: asks for review of an issue.
begin;
select plan(7);

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

create temp table wanting as select test.issue('draft') as id;
update newsletter.newsletter_templates as t
   set variables = '[{"name": "city", "type": "text", "is_required": true}]'
  from newsletter.newsletter_issues as i
 where t.name = i.design_template and i.id = (select id from wanting);
update newsletter.newsletter_issues set personalization_data = '{"size": 1}'
 where id = (select id from wanting);
select throws_ok(
    format($$ select newsletter.submit(%L) $$, id), '22023',
    format('the variables of issue %s have 2 faults', id),
    'should refuse values that are missing or unknown')
  from wanting;
update newsletter.newsletter_issues set personalization_data = '{"city": "Rome"}'
 where id = (select id from wanting);
select lives_ok(
    format($$ select newsletter.submit(%L) $$, id), 'should accept values of the right types')
  from wanting;

select * from finish();
rollback;
