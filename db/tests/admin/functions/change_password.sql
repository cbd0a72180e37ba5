-- Test admin.change_password and admin.set_password.
begin;
select plan(25);

select throws_ok(
    format($$ set local role %I; select admin.change_password('x', 'y') $$, r.name), '42501', null,
    format('%s may not change', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);
select throws_ok(
    format($$ set local role %I; select admin.set_password(gen_random_uuid(), 'y') $$, r.name),
    '42501', null, format('%s may not set', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name);

create temp table person as select test.person('ada') as id;
create temp table session as
select l.session_token from generate_series(1, 3) as n, test.login(ip => inet '192.0.2.0' + n) as l;
grant select on person, session to public;
create temp table before as select password_changed_at from admin.admin_users;

select throws_ok(
    $$ select admin.change_password('four words that differ', 'another four words') $$, '28000',
    null, 'should want somebody who acts');
select admin.act_as(id) from person;
select throws_ok(
    format($$ select admin.change_password(%L, 'another four words') $$, p.password), '28P01',
    null, format('should refuse %s', p.what))
  from (values ('a wrong password', 'four words that DIFFER'), ('no password', null),
               ('an empty one', '')) as p (what, password);
select throws_ok(
    format($$ select admin.change_password('four words that differ', %L) $$, p.password), '22023',
    null, format('should refuse %s', p.what))
  from (values ('no new password', null), ('a short one', 'short'),
               ('one that is easy to guess', 'password12345'),
               ('a long one', repeat('abcdefg', 11))) as p (what, password);
select is((select count(*) from admin.admin_sessions), 3::bigint, 'should end no session then');

set local role aquascene_editor;
select lives_ok(
    $$ select admin.change_password('four words that differ', 'another four words',
                                    (select session_token from session limit 1)) $$,
    'should change it');
reset role;
select results_eq(
    $$ select session_token from admin.admin_sessions $$,
    $$ select admin._token_hash(session_token)::varchar from session limit 1 $$,
    'should end the other sessions');
select is((test.login(password => 'another four words')).outcome, 'signed_in', 'should know it');
select is((test.login()).outcome, 'refused', 'should not know the one before');
select ok(
    u.password_changed_at > b.password_changed_at, 'should be later than before in any case')
  from admin.admin_users as u, before as b where u.username = 'ada';

-- For somebody else
select throws_ok(
    $$ select admin.set_password(id, 'yet another password') from person $$, '42501', null,
    'should want a permission to set the password of others');
select test.act_as('admin');
select throws_ok(
    $$ select admin.set_password(gen_random_uuid(), 'yet another password') $$, 'P0002', null,
    'should refuse whom nobody knows');
select throws_ok(
    $$ select admin.set_password(id, null) from person $$, '22023', null,
    'should want a password');
select admin.set_password(id, 'yet another password') from person;
select is_empty($$ select from admin.admin_sessions $$, 'should end all sessions');
select is((test.login(password => 'yet another password')).outcome, 'signed_in', 'should set it');

select * from finish();
rollback;
