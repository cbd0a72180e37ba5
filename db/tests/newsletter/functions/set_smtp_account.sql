-- Test newsletter.set_smtp_account and set_sending_limit.
begin;
select plan(35);

select throws_ok(
    format('set local role %I; select newsletter.%s', r.name, c.call), '42501', null,
    format('%s may not: %s', r.name, c.call))
  from (values ('aquascene_editor'), ('aquascene_worker')) as r (name)
 cross join (values ($$set_smtp_account('main', 'smtp://mail.example.com')$$),
                    ($$set_sending_limit('domain', 'example.com', 1)$$)) as c (call);

set local role aquascene_admin;
select throws_ok(
    format('select newsletter.set_smtp_account(%s)', c.arguments), '22023', null,
    format('should refuse %s', c.arguments))
  from (values ($$'Main', 'smtp://mail.example.com'$$), ($$null, 'smtp://mail.example.com'$$),
               ($$'1st', 'smtp://mail.example.com'$$), ($$'main', null$$),
               ($$'main', 'mail.example.com'$$), ($$'main', 'smtp://'$$),
               ($$'main', 'smtp://ada:pa55@mail.example.com'$$),
               ($$'main', 'smtp://mail.example.com/path'$$),
               ($$'main', 'smtp://mail.example.com', 0$$),
               ($$'main', 'smtp://mail.example.com', null$$),
               ($$'main', 'smtp://mail.example.com', 1, null$$)) as c (arguments);
select throws_ok(
    $$ select newsletter.set_smtp_account('main', 'smtp://ada:pa55@mail.example.com') $$,
    '22023', 'the URL of account main is none of a mail server', 'should not show a password');

select lives_ok(
    $$ select newsletter.set_smtp_account('main', 'smtp://ada@mail.example.com:587') $$,
    'should add an account');
reset role;
update newsletter.smtp_accounts set failure_count = 3, retry_at = now();
set local role aquascene_admin;
select lives_ok(
    $$ select newsletter.set_smtp_account('main', 'smtps://mail.example.com', 3, false) $$,
    'should change it');
select results_eq(
    $$ select name, url, weight, is_active, failure_count, retry_at
         from newsletter.smtp_accounts $$,
    $$ values ('main'::varchar, 'smtps://mail.example.com'::varchar, 3, false, 0,
               null::timestamptz) $$, 'and have it tried again');

select throws_ok(
    format('select newsletter.set_sending_limit(%s)', c.arguments), '22023', null,
    format('should refuse %s', c.arguments))
  from (values ($$'account', 'none', 1$$), ($$'account', null, 1$$),
               ($$'planet', 'main', 1$$), ($$null, 'main', 1$$), ($$'domain', '', 1$$),
               ($$'domain', 'Example.com', 1$$), ($$'domain', 'example.com', 0$$),
               ($$'domain', 'example.com', per_hour => -1$$),
               ($$'domain', 'example.com', 1, warm_up_from => '2031-01-01'$$),
               ($$'domain', 'example.com', 1, null, null, '2031-01-01', 50, 0.5$$),
               ($$'domain', 'example.com', 'NaN'$$)
       ) as c (arguments);
select lives_ok(
    $$ select newsletter.set_sending_limit('account', 'main', 2.5, 100, 1000, '2031-01-01', 50,
                                           1.5) $$, 'should limit an account');
select lives_ok(
    $$ select newsletter.set_sending_limit('account', 'main', per_day => 500) $$,
    'should change a limit');
select results_eq(
    $$ select kind, name, per_second, per_hour, per_day, warm_up_from
         from newsletter.sending_limits $$,
    $$ values ('account', 'main'::varchar, null::numeric, null::integer, 500, null::date) $$,
    'and leave nothing of the old one');
select lives_ok(
    $$ select newsletter.set_sending_limit('account', 'main') $$, 'should remove a limit');
select is_empty($$ select from newsletter.sending_limits $$, 'which leaves none');

select * from finish();
rollback;
