-- Test ops._verify_token: reads signed tokens, and no others.
begin;
select plan(24);

update ops.secrets set value = decode(
    '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex')
 where name = 'token';

-- The payload, or the SQLSTATE of the refusal.
create function pg_temp.read(purpose text, token text) returns text
language plpgsql as $function$
begin
    return encode(ops._verify_token(read.purpose, read.token), 'hex');
exception
    when invalid_parameter_value then
        return sqlstate;
end;
$function$;

set local role aquascene_app;
select throws_ok(
    $$ select ops._verify_token('open', '') $$, '42501', null, 'the public edge may not');
reset role;

select is(
    ops._verify_token('open', 'AQJXCCk4zJH1UizgkA_MzIk1'), '\x0102'::bytea,
    'should read what another implementation signed');
select is_empty(
    $$ select n.size
         from generate_series(0, 40) as n (size)
        cross join lateral decode(repeat('fe', n.size), 'hex') as p (payload)
        where ops._verify_token('open', ops._sign_token('open', p.payload))
              is distinct from p.payload $$,
    'should read back payloads of 0 to 40 bytes');
select is(
    ops._verify_token('open', ops._sign_token('open', p.payload)), p.payload,
    'should read back the longest payload, 284 bytes')
  from decode(repeat('fb', 284), 'hex') as p (payload);

select throws_ok(
    $$ select ops._verify_token('click', 'AQJXCCk4zJH1UizgkA_MzIk1') $$, '22023',
    'not a valid click token', 'should refuse a token made for another purpose');
select is_empty(
    $$ select b.bit
         from generate_series(0, 143) as b (bit)
        cross join lateral decode('AQJXCCk4zJH1UizgkA/MzIk1', 'base64') as g (genuine)
        cross join lateral set_bit(g.genuine, b.bit, 1 - get_bit(g.genuine, b.bit)) as f (forged)
        where pg_temp.read('open', translate(encode(f.forged, 'base64'), '+/=', '-_'))
              <> '22023' $$,
    'should refuse a token with any one bit changed');
select is_empty(
    $$ select n.size
         from generate_series(1, 23) as n (size)
        where pg_temp.read('open', left('AQJXCCk4zJH1UizgkA_MzIk1', n.size)) <> '22023' $$,
    'should refuse a token cut anywhere');
select is(pg_temp.read('open', t.token), '22023', format('should refuse %s', t.what))
  from (values
            ('the empty text', ''),
            ('null', null),
            ('a character behind', 'AQJXCCk4zJH1UizgkA_MzIk1A'),
            ('a line feed behind', E'AQJXCCk4zJH1UizgkA_MzIk1\n'),
            ('a blank before', ' AQJXCCk4zJH1UizgkA_MzIk1'),
            ('ordinary base64', 'AQJXCCk4zJH1UizgkA/MzIk1'),
            ('padding', '-dWqXMBENR58pXhTvIMiXQ=='),
            ('characters that are not base64', repeat('é', 24)),
            ('quotes', repeat('''', 24)),
            ('no payload and a wrong signature', repeat('A', 22)),
            ('a genuine token that is too long',
             ops._sign_token('open', decode(repeat('fb', 285), 'hex'))),
            ('a megabyte', repeat('A', 1000000))
       ) as t (what, token);
select is(
    pg_temp.read('öffnen', t.token), t.payload,
    format('should take one spelling only: %s', t.token))
  from (values ('AXn9DESYhAJATrWQ-et70ag', '01'), ('AXn9DESYhAJATrWQ-et70ah', '22023'),
               ('AXn9DESYhAJATrWQ-et70ai', '22023')) as t (token, payload);
select is(
    pg_temp.read(null, 'AQJXCCk4zJH1UizgkA_MzIk1'), '22023', 'should refuse no purpose');

update ops.secrets set value = decode(repeat('ab', 32), 'hex') where name = 'token';
select is(
    pg_temp.read('open', 'AQJXCCk4zJH1UizgkA_MzIk1'), '22023',
    'should refuse what another database signed');

select * from finish();
rollback;
