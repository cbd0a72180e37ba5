-- Test ops.rotate_secret: a new key, and what the old one signed.
begin;
select plan(27);

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

-- What is encrypted
select test.act_as('editor') as person \gset
create temp table shared as select secret from admin.begin_totp();
insert into social.social_accounts (account_name, access_token)
select 'shop', armor(pgp_sym_encrypt('abc', encode(value, 'hex')))
  from ops.secrets where name = 'social';
select test.act_as('admin') \g /dev/null
create temp table hook as select * from ops.add_endpoint('https://example.com/hook');
select ops.rotate_endpoint_secret(endpoint_id) from hook \g /dev/null
create temp table kept as
select 'totp' as name, secret::text from admin.totp_secrets
union all select 'webhook', secret::text || old_secret::text from ops.webhook_endpoints
union all select 'social', access_token from social.social_accounts;
create temp table signature as
select ops._webhook_signature('id', '1', '{}', e.secret) as new,
       ops._webhook_signature('id', '1', '{}', e.old_secret) as old
  from ops.webhook_endpoints as e;
select is(
    ops.rotate_secret(s.name), ops.now(), format('%s: the old one is good for nothing', s.name))
  from (values ('totp'), ('webhook'), ('social')) as s (name);
select is_empty(
    $$ select name from kept
       intersect
       select k.name from kept as k, admin.totp_secrets as t where k.secret = t.secret::text $$,
    'should encrypt anew');
select is(
    admin._base32(pgp_sym_decrypt_bytea(t.secret, admin._totp_key())), s.secret,
    'a second factor should be what it was')
  from admin.totp_secrets as t, shared as s;
select results_eq(
    $$ select ops._webhook_signature('id', '1', '{}', e.secret),
              ops._webhook_signature('id', '1', '{}', e.old_secret)
         from ops.webhook_endpoints as e $$, 'table signature',
    'endpoints should be told by the keys they know');
select results_eq(
    $$ select pgp_sym_decrypt(dearmor(a.access_token), encode(s.value, 'hex')), a.refresh_token
         from social.social_accounts as a, ops.secrets as s where s.name = 'social' $$,
    $$ values ('abc', null::text) $$, 'tokens of accounts should be what they were');
select is_empty(
    $$ select from ops.old_secrets where name in ('totp', 'webhook', 'social') $$,
    'should keep no old key that nothing is encrypted by');
update social.social_accounts set access_token = armor(pgp_sym_encrypt('abc', 'another key'));
select throws_ok(
    $$ select ops.rotate_secret('social') $$, '39000', null,
    'should lose nothing that it cannot read');
insert into ops.secrets (name, value) values ('other', decode(repeat('ab', 32), 'hex'));
select throws_ok(
    $$ select ops.rotate_secret('other') $$, '55000', null, 'should want to know what it encrypts');

select test.act_as('editor') \g /dev/null
select ops.rotate_secret('actor') \g /dev/null
select throws_ok(
    $$ select ops._actor() $$, '28000', null, 'nobody should act by the old key');

select throws_ok(
    $$ select ops.rotate_secret('suppression') $$, '55000', null, 'suppression stays');
select throws_ok($$ select ops.rotate_secret('x') $$, 'P0002', null, 'should refuse no secret');
select throws_ok(
    $$ select ops.rotate_secret('token', '-1 day') $$, '22023', null,
    'should refuse a grace before now');

select * from finish();
rollback;
