-- Test newsletter.set_variants: subjects to try.
begin;
select plan(32);

create temp table issue as
select s.status, test.issue(s.status) as id
  from unnest('{draft,approved}'::text[]) as s (status);
insert into issue select 'spread', test.issue();
update newsletter.newsletter_issues set send_mode = 'spread'
 where id = (select id from issue where status = 'spread');
grant select on issue to aquascene_editor, aquascene_worker;
set local role aquascene_worker;
select throws_ok(format('select newsletter.set_variants(%L, %L)', id, '{a,b}'), '42501', null,
                 'a worker may not') from issue where status = 'draft';
reset role;
set local role aquascene_editor;
select throws_ok(format('select newsletter.set_variants(%L, %L)', id, '{a,b}'), '28000', null,
                 'nobody may not') from issue where status = 'draft';
reset role;
select test.act_as('editor');
set local role aquascene_editor;
select throws_ok($$ select newsletter.set_variants(null, '{a,b}') $$, 'P0002', null,
                 'should know no issue that is none');
select throws_ok(format('select newsletter.set_variants(%L, %L)', id, '{a,b}'), '55000', null,
                 'should change no issue that was approved') from issue where status = 'approved';
select throws_ok(format('select newsletter.set_variants(%L, %L)', id, '{a,b}'), '22023',
                 'subjects cannot be tried on an issue that is sent by spread',
                 'should refuse another send_mode') from issue where status = 'spread';
select throws_ok(
    format('select newsletter.set_variants(%L, %s)', issue.id, a.arguments), '22023', null,
    format('should refuse %s', a.arguments))
  from issue, (values ($$'{a}'$$), ($$'{a,b,c,d,e,f}'$$), ($$'{a,a}'$$), ($$'{a," a"}'$$),
                      ($$'{a,""}'$$), ($$'{a,null}'$$), ($$array['a', E'b\nBcc: x']$$),
                      ($$array['a', repeat('b', 1001)]$$), ($$'{a,b}', 0$$), ($$'{a,b}', 1.01$$),
                      ($$'{a,b}', null$$), ($$'{a,b}', 0.2, 'sales'$$), ($$'{a,b}', 0.2, null$$),
                      ($$'{a,b}', 0.2, 'opens', '0'$$), ($$'{a,b}', 0.2, 'opens', '8 days'$$),
                      ($$'{a,b}', 0.2, 'opens', null$$)) as a (arguments)
 where issue.status = 'draft';
select results_eq(
    format($$ select subject_line, subject_variants, test_share, test_metric, test_wait
                from newsletter.set_variants(%L, '{One,Two}', 0.1, 'clicks', '1 hour') $$, id),
    $$ values ('One', '{One,Two}'::text[], 0.100, 'clicks', interval '1 hour') $$,
    'should set them, and take the first for the subject')
  from issue where status = 'draft';
select results_eq(
    format($$ select subject_line, subject_variants, test_share, test_metric, test_wait
                from newsletter.set_variants(%L, '{}') $$, id),
    $$ values ('One', '{}'::text[], null::numeric, null::text, null::interval) $$,
    'should take them back')
  from issue where status = 'draft';
reset role;

select throws_like(
    format('update newsletter.newsletter_issues set %s where id = %L', c.change, issue.id),
    '%"' || c.fault || '"%', format('should refuse %s', c.change))
  from issue, (values
            ($$subject_variants = '{a}'$$, 'newsletter_issues_subject_variants_are_two_to_five'),
            ($$subject_variants = '{a,b}'$$, 'newsletter_issues_test_is_whole'),
            ($$subject_variants = '{a,b}', test_share = 0.1, test_metric = 'opens',
               test_wait = '1 hour', send_mode = 'spread'$$, 'newsletter_issues_test_is_whole'),
            ($$test_share = 0$$, 'newsletter_issues_test_is_possible'),
            ($$test_metric = 'sales'$$, 'newsletter_issues_test_is_possible'),
            ($$test_wait = '8 days'$$, 'newsletter_issues_test_is_possible'),
            ($$winner = 1$$, 'newsletter_issues_winner_is_a_variant')) as c (change, fault)
 where issue.status = 'draft';
select is(count(*), 2::bigint, 'should be audited') from audit.audit_log
 where table_name = 'newsletter.newsletter_issues' and action = 'update'
   and record_id = (select id::text from issue where status = 'draft');

select lives_ok(format($$ update newsletter.newsletter_issues
                             set subject_variants = '{a,b}', test_share = 1, test_metric = 'opens',
                                 test_wait = '1 minute', winner = 2 where id = %L $$, id),
                'should hold what can be') from issue where status = 'draft';

select * from finish();
rollback;
