-- Test newsletter.variant_report: how subjects did; the rest is in functions/choose_winner.sql.
begin;
select plan(3);

select results_eq(
    $$ select test.columns('newsletter.variant_report') $$,
    $$ values ('issue_id uuid'), ('issue_number integer'), ('variant integer'),
              ('subject_line text'), ('sent_count bigint'), ('unique_opens bigint'),
              ('unique_clicks bigint'), ('rate numeric'), ('is_winner boolean'),
              ('confidence numeric') $$,
    'should have these columns');
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.variant_report $$, '42501', null,
    'the public edge may not read');
create temp table issue as select test.issue() as id;
update newsletter.newsletter_issues
   set subject_variants = '{One,Two}', test_share = 0.5, test_metric = 'clicks',
       test_wait = '4 hours';
set local role aquascene_reader;
select results_eq(
    $$ select variant, subject_line, sent_count, rate, is_winner from newsletter.variant_report $$,
    $$ values (1, 'One', 0::bigint, null::numeric, false), (2, 'Two', 0, null, false) $$,
    'should show what was sent to nobody yet');

select * from finish();
rollback;
