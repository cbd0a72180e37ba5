-- Test newsletter._day_limit: a limit that grows.
begin;
select plan(11);

select test.travel_to('2031-01-10 23:30:00+00');
set local timezone = 'Asia/Tokyo';          -- the day is that of UTC
select is(
    newsletter._day_limit(row('account', 'a', null, null, v.per_day, v.since, v.start, v.factor,
                              null)::newsletter.sending_limits),
    v.expected::bigint, v.what)
  from (values
            (null, null::date, null, null, null, 'should be none'),
            (500, null, null, null, 500, 'should be per_day'),
            (null, '2031-01-10', 50, 2, 50, 'should start'),
            (null, '2031-01-11', 50, 2, 50, 'should be that before, too'),
            (null, '2031-01-09', 50, 2, 100, 'should double'),
            (null, '2031-01-05', 50, 1.5, 379, 'should grow by half, 50 * 1.5^5'),
            (300, '2031-01-05', 50, 1.5, 300, 'should not pass per_day'),
            (null, '2031-01-05', 50, 1, 50, 'should stay with a factor of 1'),
            (null, '1931-01-05', 50, 1.5, null, 'should be over after a while'),
            (900, '1931-01-05', 50, 100, 900, 'should leave per_day then')
       ) as v (per_day, since, start, factor, expected, what);
select function_privs_are('newsletter', '_day_limit', array['newsletter.sending_limits'],
                          'aquascene_worker', '{}'::text[], 'is internal');

select * from finish();
rollback;
