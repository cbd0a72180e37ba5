-- Test ops._sign_token: signs a payload. The expected tokens were computed with another
-- implementation of HMAC (Python's hmac) and this key.
begin;
select plan(9);

update ops.secrets set value = decode(
    '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex')
 where name = 'token';

set local role aquascene_worker;
select throws_ok(
    $$ select ops._sign_token('open', '\x01') $$, '42501', null, 'a worker may not');
reset role;

set local role aquascene_owner;
select is(
    ops._sign_token(t.purpose, t.payload), t.token,
    format('should sign %s bytes for %s', octet_length(t.payload), t.purpose))
  from (values
            ('open', '\x'::bytea, '-dWqXMBENR58pXhTvIMiXQ'),
            ('open', '\x0102', 'AQJXCCk4zJH1UizgkA_MzIk1'),
            ('click', '\x0102', 'AQJ1Vj4rQ9fGpdepCp-iEPcP'),
            ('öffnen', '\x01', 'AXn9DESYhAJATrWQ-et70ag'),
            ('open', decode(repeat('fbff', 30), 'hex'),
             repeat('-__7__v_', 10) || 'T9aeUZwb5TCtWLa18ctQUg')
       ) as t (purpose, payload, token);
select is(ops._sign_token(null, '\x01'), null, 'should sign nothing without a purpose');
select is(ops._sign_token('open', null), null, 'should sign nothing without a payload');
reset role;

update ops.secrets set value = decode(repeat('ab', 32), 'hex') where name = 'token';
select isnt(
    ops._sign_token('open', '\x0102'), 'AQJXCCk4zJH1UizgkA_MzIk1',
    'should sign otherwise with another key');

select * from finish();
rollback;
