-- Test content.engagement_factors: what published articles taught about engagement.
begin;
select plan(6);

select results_eq(
    $$ select test.columns('content.engagement_factors') $$,
    $$ values ('dimension text not null'), ('value text not null'), ('effect numeric not null'),
              ('sample_count integer not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('content.engagement_factors') $$,
    $$ values ('PRIMARY KEY (dimension, value)') $$, 'should have this key');
select throws_ok(
    format($$ set local role %I; delete from content.engagement_factors $$, r.name), '42501', null,
    format('%s may not write', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);
reset role;
select throws_like(
    format('insert into content.engagement_factors values (%L, %L, 0, %s)', f.dimension, '', f.count),
    format('%%"%s"%%', f.name), format('should refuse %s', f.what))
  from (values ('colour', 1, 'engagement_factors_dimension_is_known', 'a strange dimension'),
               ('tag', -1, 'engagement_factors_sample_count_is_a_count', 'fewer samples than none')
       ) as f (dimension, count, name, what);

select * from finish();
rollback;
