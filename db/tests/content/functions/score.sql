-- Test content._score: counts and scores a draft whenever its text is written. What the scores are
-- made of, the tests of readability, seo_checks and quality_parts say.
begin;
select plan(29);

update ops.settings set value = '100' where key = 'content.words_per_minute';
create function pg_temp.draft(body text, language text default 'xx')
returns content.generated_content
language sql as $function$
    insert into content.generated_content (content_type, title, content, language)
    values ('guide', 'x', draft.body, draft.language)
    returning *;
$function$;

select throws_ok(
    $$ set local role aquascene_worker; select content._score() $$, '42501', null,
    'a worker may not execute it');

-- Counts
select is(
    (d.word_count, d.estimated_reading_time)::text, t.expected,
    format('should count %s words and minutes', t.expected))
  from (values ('- !', '(0,0)'), ('one', '(1,1)'), (repeat('w ', 100), '(100,1)'),
               (repeat('w ', 101), '(101,2)')) as t (body, expected)
 cross join lateral pg_temp.draft(t.body) as d;
select is(
    (pg_temp.draft(t.body, t.language)).readability_score,
    content.readability(t.body, t.language), format('should say how readable %s is', t.language))
  from (values ('Banana papa mama tulip.', 'es'), ('Banana papa mama tulip.', 'de'),
               (' ', 'en')) as t (body, language);

-- Scores
create temp table draft as
select (pg_temp.draft(E'Plants need light.\n\nThey need water too.', 'en')).*;
select is(d.seo_score, round(sum(c.weight) filter (where c.passed) / sum(c.weight), 2),
          'should keep the part of the SEO checks that is passed')
  from draft as d cross join lateral content.seo_report(d.id) as c group by d.seo_score;
select is(d.quality_score, round(sum(q.score * q.weight), 2),
          'should keep the weighted sum of the parts of quality')
  from draft as d cross join lateral content.quality_report(d.id) as q group by d.quality_score;

-- When
create function pg_temp.is_scored(assignment text) returns boolean language plpgsql as $function$
declare
    _is_scored boolean;
begin
    update content.generated_content set quality_score = 0 where id = (select id from draft);
    execute format('update content.generated_content set %s where id = (select id from draft) '
                   'returning quality_score > 0', is_scored.assignment) into _is_scored;
    return _is_scored;
end;
$function$;
select ok(pg_temp.is_scored(a.assignment), format('should score again after %s', a.assignment))
  from (values ('title = ''t'''), ('content = ''c'''), ('summary = ''s'''), ('excerpt = ''e'''),
               ('tags = ''{x}'''), ('categories = ''{x}'''), ('language = ''fr'''),
               ('target_audience = ''expert'''), ('source_materials = ''["x"]'''),
               ('focus_keyword = ''moss'''), ('slug = ''another-name'''),
               ('tags = ''{y,x}''')) as a (assignment);
select ok(
    not pg_temp.is_scored(a.assignment), format('should not score again after %s', a.assignment))
  from (values ('status = ''review'''), ('review_note = ''n'''), ('tags = ''{y,z}'''))
       as a (assignment);
select is(
    (select quality_score from content.generated_content
      where id = (select id from draft)), 0.00, 'should leave a score that an editor corrects');
select lives_ok(
    $$ select pg_temp.draft(repeat('word ', 400000)) $$, 'should score a text of 2 MB');
select lives_ok(
    $$ select pg_temp.draft('') $$, 'should score an empty text');
select is(quality_score between 0 and 1, true, 'should keep quality in its range')
  from pg_temp.draft(E'\u200f!');

select * from finish();
rollback;
