-- Test ops.archive_old_metrics: the seed's retention of metrics and audit.
begin;
select plan(9);

select function_returns('ops', 'archive_old_metrics', array[]::text[], 'void');
set local role aquascene_editor;
select throws_ok($$ select ops.archive_old_metrics() $$, '42501', null, 'an editor may not');
reset role;

insert into analytics.content_metrics (content_id, metric_type, metric_name, date_bucket)
select test.content(), 'email', 'opens', d.day
  from (values ('2043-06-14'::date), ('2043-06-15')) as d (day);
insert into analytics.newsletter_metrics (issue_id, metric_type, recorded_at)
select test.issue(), 'total', d.instant
  from (values ('2044-06-14 23:59:59Z'::timestamptz), ('2044-06-15Z')) as d (instant);
insert into audit.audit_log (table_name, record_id, action, new_data, changed_at)
select 't', '1', 'insert', '{}', d.instant
  from (values ('2044-12-14 23:59:59Z'::timestamptz), ('2044-12-15Z')) as d (instant);
insert into audit.system_events (event_type, event_name, occurred_at)
values ('t', 'n', '2000-01-01Z');

select test.travel_to('2045-06-15 12:00Z');
set local search_path = public, ops;
set local role aquascene_worker;
select lives_ok($$ select archive_old_metrics() $$, 'a worker may, by the seed''s name');
reset role;
select results_eq(
    $$ select date_bucket from analytics.content_metrics $$, $$ values ('2043-06-15'::date) $$,
    'should keep content metrics for 2 years');
select results_eq(
    $$ select recorded_at from analytics.newsletter_metrics $$,
    $$ values ('2044-06-15Z'::timestamptz) $$, 'should keep newsletter metrics for 1 year');
select results_eq(
    $$ select changed_at from audit.audit_log where table_name = 't' $$,
    $$ values ('2044-12-15Z'::timestamptz) $$, 'should keep the audit log for 6 months');
select is(
    count(*), 1::bigint, 'should leave the other tables to ops.apply_retention')
  from audit.system_events;

update ops.partition_policies set retention = interval '1 month'
 where table_name = 'analytics.content_metrics';
select archive_old_metrics();
select is_empty($$ select from analytics.content_metrics $$, 'should follow the policies');

delete from ops.partition_policies where table_name = 'audit.audit_log';
select throws_ok(
    $$ select archive_old_metrics() $$, 'P0002', null, 'should refuse when a policy is missing');

select * from finish();
rollback;
