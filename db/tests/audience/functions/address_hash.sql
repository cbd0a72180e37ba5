-- Test audience._address_hash: what a suppression keeps of an address.
begin;
select plan(5);

select is(
    audience._address_hash('Ada@Example.com'),
    hmac('ada@example.com', ops._secret('suppression'), 'sha256'),
    'should be the HMAC of the address in lower case');
select is(
    audience._address_hash('JÜRGEN@example.com'),
    hmac(convert_to('jürgen@example.com', 'UTF8'), ops._secret('suppression'), 'sha256'),
    'should be the HMAC of its UTF-8 bytes');
select isnt(
    audience._address_hash('ada@example.com'), audience._address_hash('eda@example.com'),
    'should differ from address to address');
select is(audience._address_hash(null), null, 'should be null for null');

set local role aquascene_admin;
select throws_ok(
    $$ select audience._address_hash('ada@example.com') $$, '42501', null,
    'nobody but the owner may try addresses');
reset role;

select * from finish();
rollback;
