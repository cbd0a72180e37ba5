-- Test content.language_features: what languages are told apart by.
begin;
select plan(4);

select results_eq(
    $$ select test.columns('content.language_features') $$,
    $$ values ('feature text not null'), ('language text not null'), ('weight real not null') $$,
    'should have these columns');
select throws_ok(
    $$ insert into content.language_features values ('x', 'xx', 0) $$, '23514', null,
    'should refuse a weight that says nothing');
select throws_ok(
    $$ insert into content.language_features
       select feature, language, 1 from content.language_features limit 1 $$, '23505', null,
    'should hold a feature of a language once');
select is_empty(
    $$ select feature, count(*), max(weight), min(weight)
         from content.language_features
        group by feature
       having max(weight) <> min(weight)
          and feature not like '-%' and feature not like '''%' $$,
    'should weigh a word alike for all languages that share it');

select * from finish();
rollback;
