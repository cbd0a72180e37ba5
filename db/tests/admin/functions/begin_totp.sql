-- Test what turns a second factor on and off.
begin;
select plan(27);

select throws_ok(
    format($$ set local role %I; select admin.%s $$, r.name, f.call), '42501', null,
    format('%s may not execute %s', r.name, f.call))
  from (values ('aquascene_app'), ('aquascene_worker')) as r (name),
       (values ('begin_totp()'), ('confirm_totp(''1'')'), ('disable_totp(''1'')'),
               ('remove_totp(null)')) as f (call);

create temp table person as select test.person('ada') as id;
select throws_ok(
    $$ select admin.begin_totp() $$, '28000', null, 'should want somebody who acts');
select admin.act_as(id) from person;
select throws_ok(
    $$ select admin.confirm_totp('123456') $$, '55000', null, 'should confirm nothing before');
select throws_ok(
    $$ select admin.disable_totp('123456') $$, '55000', null, 'should disable nothing before');

create function pg_temp.code(step_delta integer default 0) returns text
language sql as $function$
    select admin._totp_code(public.pgp_sym_decrypt_bytea(t.secret, admin._totp_key()),
                            floor(extract(epoch from now()) / 30)::bigint + code.step_delta, 6)
      from admin.totp_secrets as t;
$function$;
set local role aquascene_editor;
create temp table first as select * from admin.begin_totp();
create temp table begun as select * from admin.begin_totp();
reset role;
select ok(
    f.secret <> b.secret, 'should make another secret as long as none is confirmed')
  from first as f, begun as b;
select is(
    b.secret, admin._base32(public.pgp_sym_decrypt_bytea(t.secret, admin._totp_key())),
    'should tell the secret that it keeps, encrypted')
  from begun as b, admin.totp_secrets as t;
select is(
    uri, format('otpauth://totp/AquaScene:ada?secret=%s&issuer=AquaScene&algorithm=SHA1'
                '&digits=6&period=30', secret), 'should tell it for a QR code, too')
  from begun;
select ok(
    position('\xdeadbeef'::bytea in secret) = 0 and octet_length(secret) > 40,
    'should keep it encrypted') from admin.totp_secrets;
select throws_ok(
    format($$ select admin.confirm_totp(%L) $$, c.code), '28P01', null,
    format('should not confirm by %L', c.code))
  from (values (null), (''), ('12345'), (pg_temp.code(3))) as c (code);

create temp table now as select pg_temp.code() as code;
grant select on now to public;
set local role aquascene_editor;
create temp table recovery as
select c.code from now as n, admin.confirm_totp(n.code) as c (code);
reset role;
select results_eq(
    $$ select count(distinct r.code), bool_and(r.code ~ '^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$'),
              bool_and(admin._recovery_hash(r.code) = any (t.recovery_hashes))
         from recovery as r, admin.totp_secrets as t $$,
    $$ values (10::bigint, true, true) $$, 'should give ten recovery codes and keep their hashes');
select throws_ok(
    $$ select admin.begin_totp() $$, '55000', null, 'should not replace what is confirmed');
select throws_ok(
    format($$ select admin.disable_totp(%L) $$, c.code), '28P01', null,
    format('should not be disabled by %s', c.what))
  from (values ('a code that was used', pg_temp.code()), ('no code', null)) as c (what, code);
select lives_ok(
    $$ select admin.disable_totp((select lower(code) from recovery limit 1)) $$,
    'should be disabled by a recovery code');
select is_empty($$ select from admin.totp_secrets $$, 'should be gone');

select admin.begin_totp();
select throws_ok(
    $$ select admin.remove_totp(id) from person $$, '42501', null,
    'should want a permission to take it from somebody');
select test.act_as('admin');
select is(admin.remove_totp(id), true, 'should be taken by who manages people') from person;

select * from finish();
rollback;
