-- Test content._score: counts and scores a draft whenever its text is written.
begin;
select plan(52);

update ops.settings set value = '100' where key = 'content.words_per_minute';
create function pg_temp.draft(
    title text default 'x', body text default 'x', summary text default null,
    excerpt text default null, tags text[] default null, language text default 'xx',
    source_materials jsonb default '[]')
returns content.generated_content
language sql as $function$
    insert into content.generated_content (content_type, title, content, summary, excerpt, tags,
                                           language, source_materials)
    values ('guide', draft.title, draft.body, draft.summary, draft.excerpt, draft.tags,
            draft.language, draft.source_materials)
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
 cross join lateral pg_temp.draft(body => t.body) as d;
select is(
    (pg_temp.draft(body => t.body, language => t.language)).readability_score,
    content.readability(t.body, t.language), format('should say how readable %s is', t.language))
  from (values ('Banana papa mama tulip.', 'es'), ('Banana papa mama tulip.', 'de'),
               (' ', 'en')) as t (body, language);

-- Each of the six checks, at both of its ends
select is(
    d.seo_score, t.expected,
    format('should give %s for %s', t.expected, t.what))
  from (values
        ('a title of 19', 0.00, repeat('x', 19), null, 'x', null, null::text[]),
        ('a title of 20', 0.17, repeat('x', 20), null, 'x', null, null),
        ('a title of 70', 0.17, repeat('x', 70), null, 'x', null, null),
        ('a title of 71', 0.00, repeat('x', 71), null, 'x', null, null),
        ('a summary of 69', 0.00, 'x', repeat('x', 69), 'x', null, null),
        ('a summary of 70', 0.17, 'x', repeat('x', 70), 'x', null, null),
        ('a summary of 320', 0.17, 'x', repeat('x', 320), 'x', null, null),
        ('a summary of 321', 0.00, 'x', repeat('x', 321), 'x', null, null),
        ('299 words', 0.00, 'x', null, repeat('x ', 299), null, null),
        ('300 words', 0.17, 'x', null, repeat('x ', 300), null, null),
        ('two paragraphs', 0.00, 'x', null, E'x\n\nx\nx', null, null),
        ('two between empty lines', 0.00, 'x', null, E'\n\nx\n\nx\n\n', null, null),
        ('three paragraphs', 0.17, 'x', null, E'x\n\nx\n \nx', null, null),
        ('no tag', 0.00, 'x', null, 'x', null, '{}'),
        ('a tag', 0.17, 'x', null, 'x', null, '{moss}'),
        ('an empty excerpt', 0.00, 'x', null, 'x', '', null),
        ('an excerpt', 0.17, 'x', null, 'x', 'e', null),
        ('all but the excerpt', 0.83, repeat('x', 30), repeat('x', 99),
         E'x\n\nx\n\n' || repeat('x ', 300), null, '{moss}'),
        ('all', 1.00, repeat('x', 30), repeat('x', 99),
         E'x\n\nx\n\n' || repeat('x ', 300), 'e', '{moss}')
       ) as t (what, expected, title, summary, body, excerpt, tags)
 cross join lateral pg_temp.draft(t.title, t.body, t.summary, t.excerpt, t.tags) as d;

-- Quality. The six words read with 100: 0.25 for that, and 0.003 for the length.
create function pg_temp.source(body text) returns jsonb language sql as $function$
    select jsonb_build_array(test.raw(source.body));
$function$;
select is(
    d.quality_score, round(t.expected, 2), format('should judge %s', t.what))
  from (values
        ('an original text', 'a b c d e f', '[]'::jsonb, 0.253 + 0.20 + 0.15),
        ('a copy', 'A b, c d e f!', pg_temp.source('z a b C d e f z'), 0.253 + 0.20),
        ('a copy of the whole source', 'a b c d e f', pg_temp.source('a b c d e f'), 0.253 + 0.20),
        ('a text half of which is copied', 'a b c d e f', pg_temp.source('a b c d e'),
         0.253 + 0.20 + 0.075),
        ('a text with one of two sources copied', 'a b c d e f',
         pg_temp.source('other text') || pg_temp.source('b c d e f'), 0.253 + 0.20 + 0.075),
        ('a source that holds it in longer words only', 'a b c d e f',
         pg_temp.source('xa b c d ex b c d e fx'), 0.253 + 0.20 + 0.15),
        ('a source that is gone', 'a b c d e f', '["00000000-0000-0000-0000-000000000000", "x"]',
         0.253 + 0.20 + 0.15),
        ('four words, too few to compare', 'a b c d', pg_temp.source('a b c d'),
         0.252 + 0.20 + 0.15),
        ('a repeated shingle once', 'a b c d e a b c d e', pg_temp.source('a b c d e'),
         0.255 + 0.20 * 0.5 / 0.6 + 0.15 * 0.8),
        ('the same word ten times', repeat('a ', 10), '[]',
         0.255 + 0.20 * 0.1 / 0.6 + 0.15),
        ('three different words of five', 'a b c a a', '[]', 0.2525 + 0.20 + 0.15),
        ('a text without words', '- !', '[]', 0.15)
       ) as t (what, body, source_materials, expected)
 cross join lateral pg_temp.draft(body => t.body, source_materials => t.source_materials) as d;
select is(
    (pg_temp.draft(body => string_agg('w' || n, ' ') || repeat(' w1', 800),
                   language => 'xx')).quality_score,
    round(0.25 * 0.17 + 0 + 0.20 + 0.15 + 0.15, 2),
    'should look at the first 200 words for variety, and count no more than 300 for length')
  from generate_series(1, 200) as n;
select is(
    (pg_temp.draft(title => repeat('x', 30), body => 'a b c d e f', excerpt => 'e',
                   tags => '{moss}')).quality_score,
    round(0.25 * 0.5 + 0.253 + 0.20 + 0.15, 2), 'should count SEO a quarter');
select is(
    (pg_temp.draft(body => t.body)).quality_score,
    round(0.25 * content.readability(t.body, 'xx') / 100.0 + 0.20 + 0.003 + 0.15, 2),
    'should count readability a quarter')
  from (values ('aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff')) as t (body);

-- When
create temp table draft as select (pg_temp.draft()).id;
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
               ('tags = ''{x}'''), ('language = ''fr'''), ('source_materials = ''["x"]'''))
       as a (assignment);
select ok(
    not pg_temp.is_scored(a.assignment), format('should not score again after %s', a.assignment))
  from (values ('status = ''review'''), ('review_note = ''n''')) as a (assignment);
select is(
    (select quality_score from content.generated_content
      where id = (select id from draft)), 0.00, 'should leave a score that an editor corrects');

select * from finish();
rollback;
