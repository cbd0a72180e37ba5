-- Test content.readability_formula: the formula by which a language is judged.
begin;
select plan(11);

select volatility_is(
    'content', 'readability_formula', array['text'], 'immutable', 'should be immutable');
select is(proparallel, 's', 'should be parallel safe')
  from pg_proc where oid = 'content.readability_formula(text)'::regprocedure;
select throws_ok(
    $$ set local role aquascene_app; select content.readability_formula('x') $$, '42501', null,
    'aquascene_app may not execute it');
select lives_ok(
    format($$ set local role %I; select content.readability_formula('x') $$, r.name),
    format('%s may execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_worker')) as r (name);
reset role;

select results_eq(
    $$ select l.code, content.readability_formula(l.code)
         from unnest('{de,en,es,fr,it,nl,pt,ru}'::text[]) as l (code) $$,
    $$ values ('de', 'Amstad 1978'), ('en', 'Flesch 1948'), ('es', 'Fernández Huerta 1959'),
              ('fr', 'Kandel and Moles 1958'), ('it', 'Franchina and Vacca 1972, revised 1986'),
              ('nl', 'Douma 1960'), ('pt', 'Martins and others 1996'), ('ru', 'Oborneva 2006') $$,
    'should name the formula of each language that has one');
select is(
    content.readability_formula(t.language), t.expected,
    format('should take %L for %s', t.language, t.expected))
  from (values ('en-GB', 'Flesch 1948'), ('PT_br', 'Martins and others 1996'),
               ('ja', 'length of words and sentences (fallback)'),
               ('eng', 'length of words and sentences (fallback)'),
               (null, 'length of words and sentences (fallback)')) as t (language, expected);

select * from finish();
rollback;
