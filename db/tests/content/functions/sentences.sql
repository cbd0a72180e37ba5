-- Test content._sentences: the sentences of a text.
begin;
select plan(47);

select volatility_is(
    'content', '_sentences', array['text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content._sentences(text)'::regprocedure;
select throws_ok(
    format($$ set local role %I; select content._sentences('x') $$, r.name),
    '42501', null, format('%s may not execute it', r.name))
  from (values ('aquascene_worker'), ('aquascene_admin')) as r (name);

select results_eq(
    $$ select place, text from content._sentences('Moss grows. Does it? Yes! It does… So.') $$,
    $$ values (1::bigint, 'Moss grows.'), (2, 'Does it?'), (3, 'Yes!'), (4, 'It does…'),
              (5, 'So.') $$,
    'should part sentences at each kind of end, in order');

-- Expected: the sentences, parted by a bar.
select is(
    (select string_agg(s.text, '|' order by s.place) from content._sentences(t.body) as s),
    t.expected, format('should %s', t.what))
  from (values
        ('give none of an empty text', '', null),
        ('give none of white space', E' \n\t\r\n ', null),
        ('give none of null', null, null),
        ('take what has no end', 'Moss grows', 'Moss grows'),
        ('end at a new line', E'Moss\nMoss grows\r\n\r\nFast', 'Moss|Moss grows|Fast'),
        ('end at other line separators', E'One\x0bover\u2028Two\u2029Three',
         'One|over|Two|Three'),
        ('not end within a number', 'It weighs 3.5 grams. Yes.', 'It weighs 3.5 grams.|Yes.'),
        ('not end within an address', 'See example.com/a.html today.',
         'See example.com/a.html today.'),
        ('keep an end that is doubled', 'What?! No...  Yes.', 'What?!|No...|Yes.'),
        ('keep quotes with their sentence', 'He said "Wait." Then ”Go.” And «Stop!» Now.',
         'He said "Wait."|Then ”Go.”|And «Stop!»|Now.'),
        ('keep brackets with their sentence', '(It grows.) [Fast.] Yes.',
         '(It grows.)|[Fast.]|Yes.'),
        ('know abbreviations', 'Use food, e.g. Potassium. Dr. Smith and Prof. Lee vs. Nature.',
         'Use food, e.g. Potassium.|Dr. Smith and Prof. Lee vs. Nature.'),
        ('know abbreviations after a bracket', 'Food (e.g. Iron) helps.',
         'Food (e.g. Iron) helps.'),
        ('know abbreviations of other languages', 'Nimm z.B. Sand. Siehe bzw. Lies. Mme. Petit.',
         'Nimm z.B. Sand.|Siehe bzw. Lies.|Mme. Petit.'),
        ('not take a word''s ending for an abbreviation', 'It is best. Yes. A mast. Go.',
         'It is best.|Yes.|A mast.|Go.'),
        ('know initials', 'J. R. Doe wrote it. So do I. Really.',
         'J. R. Doe wrote it.|So do I.|Really.'),
        ('know numbers of things', 'See No. 5. No. It is not.', 'See No. 5.|No.|It is not.'),
        ('know German dates', 'Am 3. Mai war es so weit. Es waren 12. Alle kamen.',
         'Am 3. Mai war es so weit.|Es waren 12.|Alle kamen.'),
        ('go on before a small letter', '"Is it?" she asked. It was approx. two. Well… perhaps.',
         '"Is it?" she asked.|It was approx. two.|Well… perhaps.'),
        ('go on before a small letter in a quote', 'He wrote. “and so” on. Yes.',
         'He wrote. “and so” on.|Yes.'),
        ('part what is all small', 'moss is nice. i like it! do you? yes.',
         'moss is nice.|i like it!|do you?|yes.'),
        ('not go on over a new line', E'Light, e.g.\nmoss. Yes.', 'Light, e.g.|moss.|Yes.'),
        ('leave out marks of lists', E'- Trim.\n* Feed.\n  • Look.\n– Wait.',
         'Trim.|Feed.|Look.|Wait.'),
        ('leave out marks of headings', E'# Moss\n### Light\n#moss', 'Moss|Light|#moss'),
        ('keep a minus', E'-5 degrees.', '-5 degrees.'),
        ('keep the number of a list with its text', E'1. Trim it. Feed it.\n2) Look.\nb. Wait.',
         '1. Trim it.|Feed it.|2) Look.|b. Wait.'),
        ('end at a number that ends a sentence', 'It costs 5. Buy it.', 'It costs 5.|Buy it.'),
        ('need no space in Chinese', '水草需要光照。它需要肥料！好吗？好', '水草需要光照。|它需要肥料！|好吗？|好'),
        ('keep Chinese quotes', '他说「好。」然后走了。', '他说「好。」|然后走了。'),
        ('take several Chinese ends for one', '好！！不？！ 是。', '好！！|不？！|是。'),
        ('know Arabic', 'هل ينمو؟ نعم ينمو. جيد', 'هل ينمو؟|نعم ينمو.|جيد'),
        ('see past marks of direction', U&'\0647\0644\061F\200F \0646\0639\0645',
         U&'\0647\0644\061F\200F|\0646\0639\0645'),
        ('know Hindi', 'यह है। वह है।', 'यह है।|वह है।'),
        ('know Armenian', 'Այո։ Ոչ։', 'Այո։|Ոչ։'),
        ('keep what holds an end and no word', '... ! Moss.', '...|!|Moss.'),
        ('keep no separator of its own', E'One\x1ftwo. Three.', 'One two.|Three.')
       ) as t (what, body, expected);

select is(
    (select array_agg(s.place order by s.place) from content._sentences(E'A b.\n\nC d. E f.') as s),
    '{1,2,3}', 'should count without gaps');
select is(
    (select string_agg(s.text, ' ' order by s.place)
       from content._sentences(t.body) as s), t.body, 'should lose nothing but marks and spaces')
  from (select string_agg(format('Word %s is here, e.g. there. "Yes." So', i), ' ') as body
          from generate_series(1, 200) as i) as t;
select is(
    (select count(*) from content._sentences(t.body)), t.expected,
    format('should take %s characters', length(t.body)))
  from (values (repeat('word ', 400000), 1::bigint), (repeat('. ', 100000), 100000),
               (repeat('."', 1000000), 1), (repeat(E'\n', 2000000), 0)) as t (body, expected);

select * from finish();
rollback;
