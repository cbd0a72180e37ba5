-- Test analytics.backtest_engagement: how good the prediction is.
begin;
select plan(11);

select test.travel_to('2031-01-31 00:00Z');
select throws_ok(
    format($$ set local role %I; select analytics.backtest_engagement() $$, r.name), '42501',
    null, format('%s may not execute it', r.name))
  from (values ('aquascene_app')) as r (name);
reset role;
select throws_ok(
    format('select analytics.backtest_engagement(folds => %s)', f.folds), '22023', null,
    format('should refuse %s folds', f.folds))
  from (values ('1'), ('101'), ('null')) as f (folds);
select is(articles, 0::bigint, 'should test nothing on nothing') from analytics.backtest_engagement();

create temp table article as
select n, test.content('published', 'Article ' || n) as id from generate_series(1, 300) as n;
update content.generated_content as c
   set tags = case when a.n % 2 = 0 then '{moss}'::text[] else '{fish}' end,
       published_at = '2031-01-01 10:00Z'
  from article as a where a.id = c.id;
-- moss earns more, not always
insert into analytics.content_metrics (content_id, metric_type, metric_name, metric_value, date_bucket)
select a.id, 'engagement', 'page_views',
       abs(hashint4(a.n)) % 1000 + case when a.n % 2 = 0 then 500 else 0 end, '2031-01-02'
  from article as a;
create temp table told as select * from analytics.backtest_engagement();
select is(articles, 300::bigint, 'should test every article once') from told;
select cmp_ok(correlation, '>', 0.3, 'should find what is there') from told;
select cmp_ok(error, '<', naive_error * 0.95, 'should be nearer than the mean') from told;
select is(round(naive_error, 2), 0.25, 'should say how far the mean is from the truth') from told;

update analytics.content_metrics as m set metric_value = abs(hashint4(a.n)) % 1000
  from article as a where a.id = m.content_id;
create temp table chance as select * from analytics.backtest_engagement(folds => 10);
select cmp_ok(abs(correlation), '<', 0.3, 'should find nothing in chance') from chance;
select is_empty($$ table content.engagement_factors $$, 'should leave what was learned alone');

select * from finish();
rollback;
