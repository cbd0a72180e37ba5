-- Test content.summarize: the most central sentences of a text.
begin;
select plan(37);

select volatility_is(
    'content', 'summarize', array['text', 'integer', 'text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.summarize(text,integer,text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_app; select content.summarize('x') $$, '42501', null,
    'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.summarize('A dog.') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

create temp table story as
select 'Filters hum quietly behind big stones. Moss covers dark wood slowly. '
       'Dark wood with moss needs shade. Shade lets moss grow thick.' as body;
select is(
    content.summarize(body, sentences => t.sentences), t.expected,
    format('should give %s sentences in their order', t.sentences))
  from story,
       (values (0, null),
               (1, 'Dark wood with moss needs shade.'),
               (2, 'Moss covers dark wood slowly. Dark wood with moss needs shade.'),
               (3, 'Moss covers dark wood slowly. Dark wood with moss needs shade. '
                   'Shade lets moss grow thick.'),
               (-1, null)) as t (sentences, expected);
select is(content.summarize(body, 9), body, 'should give all when there are no more') from story;
select is(
    content.summarize(body), content.summarize(body, 3, 'en'),
    'should give three, of English, by default')
  from story;

select is(
    content.summarize(t.body, 1), t.expected, format('should %s', t.what))
  from (values
        ('not let length win by itself',
         'Cold red fish swim home slowly. Red fish swim home. Swim home, red fish!',
         'Red fish swim home.'),
        ('leave headings for last', E'Moss\n\nMoss loves cool clear water',
            'Moss loves cool clear water'),
        ('take four words for a sentence', 'Moss. Moss. Moss. Red fish eat moss.',
         'Red fish eat moss.'),
        ('take three words for none', 'Moss. Moss. Moss. Fish eat moss.', 'Moss.'),
        ('take the first of equal ones', 'Red fish swim home. Red fish swim home!',
         'Red fish swim home.')) as t (what, body, expected);
select is(
    content.summarize(t.body, 2), t.expected, format('should part sentences %s', t.what))
  from (values ('at a question', 'Does moss grow? Yes, moss grows.',
      'Does moss grow? Yes, moss grows.'),
               ('without a space in Chinese', '水草需要光照。水草需要肥料。', '水草需要光照。水草需要肥料。'),
               ('not within a number', 'Moss weighs 3.5 grams.', 'Moss weighs 3.5 grams.'),
               ('at a new line, without the spaces', E'  Moss grows  \n\n  Fish swim  ',
                'Moss grows Fish swim')) as t (what, body, expected);
select is(
    content.summarize('Die Welse und die Schnecken. Der Wels mag Schnecken sehr gern fressen.', 1,
                      'de'),
    'Der Wels mag Schnecken sehr gern fressen.',
        'should know stop words and stems of the language');
select is(
    content.summarize(t.body, 1, t.language), t.expected, format('should %s', t.what))
  from (values
        ('count pairs of Chinese characters as words', 'zh',
         '天气很好很好很好。水草需要光照和肥料。光照和肥料帮助水草。', '水草需要光照和肥料。'),
        ('keep an abbreviation in its sentence', 'en',
         'Moss needs food, e.g. Potassium for moss. Fish sleep.',
         'Moss needs food, e.g. Potassium for moss.'),
        ('leave the mark of a list out', 'en', E'- Moss needs cool water always\n- Yes',
         'Moss needs cool water always'),
        ('take a long sentence last', 'en',
         repeat('moss wood light water ', 40) || E'\n\nMoss wood light water.',
         'Moss wood light water.'),
        ('cut a long sentence', 'en', repeat('moss wood ', 100),
         btrim(left(repeat('moss wood ', 100), 650)) || '…'),
        ('take 650 characters for no long sentence', 'en', repeat('a', 650), repeat('a', 650))
       ) as t (what, language, body, expected);
select is(
    content.summarize(
        repeat('Moss grows on wood. ', 15000) || repeat('Fish swim in clear water. ', 100000), 1),
    'Moss grows on wood.', 'should read the first 300,000 characters only');
select is(
    length(content.summarize(t.body, 1)), t.length,
    format('should bear %s characters of %L', length(t.body), left(t.body, 5)))
  from (values (repeat('word ', 2000000), 650), (repeat('水草', 3000000), 651),
               (repeat(E'\n', 10000000), null), (repeat('. ', 5000000), null)) as t (body, length);
select is(
    p.proconfig @> array['jit=off'], true, 'should not be compiled: that takes longer than it runs')
  from pg_proc as p where p.oid = 'content.summarize(text,integer,text)'::regprocedure;
select is(content.summarize(t.body), null, format('should give null for %L', t.body))
  from (values (''), (E' \n '), (null)) as t (body);

select * from finish();
rollback;
