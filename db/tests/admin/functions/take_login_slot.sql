-- Test admin._take_login_slot: wrong passwords make the next try wait, longer each time.
begin;
select plan(22);

select is(admin._address_key(a.ip), a.key, format('should count %s as %s', a.ip, a.key))
  from (values (inet '192.0.2.7', cidr '192.0.2.7/32'), ('192.0.2.7/8', '192.0.2.7/32'),
               ('::ffff:192.0.2.7', '192.0.2.7/32'),
               ('2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'),
               ('2001:db8:1:2::/48', '2001:db8:1:2::/64'), (null, null)) as a (ip, key);

select results_eq(
    $$ select n, admin._login_delay('name', n) from unnest(array[1, 4, 5, 6, 7, 14, 15, 999]) as n
        order by n $$,
    $$ values (1, interval '0'), (4, '0'), (5, '1 second'), (6, '2 seconds'), (7, '4 seconds'),
              (14, '512 seconds'), (15, '15 minutes'), (999, '15 minutes') $$,
    'should double the wait from the fifth try on, up to a quarter of an hour');
select results_eq(
    $$ select n, admin._login_delay('address', n) from unnest(array[19, 20, 21]) as n order by n $$,
    $$ values (19, interval '0'), (20, '1 second'), (21, '2 seconds') $$,
    'should give an address more tries');
select is(
    admin._login_delay('reset', 1), interval '5 minutes', 'should let links wait from the first');

-- Five in a row, then no sooner than allowed
create function pg_temp.take(many integer) returns text
language sql as $function$
    select string_agg(coalesce(to_char(admin._take_login_slot('name', 'x'), 'HH24:MI:SS'), 'in'),
                      ' ')
      from generate_series(1, take.many);
$function$;
select test.travel_to('2030-01-01 12:00:00Z');
set local timezone = 'UTC';
select is(
    pg_temp.take(7), 'in in in in in 12:00:01 12:00:01', 'should let five in and say until when');
select is(
    (select try_count from admin.login_throttles where key = 'x'), 5,
    'should not count whom it does not let in');
select is(admin._take_login_slot('name', 'y'), null, 'should let in for another key');
select is(admin._take_login_slot('known', 'x'), null, 'should let in for another kind');
select test.travel_to('2030-01-01 12:00:00.999Z');
select is(pg_temp.take(1), '12:00:01', 'should wait to the end');
select test.travel_to('2030-01-01 12:00:01Z');
select is(pg_temp.take(2), 'in 12:00:03', 'should let one in, then wait twice as long');
select test.travel_to('2030-01-01 12:00:03Z');
select is(pg_temp.take(2), 'in 12:00:07', 'should wait twice as long again');

-- A right password takes its try back
select test.travel_to('2030-01-01 12:00:07Z');
select is(pg_temp.take(1), 'in', 'should let the next in');
select admin._return_login_slot('name', 'x');
select is(
    (select to_char(blocked_until_at, 'HH24:MI:SS') || ' ' || try_count
       from admin.login_throttles where key = 'x' and kind = 'name'), '12:00:11 7',
    'should wait as if the try had not been');
select admin._return_login_slot('name', 'y'), admin._return_login_slot('name', 'y');
select is(
    (select try_count from admin.login_throttles where key = 'y'), 0,
    'should take back no more than there was');

-- Of two at once the one that counts first may have begun last
select test.travel_to('2030-01-01 12:00:09Z');
select is(admin._take_login_slot('name', 'z'), null, 'should let in for a third key');
select test.travel_to('2030-01-01 12:00:08.9Z');
select is(admin._take_login_slot('name', 'z'), null, 'should not refuse who began before');

-- What is long ago is forgotten
select test.travel_to('2030-01-02 12:00:08Z');
select is(pg_temp.take(5), 'in in in in in', 'should forget after a day');

select * from finish();
rollback;
