-- Test admin.role_permissions: columns, keys, checks, and who may do what.
begin;
select plan(14);

select results_eq(
    $$ select test.columns('admin.role_permissions') $$,
    $$ values ('role text not null'),
              ('permission text not null') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('admin.role_permissions') $$,
    $$ values ('PRIMARY KEY (role, permission)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('admin.role_permissions') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select permission from admin.role_permissions $$, 'a reader may read');
select throws_ok(
    $$ insert into admin.role_permissions values ('analyst', 'users.manage') $$, '42501', null,
    'a reader may not write');
reset role;

select throws_like(
    format($$ insert into admin.role_permissions values (%L, %L) $$, c.role, c.permission),
    format('%%"%s"%%', c.name), format('should refuse %s for %s', c.permission, c.role))
  from (values ('role_permissions_role_is_known', 'owner', 'test.it'),
               ('role_permissions_permission_is_a_name', 'admin', 'everything'),
               ('role_permissions_permission_is_a_name', 'admin', 'Test.it'),
               ('role_permissions_permission_is_a_name', 'admin', 'test.this.and_that')
       ) as c (name, role, permission);
select lives_ok(
    format($$ insert into admin.role_permissions values (%L, 'test.the_role') $$, r.role),
    format('should accept the role %s', r.role))
  from (values ('admin'), ('editor'), ('author'), ('analyst')) as r (role);

select results_eq(
    $$ select permission, string_agg(role, ' ' order by role collate "C")
         from admin.role_permissions
        where permission <> 'test.the_role'
        group by permission
        order by permission collate "C" $$,
    $$ values ('analytics.read', 'admin analyst author editor'),
              ('audience.manage', 'admin editor'),
              ('content.override', 'admin'),
              ('content.publish', 'admin editor'),
              ('content.review', 'admin editor'),
              ('content.write', 'admin author editor'),
              ('newsletter.review', 'admin editor'),
              ('newsletter.send', 'admin editor'),
              ('newsletter.write', 'admin author editor'),
              ('scraping.manage', 'admin editor'),
              ('settings.manage', 'admin'),
              ('social.write', 'admin author editor'),
              ('users.manage', 'admin') $$,
    'should say which roles hold each permission');

select * from finish();
rollback;
