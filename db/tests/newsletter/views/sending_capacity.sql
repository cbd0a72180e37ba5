-- Test newsletter.sending_capacity: what accounts may still be given.
begin;
select plan(5);

select results_eq(
    $$ select test.columns('newsletter.sending_capacity') $$,
    $$ values ('account character varying(50)'),
              ('weight integer'),
              ('is_active boolean'),
              ('hour_count bigint'),
              ('per_hour integer'),
              ('day_count bigint'),
              ('day_limit bigint'),
              ('per_second numeric(10,3)'),
              ('allowance bigint'),
              ('available_at timestamp with time zone') $$,
    'should have these columns');
select throws_ok(
    $$ set local role aquascene_app; select from newsletter.sending_capacity $$,
    '42501', null, 'the public edge may not read');

select test.travel_to('2031-01-02 10:30:00+00');
select newsletter.set_smtp_account(n, 'smtp://mail.example.com')
  from unnest('{free,hourly,daily,resting}'::text[]) as n;
insert into newsletter.sending_hours (account, started_at, claimed_count)
select a.name, h.started_at, 100
  from newsletter.smtp_accounts as a
 cross join (values ('2031-01-01 10:00:00+00'::timestamptz),
                    ('2031-01-01 11:00:00+00'), ('2031-01-02 10:00:00+00')) as h (started_at);
select newsletter.set_sending_limit('account', 'hourly', per_hour => 100, per_day => 1000);
select newsletter.set_sending_limit('account', 'daily', per_hour => 90, per_day => 210);
update newsletter.smtp_accounts set retry_at = '2031-01-02 10:45:00+00'
 where name = 'resting';
select results_eq(
    $$ select account::text, hour_count::int, day_count::int, allowance::int, available_at
         from newsletter.sending_capacity order by 1 $$,
    $$ values ('daily', 100, 200, 0, '2031-01-02 11:00:00+00'::timestamptz),
              ('free', 100, 200, null::int, '2031-01-02 10:30:00+00'),
              ('hourly', 100, 200, 0, '2031-01-02 11:00:00+00'),
              ('resting', 100, 200, null, '2031-01-02 10:45:00+00') $$,
    'should tell what is left, and from when on');
select test.travel_to('2031-01-02 11:00:00+00');
select results_eq(
    $$ select account::text, day_count::int, allowance::int
         from newsletter.sending_capacity where per_hour > 0 order by 1 $$,
    $$ values ('daily', 100, 90), ('hourly', 100, 100) $$,
    'should be what is left of the tightest limit');
select is(count(*), 4::bigint, 'who is not used should be seen, too')
  from newsletter.sending_capacity;

select * from finish();
rollback;
