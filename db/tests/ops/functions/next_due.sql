-- Test ops.next_due: when a cron expression is next due.
begin;
select plan(53);

select throws_ok(
    $$ set local role aquascene_app; select ops.next_due('* * * * *') $$, '42501', null,
    'the public edge may not');
set local role aquascene_reader;
select results_eq(
    $$ select ops.next_due('* * * * *', after => '2031-01-01 10:00:59.9+00') $$,
    $$ values ('2031-01-01 10:01:00+00'::timestamptz) $$, 'a reader may ask');
reset role;

select is(ops.next_due(c.schedule, after => '2031-01-01 10:00+00'), c.due_at, -- a Wednesday
          format('should know %s', c.schedule))
  from (values
        ('* * * * *', '2031-01-01 10:01+00'::timestamptz), ('*/15 * * * *', '2031-01-01 10:15+00'),
        ('0 * * * *', '2031-01-01 11:00+00'), ('5,1,3 * * * *', '2031-01-01 10:01+00'),
        ('10-20/5 * * * *', '2031-01-01 10:10+00'), ('50/5 * * * *', '2031-01-01 10:50+00'),
        ('0 10 * * *', '2031-01-02 10:00+00'), ('30 9-17/4 * * *', '2031-01-01 13:30+00'),
        ('0 0 * * 0', '2031-01-05 00:00+00'), ('0 0 * * 7', '2031-01-05 00:00+00'),
        ('0 0 * * fri', '2031-01-03 00:00+00'), ('0 0 * * MON-WED', '2031-01-06 00:00+00'),
        ('0 0 1 * *', '2031-02-01 00:00+00'), ('0 0 31 * *', '2031-01-31 00:00+00'),
        ('0 0 1 feb,apr *', '2031-02-01 00:00+00'), ('0 0 29 2 *', '2032-02-29 00:00+00'),
        ('0 0 13 * 5', '2031-01-03 00:00+00'),      -- either day will do
        ('0 0 */2 * 5', '2031-01-03 00:00+00'),     -- a star: both have to fit
        ('0 0 1-3 * *', '2031-01-02 00:00+00'), ('  0   0  1  1  * ', '2032-01-01 00:00+00'),
        ('@hourly', '2031-01-01 11:00+00'), ('@daily', '2031-01-02 00:00+00'),
        ('@midnight', '2031-01-02 00:00+00'), ('@weekly', '2031-01-05 00:00+00'),
        ('@Monthly', '2031-02-01 00:00+00'), ('@yearly', '2032-01-01 00:00+00'),
        ('@annually', '2032-01-01 00:00+00')) as c (schedule, due_at);
select is(ops.next_due('0 0 29 2 *', after => '2096-02-29 00:00+00'), '2104-02-29 00:00+00',
          'should find a day that is eight years off');

-- Clocks in Berlin go forward on 2031-03-30 at 02:00, and back on 2031-10-26 at 03:00.
select is(ops.next_due(c.schedule, 'Europe/Berlin', c.after), c.due_at,
          format('Berlin: %s after %s', c.schedule, c.after))
  from (values
        ('30 2 * * *', '2031-03-30 00:00+00'::timestamptz, '2031-03-30 01:30+00'::timestamptz),
        ('30 2 * * *', '2031-03-30 01:30+00', '2031-03-31 00:30+00'),
        ('30 2 * * *', '2031-10-25 12:00+00', '2031-10-26 01:30+00'),
        ('30 2 * * *', '2031-10-26 01:30+00', '2031-10-27 01:30+00'),
        ('30 * * * *', '2031-10-26 00:30+00', '2031-10-26 01:30+00'),
        ('30 * * * *', '2031-03-30 00:30+00', '2031-03-30 01:30+00'),
        ('0 0 * * *', '2031-06-01 12:00+00', '2031-06-01 22:00+00')) as c (schedule, after, due_at);

select throws_ok(format($$ select ops.next_due(%L) $$, c.schedule), '22023', null,
                 format('should refuse %s', coalesce(c.schedule, 'null')))
  from (values (null), (''), ('* * * *'), ('* * * * * *'), ('60 * * * *'), ('-1 * * * *'),
               ('*-5 * * * *'), ('5-1 * * * *'), ('*/0 * * * *'), ('1,,2 * * * *'),
               ('mon * * * *'), ('@reboot'), ('0 0 31 feb *'),
               ('0 0 * * 8; drop table x')) as c (schedule);
select throws_ok(
    $$ select ops.next_due(repeat('1,', 5000000) || '1 * * * *') $$, '22023',
    'a schedule of 10000009 characters is too long', 'should refuse one of 10 MB at once');
select throws_ok($$ select ops.next_due('* * * * *', 'Nowhere/Land') $$, '22023', null,
                 'should refuse a zone that is not there');

select * from finish();
rollback;
