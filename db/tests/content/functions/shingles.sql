-- Test content.similarity, _shingles and _overlap: how alike two texts are.
begin;
select plan(20);

select throws_ok(
    format($$ set local role aquascene_worker; select %s $$, f.call), '42501', null,
    format('nobody executes %s', f.call))
  from (values ('content._shingles('''')'), ('content._overlap(''{}'', ''{}'')')) as f (call);
select throws_ok(
    $$ set local role aquascene_app; select content.similarity('', '') $$, '42501', null,
    'aquascene_app may not execute similarity');
set local role aquascene_reader;
select is(content.similarity(first => t.first, second => t.second), t.similarity,
          format('%L and %L should be alike by %s', t.first, t.second, t.similarity))
  from (values
        ('a b c d', 'a b c d', 1.000), ('a b c d', 'A, b; C: d!', 1), ('a b c d', 'a b c e', 0.333),
        ('a b c d', 'e f g h', 0), ('a b c a b c a b c', 'a b c a b', 1), ('a b', 'a b', 1),
        ('a b', 'b a', 0), ('a', 'a', 1), ('', '', 1), ('水草の世', '水草の界', 0.333),
        (null, 'a', null)
       ) as t (first, second, similarity);
reset role;
select is(cardinality(content._shingles(string_agg('w' || n, ' '))), 98,
          'should make a shingle of each run of three words')
  from generate_series(1, 100) as n;
select is(cardinality(content._shingles('a b')), 1, 'should make one of fewer words');
select is(content._shingles('a b c') = content._shingles('c b a'), false,
          'should heed the order of words');
select is(content._shingles(repeat('word ', 20000) || 'end'), content._shingles(repeat('word ', 20000)
          || 'other'), 'should look at 100,000 characters');
select is((content._overlap('{1,2,3,3}', '{1,2,5,6}')).contained, 0.667,
          'should say how much of the first is in the other');
select is((content._overlap('{}', '{}')).jaccard, null, 'should not divide by nothing');

select * from finish();
rollback;
