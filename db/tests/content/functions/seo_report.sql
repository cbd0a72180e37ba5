-- Test content.seo_report: explains the SEO score of content.
begin;
select plan(15);

select volatility_is('content', 'seo_report', array['uuid'], 'stable', 'should be stable');
select is_definer('content', 'seo_report', array['uuid'], 'should run as its owner');
select throws_ok(
    $$ set local role aquascene_app; select content.seo_report(gen_random_uuid()) $$, '42501', null,
    'aquascene_app may not execute it');
reset role;

create temp table draft as
select test.content(title => 'A draft about water plants',
                    body => 'Mosses need light. They need water too.') as id;
grant select on draft to public;
select lives_ok(
    format($$ set local role %I; select content.seo_report(id) from draft $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_editor'), ('aquascene_worker')) as r (name);
reset role;

create function pg_temp.advice(wanted text) returns text language sql as $function$
    select r.advice from draft as d cross join lateral content.seo_report(d.id) as r
     where r."check" = advice.wanted;
$function$;
select is(count(*), 11::bigint, 'should have a row for each check')
  from draft as d cross join lateral content.seo_report(d.id);
select is(
    (select round(sum(r.weight) filter (where r.passed) / sum(r.weight), 2)
       from draft as d cross join lateral content.seo_report(d.id) as r),
    (select c.seo_score from content.generated_content as c join draft as d using (id)),
    'should explain the score that is kept');
select is(pg_temp.advice('keyword_in_intro'), '"water" stands first at word 6: fine.',
          'should take the keyword from title and text');
update content.generated_content set tags = '{moss}' where id = (select id from draft);
select is(pg_temp.advice('keyword_in_intro'), '"moss" stands first at word 1: fine.',
          'should take the first tag before that');
update content.generated_content
   set focus_keyword = 'light', summary = repeat('s', 80), excerpt = ''
 where id = (select id from draft);
select is(pg_temp.advice('keyword_in_intro'), '"light" stands first at word 3: fine.',
          'should take the focus keyword before all');
select is(pg_temp.advice('description_length'), 'The description has 80 characters: fine.',
          'should take the summary for the description');
update content.generated_content set excerpt = repeat('e', 90) where id = (select id from draft);
select is(pg_temp.advice('description_length'), 'The description has 90 characters: fine.',
          'should take the excerpt before it');

select throws_ok(
    format($$ select * from content.seo_report(%L) $$, t.id), 'P0002', null,
    format('should know no content %L', t.id))
  from (values ('00000000-0000-0000-0000-000000000000'::uuid), (null)) as t (id);

select * from finish();
rollback;
