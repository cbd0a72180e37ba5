-- Test content.quality_report: explains the quality score.
begin;
select plan(7);

create temp table draft as select test.content() as id;
grant select on draft to public;
select throws_ok(
    $$ set local role aquascene_app; select content.quality_report(gen_random_uuid()) $$, '42501',
    'permission denied for function quality_report', 'aquascene_app may not execute it');
set local role aquascene_editor;
select results_eq(
    format($$ select part, weight from content.quality_report(%L) $$, id),
    $$ values ('readability', 0.15), ('structure', 0.10), ('variety', 0.10), ('originality', 0.40),
              ('seo', 0.15), ('completeness', 0.10) $$,
    'should give every part, with its weight')
  from draft;
reset role;
select is(round(sum(q.score * q.weight), 2), c.quality_score, 'should add up to the score')
  from draft as d
  join content.generated_content as c using (id)
 cross join lateral content.quality_report(d.id) as q group by c.quality_score;
select is(q.finding, 'It lacks a summary, an excerpt, tags, a category, 300 words.',
          'should say what is missing')
  from draft as d cross join lateral content.quality_report(d.id) as q
 where q.part = 'completeness';
select alike(q.finding, '%names no source material%', 'should say what it compared')
  from draft as d cross join lateral content.quality_report(d.id) as q where q.part = 'originality';
select throws_ok(
    $$ select * from content.quality_report('00000000-0000-0000-0000-000000000000') $$, 'P0002',
    'no generated content 00000000-0000-0000-0000-000000000000', 'should refuse what is not there');
select throws_ok($$ select * from content.quality_report(null) $$, 'P0002', null,
                 'should refuse null');

select * from finish();
rollback;
