-- Test content._tidy_tags: tags, each once.
begin;
select plan(16);

select throws_ok(
    $$ set local role aquascene_editor; select content._tidy_tags('{}') $$, '42501', null,
    'an editor may not execute it');

select is(content._tidy_tags(t.tags), t.tidy, format('should tidy %s', t.what))
  from (values
            (null::text[], null::text[], 'null'),
            ('{}', '{}', 'an empty list'),
            ('{moss,Wood}', '{moss,Wood}', 'nothing'),
            ('{wood,moss}', '{wood,moss}', 'not the order'),
            ('{" Java   moss "}', '{"Java moss"}', 'blanks'),
            ('{moss,NULL,""," "}', '{moss}', 'what is no tag'),
            ('{NULL}', '{}', 'null alone'),
            ('{b,Neon Tetra,a,neon tetra,NEON  TETRA,B}', '{b,Neon Tetra,a}',
             'upper and lower case'),
            ('{{a,b},{B,c}}', '{a,b,c}', 'a table'),
            (array['É', E'e\u0301', 'e'], array['É', 'e'], 'accents'),
            (array[E'\u200b', E'mo\u00adss', 'moss'], array['moss'], 'what cannot be seen')
       ) as t (tags, tidy, what);
select is(
    content._tidy_tags(array[repeat('x', 51), repeat('y', 49) || ' z']),
    array[repeat('x', 50), repeat('y', 49)], 'should cut a tag at 50 characters');
select is(
    content._tidy_tags(array[repeat('x', 51), repeat('X', 52)]), array[repeat('x', 50)],
    'should take what is the same when cut once');
select is(
    content._tidy_tags(array(select 'tag ' || n / 2 from generate_series(2, 101) as n)),
    array(select 'tag ' || n from generate_series(1, 30) as n),
    'should take the first 30 different ones');
select is(
    cardinality(content._tidy_tags(array(select n::text from generate_series(1, 20000) as n))),
    30, 'should take a long list');

select * from finish();
rollback;
