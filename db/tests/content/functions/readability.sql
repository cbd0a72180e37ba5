-- Test content.readability: reading ease by the formula of the language.
begin;
select plan(121);

select volatility_is(
    'content', 'readability', array['text', 'text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.readability(text,text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_app; select content.readability('x', 'en') $$, '42501', null,
    'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.readability('One is.', %L) $$, r.name, r.language),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader', 'en'), ('aquascene_worker', 'xx')) as r (name, language);
reset role;

-- Eight words, two sentences, seventeen syllables, 46 characters
select is(
    round(content._reading_ease('Banana papa mama tulip. Kilo robot silo salad!', t.language), 6),
    round(t.expected, 6), format('should follow the formula for %L', t.language))
  from (values ('en', 206.835 - 1.015 * 4 - 84.6 * 17 / 8.0),
               ('en-GB', 206.835 - 1.015 * 4 - 84.6 * 17 / 8.0),
               ('de', 180 - 4 - 58.5 * 17 / 8.0),
               ('fr', 207 - 1.015 * 4 - 73.6 * 17 / 8.0),
               ('es', 206.84 - 1.02 * 4 - 60 * 17 / 8.0),
               ('it', 217 - 1.3 * 4 - 60 * 17 / 8.0),
               ('nl', 206.84 - 0.93 * 4 - 77 * 17 / 8.0),
               ('pt', 248.835 - 1.015 * 4 - 84.6 * 17 / 8.0),
               ('sv', 140 - 2 * 4 - 8 * 46.0 / 8),
               (null, 140 - 2 * 4 - 8 * 46.0 / 8)) as t (language, expected);
select is(
    round(content._reading_ease('Мама мыла раму. Растения ждут света!', 'ru'), 6),
    round(206.835 - 1.3 * 3 - 60.1 * 13 / 6, 6), 'should follow the formula for Russian');
select is(
    content.readability('Banana papa mama tulip. Kilo robot silo salad!', t.language), t.expected,
    format('should round for %s', t.language))
  from (values ('en', 23), ('de', 52), ('fr', 47), ('es', 75), ('it', 84), ('nl', 39), ('pt', 65),
               ('sv', 86)) as t (language, expected);

-- Syllables
select is(
    content._syllables('  ' || replace(t.words, ' ', '  ') || '  ', t.language), t.expected,
    format('should count %s syllables in %s', t.expected, t.words))
  from (values
        ('en', 'the be she', 3), ('en', 'make whole store give', 4), ('en', 'table little acre', 6),
        ('en', 'makes rules times', 3), ('en', 'changes houses tables', 6), ('en', 'clothes', 1),
        ('en', 'walked called entered', 4), ('en', 'needed wanted settled', 6),
        ('en', 'likely completely careful homeless statement', 11),
        ('en', 'something sometimes therefore household baseball', 10),
        ('en', 'everything business several interest', 9), ('en', 'unique league question', 5),
        ('en', 'they''re there''s i''ve didn''t wasn''t don''t', 8),
        ('en', 'media aquarium radio various million social', 17),
        ('en', 'science quiet society experience friend', 13),
        ('en', 'actual influence fuel continuous guess', 13),
        ('en', 'area idea create theater video people', 16),
        ('en', 'being playing trying player beyond played eyes', 12),
        ('en', 'rhythm tourism', 5), ('en', 'tv css 24 18th', 6), ('en', 'beautiful eye see', 5),
        ('en', 'awesome colonel dr', 5),
        ('de', 'wasserpflanzen häuser neue aquarien', 12),
        ('de', 'quelle quark familie museum', 10),
        ('de', 'theater patient schienen', 8), ('de', 'tüte äpfel öl fuß', 6),
        ('fr', 'les plantes ont besoin de lumière', 8), ('fr', 'la réalité est une création', 10),

        ('fr', 'théâtre poésie pied amitié maïs musique', 13), ('fr', 'eau oiseau jouer client', 7),
        ('es', 'el país construye vías hoy muy bien', 11), ('es', 'guerra quiero leído aire y', 10),
        ('es', 'pingüino reyes día ciudad', 9),
        ('it', 'perché la città è più bella', 9),
        ('it', 'aiuole gioia buio mia acqua', 11), ('nl', 'mooie bloeiende geïnteresseerd', 10),
        ('nl', 'zijn ruïne bureau nieuw', 7), ('pt', 'as plantas precisam de água e luz', 11),
        ('pt', 'economia história não informações', 13), ('pt', 'saída país coração muito', 10),
        ('ru', 'растения ждут света и воды', 10), ('ru', 'в 24', 1), ('xx', 'one', null)
       ) as t (language, words, expected);

-- Words
select is(
    content._reading_ease(t.body, 'de'), 180 - t.words - 58.5 * t.syllables / t.words,
    format('should find %s words and %s syllables in %s', t.words, t.syllables, t.body))
  from (values ('lima lima', 2.0, 4), ('LIMA LIMA', 2, 4), ('lima-lima lima', 2, 6),
               ('lima - lima', 2, 4), ('lima–lima, lima--lima', 4, 8),
               ('«lima» ''lima'' (lima)', 3, 6),
               (E'li\u00ADma li\u200Bma', 2, 4), ('lima’s', 1, 2), ('tcha mlk 24 robota', 4, 6),
               (E'\u202Elima\u202C lima', 2, 4)) as t (body, words, syllables);

-- Sentences
select is(
    content._count_sentences(content._prose(t.body), t.language), t.expected,
    format('should find %s sentences in %s', t.expected, t.body))
  from (values
        ('en', 'One is. Two is! Is three? Four is… Five is', 5),
        ('en', 'It costs 3.5 million. See example.com for it.', 2),
        ('en', 'Dr. A. B. Moss met Mr. Fern. He left.', 2),
        ('en', 'It is e.g. 3 m long, approx. Like it.', 1),
        ('en', 'The U.S. Navy, i.e. the ships, etc. and so on. It is.', 2),
        ('en', 'See No. 5 and Fig. 3. It is.', 2),
        ('en', '"Why?" she asked. (It is.) “So!” It is...', 4),
        ('en', 'And so do I. It is.', 2), ('en', 'Wait... and see. No!!! Why?!', 3),
        ('en', E'One is.\n\ntwo is.', 2), ('en', E'It is so:\n\nThe plants are. ', 1),
        ('en', E'1. One is.\n2. Two is.', 2), ('en', '', 0),
        ('de', 'Am 3. Oktober war es z. B. Wasser. Er kam.', 2),
        ('en', 'It has 3. Others have none.', 2),
        ('fr', 'M. Moos est là. « Oui ! » Il part.', 3), ('es', '¿Qué es? ¡Agua! El Sr. Pez.', 3),
        ('ru', 'Это т. е. вода. На ул. Ленина, рис. 5. Да.', 3),
        ('ja', '水草の世界。「光」です！はい？', 3), ('hi', 'पौधे हैं। पानी है।', 2),
        ('ar', 'ما هذا؟ هذا ماء.', 2)
       ) as t (language, body, expected);

select is(
    content.readability(t.body, t.language), content.readability(t.plain, t.language),
    format('should not count the marks of %s', t.body))
  from (values ('en', E'# Why\n\nPlants **need** [light](https://example.com).',
                'Plants need light.'),
               ('en', '<h2>Why</h2><p>Plants <b>need</b> light.</p><pre>x = 1</pre>',
                'Plants need light.'),
               ('sv', E'# Varför\n\nVäxter **vill** ha ljus.', 'Växter vill ha ljus.')
       ) as t (language, body, plain);

-- The fallback
select is(
    content.readability(t.body, 'xx'), t.expected, format('should find the sentences of %s',
        t.body))
  from (values ('Lululululu lululululu. Lululululu lululululu.', 46),
               ('Lululululu lululululu? Lululululu lululululu…', 46)) as t (body, expected);
select is(
    content.readability(repeat('水草需要光照。', 30), t.language), 117 - 17,
    format('should find the sentences of a text without spaces in %s', t.language))
  from (values ('zh'), ('en')) as t (language);

select is(content.readability('ox', 'en'), 100, 'should give 100 at most');
select is(
    content.readability('incomprehensibilities institutionalization', 'en'), 0,
    'should give 0 at least');
select is(content.readability(t.body, t.language), null, format('should give null for %L', t.body))
  from (values ('', 'en'), (' - !', 'en'), ('', 'xx'), (null, 'en'), (null, null))
       as t (body, language);
select is(
    content.readability(repeat('Plants need light. ', 3000) || repeat('incomprehensible ', 500000),
                        'en'),
    content.readability(repeat('Plants need light. ', 2000), 'en'),
    'should judge a text of 8 MB by its beginning');
select isnt(
    content.readability(repeat(t.piece, 20000), 'en'), -1,
    format('should get over many %s', t.piece))
  from (values ('e'), ('.'), (' a'), ('. A'), ('''-'), ('y.'), (E'\u200d'), ('A. ')) as t (piece);

select * from finish();
rollback;
