-- Test subjects that are tried: begin_sending, claim_batch, _choose_winner, variant_report.
begin;
select plan(20);

select test.travel_to('2031-01-01 10:00:00+00');
create temp table reader as
select test.subscriber('r' || i || '@example.com') as id, i from generate_series(1, 400) as i;
create temp table issue as select test.issue('scheduled') as id;
update newsletter.newsletter_issues
   set subject_variants = '{One,Two}', test_share = 0.5, test_metric = 'opens',
       test_wait = '4 hours';
select is(newsletter.begin_sending(id), 400::bigint, 'should freeze everybody') from issue;
select is(decide_at, '2031-01-01 14:00:00+00'::timestamptz, 'should know when it is decided')
  from newsletter.newsletter_issues;
create temp table tried as
select r.id, newsletter.variant_of(issue.id, r.id, 2, 0.5) as variant from reader as r, issue;
select results_eq(
    $$ select c.due_at, sum(c.size) from newsletter.newsletter_chunks as c group by 1 order by 1 $$,
    $$ select '2031-01-01 10:00:00+00'::timestamptz, count(variant) from tried
        union all
       select '2031-01-01 14:00:00+00', count(*) filter (where variant is null) from tried $$,
    'should have the others wait');
create temp table claimed as select * from newsletter.claim_batch('w', 1000);
select is_empty(
    $$ select from tried full join claimed on claimed.subscriber_id = tried.id
        where claimed.variant is distinct from tried.variant $$,
    'should hand out each with its variant');
select is(newsletter.issue_payload(id) -> 'subject_variants', '["One", "Two"]', 'and the subjects')
  from issue;
select is_empty($$ select from newsletter.claim_batch('w') $$, 'the others should wait');
select count(*) from newsletter.acknowledge(
    (select min(batch_id) from claimed), array(select subscriber_id from claimed));

-- Half of those with the second subject read it, and a tenth of the others
update newsletter.newsletter_deliveries as d
   set first_opened_at = ops.now()
  from (select t.id, t.variant,
               row_number() over (partition by t.variant order by t.id)
               / count(*) over (partition by t.variant)::numeric as part
          from tried as t) as t
 where d.subscriber_id = t.id and t.part <= case t.variant when 2 then 0.5 else 0.1 end;
update newsletter.newsletter_deliveries set first_clicked_at = ops.now()
 where subscriber_id = (select min(id::text)::uuid from tried where variant = 1);
select results_eq(
    $$ select r.variant, r.subject_line, r.sent_count, r.unique_clicks,
              abs(r.rate - case r.variant when 2 then 0.5 else 0.1 end) < 0.02, r.is_winner,
              r.confidence
         from newsletter.variant_report as r order by 1 $$,
    $$ select v.n, v.subject, (select count(*) from tried where variant = v.n), v.clicks::bigint,
              true, false, null::numeric
         from (values (1, 'One', 1), (2, 'Two', 0)) as v (n, subject, clicks) $$,
    'should tell how they do');
set local role aquascene_reader;
select lives_ok($$ select from newsletter.variant_report $$, 'a reader may read it');
reset role;

select test.travel_to('2031-01-01 14:00:00+00');
create temp table rest as select * from newsletter.claim_batch('w', 1000);
select is(count(*), (select count(*) from tried where variant is null),
          'should send to the others then') from rest;
select is(min(variant), 2, 'the subject that won') from rest;
select is(max(variant), 2, 'all of them') from rest;
select results_eq(
    $$ select i.subject_line, i.winner,
        i.winner_confidence > 0.99 from newsletter.newsletter_issues as i $$,
    $$ values ('Two', 2, true) $$, 'should be the subject of the issue');
select results_eq(
    $$ select variant, is_winner, confidence > 0.99 from newsletter.variant_report order by 1 $$,
    $$ values (1, false, null::boolean), (2, true, true) $$, 'should be seen');
select is(count(*), 1::bigint, 'should be an event') from audit.system_events
 where event_name = 'winner_chosen';
update newsletter.newsletter_deliveries set first_opened_at = ops.now();
select is((newsletter._choose_winner(id)).winner_confidence > 0.99, true, 'should be decided once')
  from issue;

-- Ties, nobody, no test
update newsletter.newsletter_issues set winner = null, winner_confidence = null;
select results_eq(
    format('select winner, winner_confidence from newsletter._choose_winner(%L)', id),
    $$ values (1, 0.5000) $$, 'should take the first of equal ones')
  from issue;
update newsletter.newsletter_issues set winner = null, winner_confidence = null;
update newsletter.newsletter_deliveries set first_opened_at = null;
select results_eq(
    format('select winner, winner_confidence from newsletter._choose_winner(%L)', id),
    $$ values (1, 0.5000) $$, 'or where nobody read anything')
  from issue;
update newsletter.newsletter_issues set winner = null, winner_confidence = null;
update newsletter.newsletter_deliveries set status = 'failed';
select results_eq(
    format('select winner, winner_confidence from newsletter._choose_winner(%L)', id),
    $$ values (1, null::numeric) $$, 'or nothing arrived')
  from issue;
create temp table plain as select test.issue('sending') as id;
select is((newsletter._choose_winner(id)).winner, null, 'should decide nothing without a test')
  from plain;
select is_empty($$ select from newsletter.variant_report as r join plain on plain.id = r.issue_id
    $$,
                'nor report it');

select * from finish();
rollback;
