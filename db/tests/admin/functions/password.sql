-- Test how passwords and tokens are kept.
begin;
select plan(23);
set local track_functions = 'all';

select is(
    admin._password_form(E'cafe\u0301 \uFB01ve words'), E'caf\u00E9 five words',
    'should give one form to a password however it was typed');
select is(
    octet_length(admin._password_form(repeat('é', 36))), 72, 'should take 72 bytes');
select is(admin._password_form(repeat('x', 73)), null, 'should not take 73');
select is(admin._password_form(repeat('x', 10000000)), null, 'should not take ten million');
select is(admin._password_form(null), null, 'should take nothing for nothing');

update ops.settings set value = '4' where key = 'admin.bcrypt_cost';
create temp table kept as select admin._password_hash(repeat('x', 72)) as hash;
select ok(admin._is_password(repeat('x', 72), hash), 'should know the password') from kept;
select ok(
    not admin._is_password(p.password, k.hash),
    format('should refuse %s', coalesce(left(p.password, 9), 'null')))
  from kept as k,
       (values (repeat('x', 73)), (repeat('x', 71)), (''), (null), (repeat('x', 1000000)))
           as p (password);
select ok(not admin._is_password('x', h.hash), format('should refuse for the hash %L', h.hash))
  from (values (null), (''), ('x'), ('$2a$04$tooshort')) as h (hash);
select ok(
    not admin._is_password('', public.gen_salt('bf', 4)), 'should take no salt for a hash');

-- How often a hash was computed: the same whatever is wrong.
create function pg_temp.hashes(password text, hash text) returns bigint
language plpgsql as $function$
declare
    _before constant bigint := (select calls from pg_stat_xact_user_functions
                                 where funcname = 'crypt');
begin
    perform admin._is_password(hashes.password, hashes.hash);
    return (select calls from pg_stat_xact_user_functions where funcname = 'crypt')
           - coalesce(_before, 0);
end;
$function$;
select results_eq(
    $$ select c.what, pg_temp.hashes(c.password, c.hash)
         from kept as k
        cross join lateral (
            values (1, 'right', repeat('x', 72), k.hash), (2, 'wrong', 'y', k.hash),
                   (3, 'too long', repeat('y', 100), k.hash), (4, 'nobody', 'y', null),
                   (5, 'no password', null, k.hash), (6, 'no hash', 'y', 'x')
        ) as c (place, what, password, hash)
        order by c.place $$,
    $$ values ('right', 1::bigint), ('wrong', 1), ('too long', 1), ('nobody', 1),
              ('no password', 1), ('no hash', 1) $$,
    'should compute one hash whatever is wrong');

select matches(
    admin._new_token('aqs_'), '^aqs_[A-Za-z0-9_-]{43}$', 'should make a token of 32 bytes');
select isnt(admin._new_token(''), admin._new_token(''), 'should make another one each time');
select is(
    admin._token_hash('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    'should keep SHA-256 of a token');
select is(admin._token_hash(null), null, 'should keep nothing of none');

select throws_ok(
    format($$ select admin._check_password(%L, 'ada') $$, p.password), '22023', null,
    format('should refuse %s', p.what))
  from (values ('a password in capitals that is common', 'PASSWORDPASSWORD')) as p (what, password);
select lives_ok(
    $$ select admin._check_password('ada likes long words', 'ada') $$,
    'should take a long password that holds the username');

select * from finish();
rollback;
