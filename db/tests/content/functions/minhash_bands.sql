-- Test content._minhash_bands: a signature by which texts that are alike find each other.
begin;
select plan(7);

select throws_ok(
    $$ set local role aquascene_worker; select content._minhash_bands('{}') $$, '42501', null,
    'nobody executes it');
reset role;
create function pg_temp.bands(first integer, last integer) returns integer[]
language sql immutable as $function$
    select content._minhash_bands(array_agg(hashint8extended(n, 7)))
      from generate_series(first, last) as n;
$function$;

select is(cardinality(pg_temp.bands(1, 300)), 8, 'should have eight bands');
select is(cardinality(array_remove(pg_temp.bands(1, n), null)), 8,
          format('should have eight of %s shingles, too', n))
  from (values (1), (5)) as s (n);
select is(pg_temp.bands(1, 300), (select content._minhash_bands(array_agg(h order by h))
                                    from (select hashint8extended(n, 7) from generate_series(1, 300)
                                              as n) as x (h)),
          'should not heed the order of shingles');
-- 285 of 315 in common: Jaccard 0.9; by the formula 99.99 % have a band in common
select cmp_ok(count(*) filter (where pg_temp.bands(n, n + 299) && pg_temp.bands(n + 15, n + 314)),
              '>=', 98::bigint, 'should have one in common when texts are alike')
  from generate_series(1, 100000, 1000) as n;
-- 30 of 570: Jaccard 0.05; by the formula 0.1 %
select cmp_ok(count(*) filter (where pg_temp.bands(n, n + 299) && pg_temp.bands(n + 270, n + 569)),
              '<=', 3::bigint, 'should have none in common when they are not')
  from generate_series(1, 100000, 1000) as n;

select * from finish();
rollback;
