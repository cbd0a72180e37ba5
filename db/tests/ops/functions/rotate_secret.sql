-- Test ops.rotate_secret: a new key, and what the old one signed.
begin;
select plan(18);

select throws_ok(
    $$ set local role aquascene_worker; select ops.rotate_secret('token') $$, '42501', null,
    'a worker may not');

create temp table token as
select p.purpose, ops._sign_token(p.purpose, '\x01020304') as token,
       ops._sign_token(p.purpose, '\x0102') as odd_token
  from (values ('unsubscribe'), ('confirm')) as p (purpose);
create temp table secret as select name, value from ops.secrets;

set local role aquascene_admin;
create temp table valid as select ops.rotate_secret('token', '1 day') as until;
reset role;
select is(until, ops.now() + interval '1 day', 'should say until when the old key is good')
  from valid;
select isnt(s.value, o.value, 'should make a new key')
  from ops.secrets as s join secret as o using (name) where name = 'token';
select is(s.value, o.value, 'should keep the old one')
  from ops.old_secrets as s join secret as o using (name);
select is(
    ops._verify_token(purpose, token), '\x01020304'::bytea,
    format('%s: an old token should be accepted during the grace', purpose))
  from token;
select is(
    ops._verify_token(purpose, odd_token), '\x0102'::bytea,
    format('%s: an old token with bits left over likewise', purpose))
  from token;
select is(
    ops._verify_token('confirm', ops._sign_token('confirm', '\x05')), '\x05'::bytea,
    'a new token should be accepted');
select throws_ok(
    format($$ select ops._verify_token('preferences', %L) $$, token), '22023', null,
    'an old token should be for its purpose alone')
  from token where purpose = 'confirm';

update ops.old_secrets set retired_at = retired_at - interval '2 days',
                           expires_at = expires_at - interval '2 days';
select throws_ok(
    format($$ select ops._verify_token('confirm', %L) $$, token), '22023', null,
    'an old token should be refused after the grace')
  from token where purpose = 'confirm';
select is(
    ops._verify_token(purpose, token), '\x01020304'::bytea,
    'who got mail should be able to unsubscribe for ever')
  from token where purpose = 'unsubscribe';

-- A token of many changes of keys ago
select test.travel_to(now() + n * interval '1 day'), ops.rotate_secret('token', '0')
  from generate_series(1, 3) as n \g /dev/null
select is(
    ops._verify_token(purpose, token), '\x01020304'::bytea,
    'the key of long ago should do for unsubscribing')
  from token where purpose = 'unsubscribe';

select test.act_as('editor') \g /dev/null
select ops.rotate_secret('actor') \g /dev/null
select throws_ok(
    $$ select ops._actor() $$, '28000', null, 'nobody should act by the old key');

select throws_ok(
    format($$ select ops.rotate_secret(%L) $$, name), '55000', null, format('%s stays', name))
  from (values ('suppression'), ('social')) as s (name);
select throws_ok($$ select ops.rotate_secret('x') $$, 'P0002', null, 'should refuse no secret');
select throws_ok(
    $$ select ops.rotate_secret('token', '-1 day') $$, '22023', null,
    'should refuse a grace before now');

select * from finish();
rollback;
