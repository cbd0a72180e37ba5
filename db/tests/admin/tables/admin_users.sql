-- Test admin.admin_users: columns, keys, checks, secrecy, the triggers.
begin;
select plan(18);

select results_eq(
    $$ select test.columns('admin.admin_users') $$,
    $$ values ('id uuid not null default gen_random_uuid()'),
              ('username character varying(100) not null'),
              ('email character varying(255) not null'),
              ('password_hash character varying(255) not null'),
              ('first_name character varying(100)'),
              ('last_name character varying(100)'),
              ('role character varying(30) not null default ''author''::character varying'),
              ('permissions jsonb not null default ''[]''::jsonb'),
              ('is_active boolean not null default true'),
              ('is_superuser boolean not null default false'),
              ('last_login timestamp with time zone'),
              ('password_changed_at timestamp with time zone not null default now()'),
              ('created_at timestamp with time zone not null default now()'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('admin.admin_users') $$,
    $$ values ('PRIMARY KEY (id)'),
              ('UNIQUE (email)'),
              ('UNIQUE (username)') $$,
    'should have these keys');
select is_empty($$ select test.indexes('admin.admin_users') $$, 'should have these indexes');

set local role aquascene_reader;
select lives_ok(
    $$ select id, username, first_name, last_name, role, is_active, last_login, created_at,
              updated_at
         from admin.admin_users $$, 'a reader may read who there is');
select throws_ok(
    format('select %I from admin.admin_users', c.name), '42501', null,
    format('a reader may not read %s', c.name))
  from (values ('password_hash'), ('email'), ('permissions'), ('is_superuser'),
               ('password_changed_at')) as c (name);
reset role;
set local role aquascene_admin;
select throws_ok(
    $$ update admin.admin_users set is_superuser = true $$, '42501', null,
    'an admin may not write');
reset role;

select throws_like(
    format($$ insert into admin.admin_users (username, email, password_hash, role, permissions)
              values ('jo', %L, 'x', %L, %L) $$, c.email, c.role, c.permissions),
    format('%%"%s"%%', c.name),
    format('should refuse %s', c.what))
  from (values
            ('admin_users_role_is_known', 'a strange role', 'jo@example.com', 'owner', '[]'),
            ('admin_users_email_is_lower_case', 'capitals', 'Jo@example.com', 'admin', '[]'),
            ('admin_users_permissions_is_a_list', 'no list', 'jo@example.com', 'admin', '{}')
       ) as c (name, what, email, role, permissions);
select lives_ok(
    format($$ select test.admin(%L) $$, r.role), format('should accept the role %s', r.role))
  from (values ('admin'), ('editor'), ('author'), ('analyst')) as r (role);

select test.travel_to('2030-05-06 07:08Z');
update admin.admin_users set is_active = false;
select is(min(updated_at), '2030-05-06 07:08Z', 'should stamp updated_at') from admin.admin_users;

select * from finish();
rollback;
