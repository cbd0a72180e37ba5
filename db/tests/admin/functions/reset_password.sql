-- Test admin.request_password_reset and admin.reset_password.
begin;
select plan(24);

select throws_ok(
    format($$ set local role %I; select admin.request_password_reset('ada') $$, r.name), '42501',
    null, format('%s may not ask', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_admin')) as r (name);
select throws_ok(
    format($$ set local role %I; select admin.reset_password('x', 'y') $$, r.name), '42501', null,
    format('%s may not reset', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);

select test.travel_to('2030-01-01 12:00:00Z');
create temp table person as select test.person('ada') as id;
select test.person('gone');
update admin.admin_users set is_active = false where username = 'gone';
select test.login();

set local role aquascene_worker;
create temp table link as select * from admin.request_password_reset(' ADA@Example.com ');
reset role;
select results_eq(
    $$ select l.user_id = p.id, l.username, l.email, l.expires_at, length(l.token)
         from link as l, person as p $$,
    $$ values (true, 'ada', 'ada@example.com', timestamptz '2030-01-01 13:00:00Z', 64) $$,
    'should say to whom to mail what');
select is_empty(
    format($$ select * from admin.request_password_reset(%L) $$, n.name),
    format('should give nothing to %s', n.what))
  from (values ('whoever asks again', 'ada'), ('whom nobody knows', 'nobody'),
               ('who is not active', 'gone'), ('nobody', null)) as n (what, name);

create function pg_temp.reset(token text, password text default 'another four words')
returns text
language sql as $function$
    select format('select admin.reset_password(%L, %L, %L)', reset.token, reset.password,
                  '192.0.2.99');
$function$;
select throws_ok(
    pg_temp.reset(t.token), '22023', null, format('should refuse %s', t.what))
  from link as l
 cross join lateral (values
    ('no token', null), ('a forged token', translate(l.token, 'abcdef', 'bcdefa')),
    ('a token for something else',
     (select ops._sign_token('confirm', uuid_send(id) || int8send(2) || int8send(3))
        from person)),
    ('a token of nobody',
     ops._sign_token('reset_password', uuid_send(gen_random_uuid()) || int8send(4000000000)
                                       || int8send(3)))) as t (what, token);
select throws_ok(
    pg_temp.reset(l.token, p.password), '22023', null, format('should refuse %s', p.what))
  from link as l,
       (values ('no password', null), ('a short one', 'short'),
               ('one that is easy to guess', 'password12345')) as p (what, password);
select test.travel_to('2030-01-01 13:00:00Z');
select throws_ok(pg_temp.reset(token), '22023', null, 'should refuse it after an hour') from link;
select test.travel_to('2030-01-01 12:59:59Z');
update admin.admin_users set is_active = false;
select throws_ok(
    pg_temp.reset(token), '22023', null, 'should refuse who is not active any more') from link;
update admin.admin_users set is_active = true;

set local role aquascene_worker;
select is(
    admin.reset_password(token, 'another four words', '192.0.2.99'), user_id,
    'should say whose password it was') from link;
reset role;
select is_empty($$ select from admin.admin_sessions $$, 'should end all sessions');
select throws_ok(pg_temp.reset(token), '22023', null, 'should be good once') from link;
update admin.login_throttles set blocked_until_at = '2030-02-01' where kind <> 'known';
select is(
    (test.login(password => 'another four words', ip => '192.0.2.99')).outcome, 'signed_in',
    'should know the address from then on, past those who try for the name');

select * from finish();
rollback;
