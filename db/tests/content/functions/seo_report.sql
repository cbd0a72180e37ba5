-- Test content.seo_report: explains the SEO score.
begin;
select plan(5);

create temp table draft as select test.content() as id;
grant select on draft to public;
select throws_ok(
    $$ set local role aquascene_app; select content.seo_report(gen_random_uuid()) $$, '42501',
    'permission denied for function seo_report', 'aquascene_app may not execute it');
set local role aquascene_reader;
select is(count(*), 11::bigint, 'should give every check')
  from draft cross join lateral content.seo_report(id);
reset role;
select results_eq(
    format($$ select "check", passed, weight, advice from content.seo_report(%L) limit 1 $$, id),
    $$ values ('title length', true, 2.0, 'Fine: the title has 26 characters.') $$,
    'should say what it found')
  from draft;
select is(round(sum(s.weight) filter (where s.passed) / sum(s.weight), 2), c.seo_score,
          'should add up to the score')
  from draft as d
  join content.generated_content as c using (id)
 cross join lateral content.seo_report(d.id) as s group by c.seo_score;
select throws_ok(
    $$ select * from content.seo_report(null) $$, 'P0002', null, 'should refuse what is not there');

select * from finish();
rollback;
