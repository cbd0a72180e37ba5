-- Test admin.set_role and admin.set_permissions.
begin;
select plan(25);

select throws_ok(
    format($$ set local role %I; select admin.%s $$, r.name, f.call), '42501', null,
    format('%s may not execute %s', r.name, f.call))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_worker')) as r (name),
       (values ('set_role(null, ''author'')'), ('set_permissions(null, ''{}'')')) as f (call);

create temp table person as select test.person('ada') as id;
grant select on person to public;
select throws_ok(
    format($$ select admin.%s from person $$, f.call), '28000', null,
    format('%s should want somebody who acts', f.call))
  from (values ('set_role(id, ''author'')'), ('set_permissions(id, ''{}'')')) as f (call);
select test.act_as('editor');
select throws_ok(
    format($$ select admin.%s from person $$, f.call), '42501', null,
    format('%s should want the permission', f.call))
  from (values ('set_role(id, ''author'')'), ('set_permissions(id, ''{}'')')) as f (call);

create temp table boss as select test.act_as('admin') as id;
grant select on boss to public;
set local role aquascene_editor;
select lives_ok($$ select admin.set_role(id, 'author') from person $$, 'should set the role');
select lives_ok(
    $$ select admin.set_permissions(id, '{users.manage,audience.manage,users.manage}')
         from person $$, 'should set permissions');
reset role;
select results_eq(
    $$ select role::text, permissions from admin.admin_users where username = 'ada' $$,
    $$ values ('author', '["audience.manage", "users.manage"]'::jsonb) $$,
    'should write them, each once');
select throws_ok(
    format($$ select admin.set_role(id, %L) from person $$, r.role), '22023', null,
    format('should refuse the role %L', r.role))
  from (values (null), (''), ('owner')) as r (role);
select throws_ok(
    format($$ select admin.set_permissions(id, %L) from person $$, p.permissions), '22023', null,
    format('should refuse the permissions %L', p.permissions))
  from (values (null), ('{no.such}'), ('{content.write,null}')) as p (permissions);
select throws_ok(
    format($$ select admin.%s $$, f.call), 'P0002', null, format('should know nobody: %s', f.call))
  from (values ('set_role(gen_random_uuid(), ''author'')'), ('set_role(null, ''author'')'),
               ('set_permissions(gen_random_uuid(), ''{}'')')) as f (call);

-- The last admin
select throws_ok(
    $$ select admin.set_role(id, 'editor') from boss $$, '55000', null,
    'should leave somebody who is an admin');
select admin.set_role(id, 'admin') from person;
select lives_ok(
    $$ select admin.set_role(id, 'editor') from boss $$,
    'should let an admin go when there is another');
select throws_ok(
    $$ select admin.set_role(id, 'admin') from boss $$, '42501', null,
    'should take the permission at once');

select * from finish();
rollback;
