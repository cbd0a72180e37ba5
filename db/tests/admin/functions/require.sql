-- Test admin.require: refuses who may not.
begin;
select plan(19);

select volatility_is('admin', 'require', array['text'], 'stable', 'should be stable');
select throws_ok(
    format($$ set local role %I; select admin.require('content.write') $$, r.name), '42501',
    null, format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);

set local role aquascene_worker;
select throws_ok(
    $$ select admin.require('content.write') $$, '28000',
    'nobody acts in this transaction, and content.write needs a person',
    'should refuse when nobody acts');
reset role;

-- Each role against each permission
create temp table people as
select r.role, test.admin(r.role, 'the-' || r.role) as id
  from (values ('admin'), ('editor'), ('author'), ('analyst')) as r (role);

create function pg_temp.attempt(id uuid, permission text) returns text
language plpgsql as $function$
begin
    perform admin.act_as(attempt.id);
    return admin.require(attempt.permission) = attempt.id;
exception
    when insufficient_privilege then
        return sqlerrm;
end;
$function$;

select results_eq(
    $$ select p.role, m.permission, pg_temp.attempt(p.id, m.permission)
         from people as p
        cross join (select distinct permission from admin.role_permissions) as m
        order by p.role, m.permission $$,
    $$ select p.role, m.permission,
              case when exists (select from admin.role_permissions as r
                                 where r.role = p.role and r.permission = m.permission)
                   then 'true'
                   else format('the-%s (%s) lacks the permission %s', p.role, p.role,
                               m.permission) end
         from people as p
        cross join (select distinct permission from admin.role_permissions) as m
        order by p.role, m.permission $$,
    'should return the person who holds the permission by role, and refuse the others');

update admin.admin_users set permissions = '["users.manage"]' where username = 'the-analyst';
select is(
    pg_temp.attempt(id, 'users.manage'), 'true', 'should count the person''s own permissions')
  from people where role = 'analyst';
select isnt(
    pg_temp.attempt(id, 'settings.manage'), 'true', 'should count no others beside them')
  from people where role = 'analyst';
update admin.admin_users set is_superuser = true where username = 'the-author';
select is(
    pg_temp.attempt(id, 'users.manage'), 'true', 'should let a superuser do everything')
  from people where role = 'author';
select isnt(
    pg_temp.attempt(id, 'no.such'), 'true', 'should refuse a permission that nobody has')
  from people where role = 'admin';
select isnt(pg_temp.attempt(id, null), 'true', 'should refuse when no permission is named')
  from people where role = 'editor';

-- Scopes, as those of an API key
create function pg_temp.scoped(id uuid, scopes text[], permission text) returns text
language plpgsql as $function$
begin
    perform admin.act_as(scoped.id, scopes => scoped.scopes);
    return admin.require(scoped.permission) = scoped.id;
exception
    when insufficient_privilege then
        return 'refused';
end;
$function$;
select is(
    pg_temp.scoped(id, c.scopes, 'content.review'), c.outcome,
    format('an editor with scopes %s', coalesce(c.scopes::text, 'null')))
  from people
 cross join (values (null, 'true'), ('{content.review}'::text[], 'true'),
                    ('{content.write}', 'refused'),
                    ('{}', 'refused'), ('{null}', 'refused')) as c (scopes, outcome)
 where role = 'editor';
select is(
    pg_temp.scoped(id, '{users.manage}', 'users.manage'), 'refused',
    'scopes should give nothing that the person has not')
  from people where role = 'editor';

-- Somebody who stops being active while acting
select admin.act_as(id) from people where role = 'editor';
select is(admin.require('content.review'), id, 'should know who acts')
  from people where role = 'editor';
update admin.admin_users set is_active = false where username = 'the-editor';
select throws_ok(
    $$ select admin.require('content.review') $$, '28000', null,
    'should refuse who is not active any more');
select set_config('aquascene.user_id', '', true);
select throws_ok(
    $$ select admin.require('content.review') $$, '28000', null,
    'should refuse when the setting is empty');

select * from finish();
rollback;
