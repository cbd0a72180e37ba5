-- Test admin._person and admin._permissions.
begin;
select plan(9);

select throws_ok(
    $$ select admin._person() $$, '28000', null, 'should refuse when nobody acts');
create temp table person as select test.admin('analyst', 'ada') as id;
select admin.act_as(id) from person;
select is(admin._person(), id, 'should say who acts') from person;
select admin.act_as(id, scopes => '{analytics.read}') from person;
select throws_ok(
    $$ select admin._person() $$, '42501', null, 'should not let a key change the account');
select admin.act_as(id) from person;
update admin.admin_users set is_active = false;
select throws_ok(
    $$ select admin._person() $$, '28000', null, 'should refuse who is not active any more');
select is_empty(
    $$ select p from person, admin._permissions(id) as p $$, 'should hold nothing then');

update admin.admin_users set is_active = true;
select results_eq(
    $$ select p from person, admin._permissions(id) as p $$, $$ values ('analytics.read') $$,
    'should hold what the role holds');
update admin.admin_users set permissions = '["users.manage", "analytics.read"]';
select results_eq(
    $$ select p from person, admin._permissions(id) as p order by p $$,
    $$ values ('analytics.read'), ('users.manage') $$, 'should hold what is held beyond it, once');
update admin.admin_users set is_superuser = true;
select is(
    (select count(*) from person, admin._permissions(id)),
    (select count(distinct permission) from admin.role_permissions),
    'should hold everything as a superuser');
select is_empty($$ select admin._permissions(null) $$, 'nobody should hold anything');

select * from finish();
rollback;
