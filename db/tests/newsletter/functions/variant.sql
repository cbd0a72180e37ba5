-- Test newsletter.variant_of and _normal_share: who gets which, and how sure that is.
begin;
select plan(17);

create temp table lot as
select newsletter.variant_of(i.id, s.id, 3, 0.3) as variant, i.n
  from (select gen_random_uuid() as id, n from generate_series(1, 2) as n) as i,
       (select gen_random_uuid() as id from generate_series(1, 20000)) as s;
select cmp_ok(abs(count(*) filter (where variant is not null) - 6000), '<', 300::bigint,
              'should try them on the share') from lot group by n;
select cmp_ok(abs(count(*) filter (where variant = v) - 4000), '<', 300::bigint,
              format('should give as many variant %s', v))
  from lot, generate_series(1, 3) as v group by v;
select is(count(*) filter (where variant not between 1 and 3), 0::bigint, 'and no other') from lot;
select is(
    newsletter.variant_of('00000000-0000-4000-8000-000000000001',
                        '00000000-0000-4000-8000-000000000002', 2, 1),
    newsletter.variant_of('00000000-0000-4000-8000-000000000001',
                        '00000000-0000-4000-8000-000000000002', 2, 1),
    'should always be the same');
select is(count(*), 0::bigint, 'should leave nobody out of a share of 1')
  from generate_series(1, 1000)
 where newsletter.variant_of(gen_random_uuid(), gen_random_uuid(), 2, 1) is null;
select is(newsletter.variant_of(null, gen_random_uuid(), 2, 1), null, 'should be null of nothing');

select cmp_ok(abs(newsletter._normal_share(n.z) - n.share), '<', 1e-7::double precision,
              format('should be right at %s', n.z))
  from (values (0::double precision, 0.5::double precision), (1, 0.841344746),
               (-1, 0.158655254), (1.959963985, 0.975), (2.575829304, 0.995),
               (-3, 0.001349898), (8, 1)) as n (z, share);
select is(newsletter._normal_share(null), null, 'should be null of nothing');

select * from finish();
rollback;
