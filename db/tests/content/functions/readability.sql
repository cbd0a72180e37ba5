-- Test content.readability: reading ease by the formula of the language.
begin;
select plan(29);

select volatility_is(
    'content', 'readability', array['text', 'text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.readability(text,text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_app; select content.readability('x', 'en') $$, '42501', null,
    'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.readability('x', 'en') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

-- Eight words, two sentences, seventeen syllables, 46 characters
select is(
    content.readability('Banana papa mama tulip. Kilo robot silo salad!', t.language), t.expected,
    format('should follow the formula for %s', t.language))
  from (values ('en', round(206.835 - 1.015 * 4 - 84.6 * 17 / 8.0)::integer),
               ('de', round(180 - 4 - 58.5 * 17 / 8.0)::integer),
               ('fr', round(207 - 1.015 * 4 - 73.6 * 17 / 8.0)::integer),
               ('es', round(206.84 - 1.02 * 4 - 60 * 17 / 8.0)::integer),
               ('nl', round(140 - 2 * 4 - 8 * 46.0 / 8)::integer)) as t (language, expected);
select is(
    content.readability('Banana papa mama tulip. Kilo robot silo salad!', null),
    content.readability('Banana papa mama tulip. Kilo robot silo salad!', 'nl'),
    'should take ours when the language is not known');

-- English: every word of four letters; what changes is the number of syllables
select is(
    content.readability('bake lima', t.language), t.expected,
    format('should count a silent e at the end in %s only where it is spoken', t.language))
  from (values ('en', round(206.835 - 1.015 * 2 - 84.6 * 3 / 2.0)::integer),
               ('de', round(180 - 2 - 58.5 * 4 / 2.0)::integer)) as t (language, expected);
select is(
    content.readability(t.body, 'de'), round(180 - t.words - 58.5 * t.syllables / t.words)::integer,
    format('should find %s syllables in %s', t.syllables, t.body))
  from (values ('lima lima', 2.0, 4), ('LIMA LIMA', 2, 4), ('boot lima lima', 3, 5),
               ('tüte äpfel öl', 3, 5), ('мама дом', 2, 3), ('tcha mlk banana robota', 4, 7))
       as t (body, words, syllables);

select is(
    content.readability(t.body, 'xx'), t.expected, format('should find the sentences of %s',
        t.body))
  from (values ('lululululu lululululu. lululululu lululululu.', 46),
               ('lululululu lululululu.lululululu lululululu', 46),
               ('lululululu lululululu?! lululululu lululululu…', 44)) as t (body, expected);

select is(
    content.readability(repeat('水草需要光照。', 30), 'zh'), 100,
    'should find the sentences of a text without spaces');

select is(content.readability('ox', 'en'), 100, 'should give 100 at most');
select is(
    content.readability('incomprehensibilities institutionalization', 'en'), 0,
    'should give 0 at least');
select is(content.readability(t.body, 'en'), null, format('should give null for %L', t.body))
  from (values (''), (' - !'), (null)) as t (body);
select is(content.readability(null, null), null, 'should give null for null');

select * from finish();
rollback;
