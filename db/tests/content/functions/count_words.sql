-- Test content.count_words.
begin;
select plan(20);

select volatility_is('content', 'count_words', array['text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.count_words(text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_app; select content.count_words('x') $$, '42501', null,
    'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.count_words('x') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

select is(
    content.count_words(t.body), t.expected,
    format('should count %s in %L', t.expected,
    t.body))
  from (values ('One two  three.', 3), (E'one\ntwo\n\nthree', 3), ('', 0), (' - !', 0),
               ('don''t fish’s well-known', 3), ('a -b- c', 3), ('rock-''n''-roll', 3),
               ('24 °C', 2), ('Растения ждут', 2), ('수초 키우기', 2), ('水草の世界', 5),
               ('ヨーロッパ', 5), ('豈㐀', 2), ('Ich mag水草 sehr', 5)) as t (body, expected);
select is(content.count_words(null), null, 'should give null for null');

select * from finish();
rollback;
