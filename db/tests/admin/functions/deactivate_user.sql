-- Test admin.deactivate_user, admin.reactivate_user and admin.unlock_user.
begin;
select plan(27);

select throws_ok(
    format($$ set local role %I; select admin.%I(null) $$, r.name, f.name), '42501', null,
    format('%s may not execute %s', r.name, f.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name),
       (values ('deactivate_user'), ('reactivate_user'), ('unlock_user')) as f (name);

create temp table person as select test.person('ada') as id;
select test.login();
select admin.act_as(id) from person;
create temp table key as
select * from admin.create_api_key('ci', '{content.write}', now() + interval '1 day');
select throws_ok(
    format($$ select admin.%I(id) from person $$, f.name), '42501', null,
    format('%s should want the permission', f.name))
  from (values ('deactivate_user'), ('reactivate_user'), ('unlock_user')) as f (name);

create temp table boss as select test.act_as('admin') as id;
grant select on boss, person to public;
select throws_ok(
    format($$ select admin.%I(gen_random_uuid()) $$, f.name), 'P0002', null,
    format('%s should know nobody', f.name))
  from (values ('deactivate_user'), ('reactivate_user'), ('unlock_user')) as f (name);

set local role aquascene_editor;
select lives_ok($$ select admin.deactivate_user(id) from person $$, 'should deactivate');
reset role;
select is((test.login()).outcome, 'refused', 'should not be let in any more');
select is_empty($$ select from admin.admin_sessions $$, 'should end all sessions');
select isnt((select revoked_at from admin.api_keys), null, 'should revoke all keys');
select lives_ok($$ select admin.deactivate_user(id) from person $$, 'should be done twice at will');
select admin.reactivate_user(id) from person;
select is((test.login()).outcome, 'signed_in', 'should be let in again');
select isnt((select revoked_at from admin.api_keys), null, 'should leave the keys revoked');

select throws_ok(
    $$ select admin.deactivate_user(id) from boss $$, '55000', null,
    'should leave somebody who is an admin');
update admin.admin_users set is_superuser = true where username = 'ada';
select lives_ok(
    $$ select admin.deactivate_user(id) from boss $$,
    'should let the last admin go before a superuser');

-- Throttles
select admin.act_as(id) from person;
delete from admin.login_throttles;
do $$ begin
    perform admin.begin_login('ada', ('198.51.100.' || n)::inet) from generate_series(1, 5) as n;
    perform admin.begin_login('ada', '192.0.2.7') from generate_series(1, 5);
    perform admin.begin_login('bo', '198.51.100.9');
end $$;
select throws_ok(
    format($$ select admin.begin_login('ada', %L) $$, a.ip), '53400', null,
    format('should be locked at %s', a.ip))
  from (values ('198.51.100.9'), ('192.0.2.7')) as a (ip);
select is(admin.unlock_user(id), 2, 'should forget for name and known address') from person;

select * from finish();
rollback;
