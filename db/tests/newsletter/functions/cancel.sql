-- Test newsletter.cancel, retry, return_to_draft and retry_failed.
begin;
select plan(31);

select test.travel_to('2031-01-01 10:00:00+00');
select test.subscriber() from generate_series(1, 4);
create temp table issue as
select s.status, test.issue(s.status) as id
  from unnest('{draft,review,approved,scheduled,sent}'::text[]) as s (status);
create temp table going as select test.issue('scheduled') as id;
grant select on issue, going to aquascene_editor, aquascene_worker;
select newsletter.begin_sending(id) from going;

set local role aquascene_worker;
select throws_ok(
    format('select newsletter.%I(%L)', f, gen_random_uuid()), '42501', null,
    format('a worker may not %s', f))
  from unnest('{cancel,retry,return_to_draft,retry_failed}'::text[]) as f;
reset role;
set local role aquascene_editor;
select throws_ok(
    format('select newsletter.%I(%L)', f, gen_random_uuid()), '28000', null,
    format('nobody may not %s', f))
  from unnest('{cancel,retry,return_to_draft,retry_failed}'::text[]) as f;
reset role;
select test.act_as('admin');
set local role aquascene_editor;
select throws_ok(
    format('select newsletter.%I(%L)', f, gen_random_uuid()), 'P0002', null,
    format('should not %s what is not there', f))
  from unnest('{cancel,retry,return_to_draft,retry_failed}'::text[]) as f;
select throws_ok(
    format('select newsletter.%I(%L)', c.f, issue.id), '55000', null,
    format('should not %s an issue that is %s', c.f, c.status))
  from (values ('cancel', 'draft'), ('cancel', 'sent'), ('retry', 'scheduled'),
               ('return_to_draft', 'scheduled'), ('retry_failed', 'sent')) as c (f, status)
  join issue using (status);

-- Back
select is((newsletter.return_to_draft(id)).status, 'draft', 'should return one in review')
  from issue where status = 'review';
reset role;
update newsletter.newsletter_issues
   set approved_at = ops.now(), approved_by = (select min(id::text)::uuid from admin.admin_users)
 where status = 'approved';
set local role aquascene_editor;
select results_eq(
    format('select status, approved_at, approved_by from newsletter.return_to_draft(%L)', id),
    $$ values ('draft'::varchar, null::timestamptz, null::uuid) $$,
    'should return an approved one, without its approval')
  from issue where status = 'approved';
select is((newsletter.cancel(id)).status, 'approved', 'should take a scheduled one back')
  from issue where status = 'scheduled';

-- Stopped while it is sent, and going on
reset role;
create temp table held as select * from newsletter.claim_batch('w', 2);
grant select on held to aquascene_editor;
set local role aquascene_editor;
select is((newsletter.cancel(id)).status, 'failed', 'should stop one that is being sent')
  from going;
reset role;
select is(count(*), 0::bigint, 'should hand out nobody any more') from newsletter.claim_batch('w');
select results_eq(
    format('select * from newsletter.acknowledge(%s, refused => %L)', min(batch_id),
           jsonb_agg(jsonb_build_object('subscriber_id', subscriber_id, 'status', 'failed',
                                        'code', '5.7.1'))),
    $$ values ('failed', 2::bigint) $$, 'should take what workers hold')
  from held;
set local role aquascene_editor;
select is((newsletter.retry(id)).status, 'scheduled', 'should schedule it again') from going;
reset role;
select is(newsletter.begin_sending(id), 4::bigint, 'should begin again, with the same audience')
  from going;
select is(count(*), 2::bigint, 'and hand out who was not sent to')
  from newsletter.claim_batch('w') where issue_id = (select id from going);

-- Who was refused by our fault
set local role aquascene_editor;
select is(newsletter.retry_failed(id, '^5[.]1'), 0::bigint, 'should send again by code') from going;
select is(newsletter.retry_failed(id), 2::bigint, 'should send again to who was refused')
  from going;
select is(newsletter.retry_failed(id), 0::bigint, 'once') from going;
select throws_ok(
    format('select newsletter.retry_failed(%L, %L)', id, '('), '2201B', null,
    'should refuse what is no regular expression') from going;
reset role;
select results_eq(
    $$ select c.subscriber_id from newsletter.claim_batch('w') as c order by 1 $$,
    $$ select subscriber_id from held order by 1 $$, 'should hand them out');

select * from finish();
rollback;
