-- Test admin.create_user: makes an account.
begin;
select plan(46);

update ops.settings set value = '4' where key = 'admin.bcrypt_cost';

set local role aquascene_editor;
select throws_ok(
    $$ select admin.create_user('jo', 'jo@example.com', 'twelve chars', 'admin') $$, '42501',
    null, 'an editor may not');
reset role;

select throws_ok(
    $$ select admin.create_user('jo', 'jo@example.com', 'twelve chars', 'admin') $$, '28000',
    null, 'should refuse when nobody acts');
select test.act_as('editor');
select throws_ok(
    $$ select admin.create_user('jo', 'jo@example.com', 'twelve chars', 'admin') $$, '42501',
    null, 'should refuse a person without the permission');

-- The first admin
select throws_ok(
    format($$ set local role %I;
              select admin.create_first_admin('jo', 'jo@example.com', 'twelve chars') $$, r.name),
    '42501', null, format('%s may not make the first admin', r.name))
  from (values ('aquascene_app'), ('aquascene_editor'), ('aquascene_worker')) as r (name);
set local role aquascene_admin;
select lives_ok(
    $$ select admin.create_first_admin('first', 'first@example.com', 'twelve chars', 'A', 'B') $$,
    'should make the first admin, though nobody acts who could');
select throws_ok(
    $$ select admin.create_first_admin('second', 'second@example.com', 'twelve chars') $$,
    '55000', null, 'should make no second one');
reset role;
select results_eq(
    $$ select u.role::text, u.is_active, u.first_name::text, u.last_name::text
         from admin.admin_users as u where u.username = 'first' $$,
    $$ values ('admin', true, 'A', 'B') $$, 'should write what it is given');
update admin.admin_users set is_active = false where username = 'first';
select throws_ok(
    $$ select admin.create_first_admin('second', 'second@example.com', 'password') $$, '22023',
    null, 'should refuse a bad password of the first admin, too');
select lives_ok(
    $$ select admin.create_first_admin('second', 'second@example.com', 'twelve chars') $$,
    'should make another first admin when none is active');
create temp table before as
select count(*) as entries from audit.audit_log where table_name = 'admin.admin_users';
grant select on before to public;
select admin.act_as(id) from admin.admin_users where username = 'second';

set local role aquascene_admin;
create temp table made as
select admin.create_user('jo.smith_2-x', 'Jo.Smith@Example.com', 'twelve chars', 'editor', 'Jo',
                         'Smith') as id;
select lives_ok(
    $$ select admin.create_user(username => 'm2', email => 'mo@example.com',
                                password => repeat('é', 30) || 'ab cde fghij',
                                role => 'analyst') $$,
    'should take named parameters, and a password of 72 bytes');
reset role;
select results_eq(
    $$ select u.username::text, u.email::text, u.role::text, u.first_name::text,
              u.last_name::text, u.is_active, u.is_superuser, u.permissions
         from made join admin.admin_users as u using (id) $$,
    $$ values ('jo.smith_2-x', 'jo.smith@example.com', 'editor', 'Jo', 'Smith', true, false,
               '[]'::jsonb) $$,
    'should write what it is given, the address in lower case, and return the id');
select results_eq(
    $$ select first_name::text, last_name::text, role::text from admin.admin_users
        where username = 'm2' $$,
    $$ values (null, null, 'analyst') $$, 'should need no given and family name');
select is(
    password_hash::text, public.crypt('twelve chars', password_hash),
    'should store a hash of the password')
  from made join admin.admin_users as u using (id);
select alike(
    password_hash::text, '$2a$04$%', 'should store bcrypt of the cost that the settings say')
  from made join admin.admin_users as u using (id);
select is_empty(
    $$ select from audit.audit_log as a
        where a::text like '%twelve chars%' or a::text like '%$2a$%' $$,
    'should tell the audit log neither password nor hash');
select is(
    (select count(*) from audit.audit_log where table_name = 'admin.admin_users'), entries + 2,
    'should tell the audit log that there is a new person')
  from before;

select throws_ok(
    format($$ select admin.create_user(%L, %L, %L, %L) $$, c.username, c.email, c.password,
           c.role), '22023', c.message, format('should refuse %s', c.what))
  from (values
            ('a username of one letter', 'j', 'a@example.com', 'twelve chars', 'admin',
             'username ''j'' is not a plain name'),
            ('capitals in a username', 'Jo', 'a@example.com', 'twelve chars', 'admin',
             'username ''Jo'' is not a plain name'),
            ('a username that begins with a dot', '.jo', 'a@example.com', 'twelve chars', 'admin',
             'username ''.jo'' is not a plain name'),
            ('a blank in a username', 'j o', 'a@example.com', 'twelve chars', 'admin',
             'username ''j o'' is not a plain name'),
            ('a line feed behind a username', E'jo\n', 'a@example.com', 'twelve chars', 'admin',
             E'username ''jo\n'' is not a plain name'),
            ('a username of 101 letters', repeat('j', 101), 'a@example.com', 'twelve chars',
             'admin', format('username %L is not a plain name', repeat('j', 101))),
            ('an address without @', 'ann', 'example.com', 'twelve chars', 'admin',
             '''example.com'' is not an e-mail address'),
            ('an address with two @', 'ann', 'a@b@example.com', 'twelve chars', 'admin',
             '''a@b@example.com'' is not an e-mail address'),
            ('an address with a blank', 'ann', 'a b@example.com', 'twelve chars', 'admin',
             '''a b@example.com'' is not an e-mail address'),
            ('a short password', 'ann', 'a@example.com', 'eleven char', 'admin',
             'the password has 11 characters'),
            ('a password of 73 bytes', 'ann', 'a@example.com', repeat('é', 36) || 'x', 'admin',
             'the password has 37 characters'),
            ('the username', 'ann-of-the-lake', 'a@example.com', 'ann-of-the-lake!', 'admin',
             'the password is easy to guess'),
            ('a common word', 'ann', 'a@example.com', 'Password1234', 'admin',
             'the password is easy to guess'),
            ('few characters', 'ann', 'a@example.com', 'abababababababab', 'admin',
             'the password is easy to guess'),
            ('a role that does not exist', 'ann', 'a@example.com', 'twelve chars', 'owner',
             'no role ''owner''')
       ) as c (what, username, email, password, role, message);
create function pg_temp.hint(statement text) returns text
language plpgsql as $function$
declare
    _hint text;
begin
    execute hint.statement;
    return null;
exception
    when others then
        get stacked diagnostics _hint = pg_exception_hint;
        return _hint;
end;
$function$;
select is(
    pg_temp.hint(format($$ select admin.create_user(%L, %L, %L, %L) $$, c.username, c.email,
                        c.password, c.role)), c.hint, format('should say how to mend %s', c.what))
  from (values
            ('a username', 'j', 'a@example.com', 'twelve chars', 'admin',
             'Use 2 to 100 lower-case letters, digits, dots, dashes and underscores.'),
            ('an address', 'ann', 'example.com', 'twelve chars', 'admin',
             'Give an address such as jo@example.com.'),
            ('a password', 'ann', 'a@example.com', 'short', 'admin',
             'Use at least 12 characters and at most 72 bytes.'),
            ('a role', 'ann', 'a@example.com', 'twelve chars', 'owner',
             'Roles are admin, editor, author and analyst.')
       ) as c (what, username, email, password, role, hint);
select lives_ok(
    format($$ select admin.create_user('of-%1$s', 'of-%1$s@example.com', 'twelve chars', %1$L) $$,
           r.role), format('should take the role %s', r.role))
  from (values ('admin'), ('author')) as r (role);

select throws_ok(
    $$ select admin.create_user('jo.smith_2-x', 'new@example.com', 'twelve chars', 'admin') $$,
    '23505', null, 'should refuse a username that is taken');
select throws_ok(
    $$ select admin.create_user('new', 'JO.smith@example.com', 'twelve chars', 'admin') $$,
    '23505', null, 'should refuse an address that is taken, whatever its capitals');
select throws_ok(
    format($$ select admin.create_user(%L, %L, %L, %L) $$, c.username, c.email, c.password,
           c.role), '23502', null, format('should refuse no %s', c.what))
  from (values ('username', null, 'a@example.com', 'twelve chars', 'admin'),
               ('address', 'ann', null, 'twelve chars', 'admin'),
               ('password', 'ann', 'a@example.com', null, 'admin'),
               ('role', 'ann', 'a@example.com', 'twelve chars', null)
       ) as c (what, username, email, password, role);

update ops.settings set value = '20' where key = 'admin.min_password_length';
select throws_ok(
    $$ select admin.create_user('ann', 'a@example.com', 'nineteen characters', 'admin') $$, '22023',
    null, 'should follow the setting of the least length');

select * from finish();
rollback;
