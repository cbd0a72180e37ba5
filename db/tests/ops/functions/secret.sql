-- Test ops._secret: reads a key, for the owner's functions.
begin;
select plan(9);

select volatility_is('ops', '_secret', array['text'], 'stable', 'should be stable');
select throws_ok(
    format($$ set local role %I; select ops._secret('token') $$, r.name), '42501', null,
    format('%s may not', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor'),
               ('aquascene_worker'), ('aquascene_admin')) as r (name);

update ops.secrets set value = decode(repeat('ab', 32), 'hex') where name = 'token';
set local role aquascene_owner;
select is(
    ops._secret('token'), decode(repeat('ab', 32), 'hex'), 'should return the key of that name');
select throws_ok(
    $$ select ops._secret('missing') $$, 'P0002', 'no secret ''missing''',
    'should refuse a name that is not there');
select throws_ok(
    $$ select ops._secret(null) $$, 'P0002', 'no secret NULL', 'should refuse null');
reset role;

select * from finish();
rollback;
