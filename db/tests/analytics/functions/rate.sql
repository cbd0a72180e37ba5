-- Test analytics._rate: a part of a whole.
begin;
select plan(1);

select results_eq(
    $$ select c.part, c.whole, analytics._rate(c.part, c.whole)
         from (values (1, 3), (2, 3), (0, 5), (7, 5), (1, 0), (0, 0)) as c (part, whole) $$,
    $$ values (1, 3, 0.3333), (2, 3, 0.6667), (0, 5, 0.0000), (7, 5, 1.0000), (1, 0, null),
              (0, 0, null) $$,
    'should divide, round, stop at 1, and know no rate of nothing');

select * from finish();
rollback;
