-- Test analytics.learn_engagement, with _engagement_samples and _fit_engagement.
begin;
select plan(16);

select test.travel_to('2031-01-31 00:00Z');
select throws_ok(
    format($$ set local role aquascene_admin; select analytics.%s $$, f.call), '42501', null,
    format('nobody executes %s', f.call))
  from (values ('_engagement_samples(''1 day'')'), ('_fit_engagement(''1 day'')')) as f (call);
select throws_ok(
    format($$ set local role %I; select analytics.learn_engagement() $$, r.name), '42501',
    'permission denied for function learn_engagement', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor')) as r (name);
reset role;

create temp table draft as select test.content() as id;
update content.generated_content set tags = '{moss}' where id = (select id from draft);
set local role aquascene_worker;
select is(analytics.learn_engagement(), 0::bigint, 'should learn nothing from nothing');
reset role;
select is_empty($$ table content.engagement_factors $$, 'should write nothing of nothing');

-- 40 articles; those on moss are clicked, in three languages
create temp table article as
select n, test.content('published', 'Article ' || n, language => (array['en', 'de', 'fr'])[1 + n % 3])
           as id
  from generate_series(1, 40) as n;
update content.generated_content as c
   set tags = case when a.n % 2 = 0 then '{moss}'::text[] else '{fish}' end,
       published_at = '2031-01-01 10:00Z'
  from article as a where a.id = c.id;
insert into analytics.content_metrics (content_id, metric_type, metric_name, metric_value, date_bucket)
select a.id, 'email', 'clicks', 100 + a.n, date '2031-01-02' from article as a where a.n % 2 = 0
union all
select a.id, 'engagement', 'page_views', a.n, '2031-01-02' from article as a
union all
select a.id, 'seo', 'position', 1000, '2031-01-02' from article as a;
create temp table young as select test.content('published', 'Young') as id;
update content.generated_content set published_at = '2031-01-24 00:01Z', tags = '{young}'
 where id = (select id from young);

select results_eq(
    $$ select round(min(engagement)::numeric, 2), round(max(engagement)::numeric, 2), count(*)
         from analytics._engagement_samples('7 days') $$,
    $$ values (0.00, 1.00, 40::bigint) $$, 'should rank what has been out for a week');
select cmp_ok(
    min(s.engagement) filter (where a.n % 2 = 0), '>', max(s.engagement) filter (where a.n % 2 = 1),
    'should rank by what was earned, not by other measures')
  from analytics._engagement_samples('7 days') as s join article as a on a.id = s.content_id;

select cmp_ok(analytics.learn_engagement(), '>', 5::bigint, 'should count what it learned');
select is(round(effect, 2), 0.50, 'should know the mean')
  from content.engagement_factors where dimension = 'mean';
select cmp_ok(m.effect - f.effect, '>', 0.2, 'should learn that moss is liked better than fish')
  from content.engagement_factors as m, content.engagement_factors as f
 where (m.dimension, m.value) = ('tag', 'moss') and (f.dimension, f.value) = ('tag', 'fish');
select cmp_ok(m.effect, '<', 0.25, 'should be careful: with 20 articles, half of the difference')
  from content.engagement_factors as m where (m.dimension, m.value) = ('tag', 'moss');
select cmp_ok(max(abs(effect)), '<', 0.05, 'should find nothing in the language')
  from content.engagement_factors where dimension = 'language';
select is_empty($$ select * from content.engagement_factors where value = 'young' $$,
                'should learn nothing from what is young');
select cmp_ok(c.engagement_prediction, '>', 0.6, 'should predict drafts anew')
  from draft join content.generated_content as c using (id);
update ops.settings set value = '100000' where key = 'content.engagement_shrinkage';
select analytics.learn_engagement();
select cmp_ok(max(abs(effect)), '<', 0.001, 'should go by the setting')
  from content.engagement_factors where dimension <> 'mean';

select * from finish();
rollback;
