-- Test admin._found_user and admin._keep_an_admin.
begin;
select plan(6);

create temp table person as select test.admin('admin', 'ada') as id;
select is((admin._found_user(id)).username, 'ada', 'should find the person') from person;
select throws_ok(
    format($$ select admin._found_user(%L) $$, u.id), 'P0002',
    format('no admin user %s', coalesce(u.id, 'null')), 'should find nobody else')
  from (values (null), ('00000000-0000-0000-0000-000000000000')) as u (id);

select lives_ok($$ select admin._keep_an_admin() $$, 'should be content with one admin');
update admin.admin_users set role = 'author', is_superuser = true;
select lives_ok($$ select admin._keep_an_admin() $$, 'should be content with a superuser');
update admin.admin_users set is_active = false;
select throws_ok($$ select admin._keep_an_admin() $$, '55000', null,
    'should want one who is active');

select * from finish();
rollback;
