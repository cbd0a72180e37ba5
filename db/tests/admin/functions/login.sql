-- Test admin.login: signs somebody in.
begin;
select plan(35);

select throws_ok(
    format($$ set local role %I; select admin.login(gen_random_uuid(), 'x') $$, r.name), '42501',
    null, format('%s may not', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);

select test.travel_to('2030-01-01 12:00:00Z');
create temp table person as select test.person('ada') as id;
grant select on person to public;

-- Two transactions
create temp table try as select admin.begin_login('ada', '192.0.2.7') as id;
select throws_ok(
    $$ select admin.login(id, 'four words that differ') from try $$, '55000', null,
    'should refuse an attempt that a rollback could uncount');
update admin.login_attempts set begun_in = '3';
select results_eq(
    $$ select l.outcome, l.user_id, l.session_token, l.expires_at
         from try, admin.login(try.id, 'four words that DIFFER') as l $$,
    $$ values ('refused', null::uuid, null::text, null::timestamptz) $$,
    'should refuse a wrong password');
select throws_ok(
    $$ select admin.login(id, 'four words that differ') from try $$, 'P0002', null,
    'should take an attempt once');
select throws_ok(
    $$ select admin.login(null, 'four words that differ') $$, 'P0002', null,
    'should want an attempt');
select results_eq(
    $$ select event_type, event_name, severity, event_data
         from audit.system_events where event_name = 'login_refused' $$,
    $$ select 'security'::varchar, 'login_refused'::varchar, 'warning'::varchar,
              jsonb_build_object('user_id', id, 'address', '192.0.2.7/32') from person $$,
    'should tell of a refusal, and neither name nor password');
select is_empty($$ select from admin.admin_sessions $$, 'should begin no session then');

create temp table late as select admin.begin_login('ada', '192.0.2.7') as id;
update admin.login_attempts set begun_in = '3';
select test.travel_to('2030-01-01 12:02:01Z');
select throws_ok(
    $$ select admin.login(id, 'four words that differ') from late $$, 'P0002', null,
    'should take no attempt after two minutes');

-- Good
create temp table session as select * from test.login('ada');
select results_eq(
    $$ select s.outcome, s.user_id = p.id, s.session_token ~ '^aqs_[A-Za-z0-9_-]{43}$',
              s.expires_at from session as s, person as p $$,
    $$ values ('signed_in', true, true, timestamptz '2030-01-02 00:02:01Z') $$,
    'should sign in, for twelve hours');
select results_eq(
    $$ select a.user_id, a.session_token, a.ip_address, a.user_agent, a.expires_at, a.created_at,
              a.last_seen_at, a.ends_at
         from admin.admin_sessions as a $$,
    $$ select p.id, admin._token_hash(s.session_token)::varchar, inet '192.0.2.7', 'agent/1.0',
              timestamptz '2030-01-02 00:02:01Z', timestamptz '2030-01-01 12:02:01Z',
              timestamptz '2030-01-01 12:02:01Z', timestamptz '2030-01-31 12:02:01Z'
         from session as s, person as p $$,
    'should write the session, of its token the hash');
select is(
    (select last_login from admin.admin_users where username = 'ada'),
    timestamptz '2030-01-01 12:02:01Z', 'should write when');
select is_empty(
    $$ select from admin.login_throttles where kind = 'name' $$,
    'should forget the wrong passwords for the name');
select is(
    (select try_count from admin.login_throttles where kind = 'address'), 2,
    'should not forget those of the address: who has one account would try others for ever');
select results_eq(
    $$ select address, expires_at from admin.known_addresses $$,
    $$ values (cidr '192.0.2.7', timestamptz '2030-04-01 12:02:01Z') $$,
    'should know the address for 90 days');
select is((test.login('ada@example.com')).outcome, 'signed_in', 'should know the e-mail address');
select is_empty(
    $$ select from admin.login_throttles where kind = 'known' $$,
    'should forget the tries at a known address, too');
select is((test.login('ADA')).outcome, 'signed_in', 'should know the name in capitals');
select is(
    (test.login('ada', ip => null)).outcome, 'signed_in', 'should sign in without an address');
select is(
    (select count(*) from admin.known_addresses), 1::bigint, 'should know no address then');

-- Refused, all alike
select test.person('gone', 'four words that differ');
update admin.admin_users set is_active = false where username = 'gone';
select results_eq(
    format($$ select l::text from test.login(%L, %L, %L) as l $$, c.name, c.password, c.code),
    $$ values ('(refused,,,)') $$, format('should refuse %s', c.what))
  from (values ('who is nobody', 'nobody', 'four words that differ', null),
               ('who is not active', 'gone', 'four words that differ', null),
               ('no password', 'ada', null, null), ('an empty password', 'ada', '', null),
               ('a password of ten million characters', 'ada', repeat('x', 10000000), null),
               ('no name', null, 'x', null)) as c (what, name, password, code);

-- A second factor
insert into admin.totp_secrets (user_id, secret)
select id, public.pgp_sym_encrypt_bytea('12345678901234567890', admin._totp_key()) from person;
delete from admin.login_throttles;
select is((test.login()).outcome, 'signed_in', 'should ask for no code before it is confirmed');
update admin.totp_secrets set confirmed_at = now();
create temp table code as
select admin._totp_code('12345678901234567890',
                        floor(extract(epoch from ops.now()) / 30)::bigint, 6) as code;
select results_eq(
    $$ select l::text from test.login() as l $$, $$ values ('(code_needed,,,)') $$,
    'should ask for a code when the password is right');
select is(
    (test.login(password => 'wrong', code => code)).outcome, 'refused',
    'should refuse a wrong password with a right code') from code;
select is(
    (test.login(code => case code when '000000' then '111111' else '000000' end)).outcome,
    'refused', 'should refuse a wrong code') from code;
select is((test.login(code => code)).outcome, 'signed_in', 'should take both') from code;
select is((test.login(code => code)).outcome, 'refused', 'should take a code once') from code;

-- The cost of a hash follows the setting
select alike(
    (select password_hash from admin.admin_users where username = 'ada'), '$2a$04$%',
    'should keep the hash while its cost is that of the setting');
delete from admin.totp_secrets;
update ops.settings set value = '5' where key = 'admin.bcrypt_cost';
delete from admin.login_throttles;
select is((test.login()).outcome, 'signed_in', 'should take the password of another cost');
select alike(
    (select password_hash from admin.admin_users where username = 'ada'), '$2a$05$%',
    'should hash it anew then');

select * from finish();
rollback;
