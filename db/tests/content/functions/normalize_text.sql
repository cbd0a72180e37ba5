-- Test content.normalize_text: the form in which duplicates are equal.
begin;
select plan(15);

select volatility_is('content', 'normalize_text', array['text'], 'immutable',
    'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.normalize_text(text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_app; select content.normalize_text('x') $$, '42501', null,
    'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.normalize_text('x') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

select is(content.normalize_text(t.body), t.expected, format('should %s', t.what))
  from (values ('ignore case, space and punctuation', E'  Hello,\n\tWORLD -- again!  ',
                'hello world again'),
               ('compose letters and marks', E'Cafe\u0301', E'caf\u00e9'),
               ('keep letters and digits of any script', 'Ä9 Растения, 水 草 の 世 界 수초',
                'ä9 растения 水 草 の 世 界 수초'),
               ('part what punctuation joins', 'don''t e-mail', 'don t e mail'),
               ('leave nothing of punctuation', '-- !', ''),
               ('leave nothing of nothing', '', ''),
               ('give null for null', null, null),
               ('keep what is normal as it is', 'a b', 'a b')) as t (what, body, expected);
select isnt(
    content.normalize_text('one two'), content.normalize_text('onetwo'),
    'should tell words from one word');
select isnt(
    content.normalize_text('संख्या कि'), content.normalize_text('संख्या का'),
    'should tell vowel signs apart');

select * from finish();
rollback;
