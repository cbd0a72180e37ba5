-- Test newsletter.approve: lets an issue pass.
begin;
select plan(12);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table issue as select test.issue('review') as id, test.issue('draft') as draft;

select throws_ok(
    format($$ select newsletter.approve(%L) $$, id), '28000', null, 'should need a person')
  from issue;
select test.act_as('author');
select throws_ok(
    format($$ select newsletter.approve(%L) $$, id), '42501', null,
    'should need the permission newsletter.review')
  from issue;

create temp table person as select test.act_as('editor') as id;
create temp table approved as select a.* from issue, newsletter.approve(issue.id) as a;
select is(status, 'approved', 'should return the approved issue') from approved;
select is(a.approved_by, p.id, 'should note who approved') from approved as a, person as p;
select is(approved_at, '2031-01-01 10:00:00+00'::timestamptz, 'should note when') from approved;
select is(i.approved_by, p.id, 'should write it down')
  from person as p, newsletter.newsletter_issues as i where i.id = (select id from issue);
select throws_ok(
    format($$ select newsletter.approve(%L) $$, draft), '55000', null,
    'should refuse a draft that nobody submitted')
  from issue;
select throws_ok(
    $$ select newsletter.approve(gen_random_uuid()) $$, 'P0002', null,
    'should refuse an issue that is not there');

create temp table own as select test.issue('review') as id;
update newsletter.newsletter_issues set created_by = (select id from person)
 where id = (select id from own);
select throws_ok(
    format($$ select newsletter.approve(%L) $$, id), '42501',
    'who made an issue does not approve it', 'should refuse who made it') from own;
update ops.settings set value = 'false' where key = 'workflow.four_eyes';
select is((newsletter.approve(id)).status, 'approved', 'unless so set') from own;
update ops.settings set value = 'true' where key = 'workflow.four_eyes';

create temp table wanting as select test.issue('review') as id;
update newsletter.newsletter_templates as t
   set variables = '[{"name": "city", "type": "text", "is_required": true}]'
  from newsletter.newsletter_issues as i
 where t.name = i.design_template and i.id = (select id from wanting);
update newsletter.newsletter_issues set personalization_data = '{"size": 1}'
 where id = (select id from wanting);
select throws_ok(
    format($$ select newsletter.approve(%L) $$, id), '22023',
    format('the variables of issue %s have 2 faults', id),
    'should refuse values that are missing or unknown')
  from wanting;
update newsletter.newsletter_issues set personalization_data = '{"city": "Rome"}'
 where id = (select id from wanting);
select lives_ok(
    format($$ select newsletter.approve(%L) $$, id), 'should accept values of the right types')
  from wanting;

select * from finish();
rollback;
