-- Test audience._is_suppressed: who gets nothing.
begin;
select plan(7);

select is(
    audience._is_suppressed('ada@example.com'), false, 'should let pass while none is suppressed');
insert into audience.suppressions (address_hash, reason)
values (audience._address_hash('ada@example.com'), 'complaint');
insert into audience.suppressions (domain, reason) values ('example.net', 'manual');

select is(audience._is_suppressed('ada@example.com'), true, 'should know an address');
select is(
    audience._is_suppressed('eda@example.com'), false, 'should let pass its neighbours');
select is(audience._is_suppressed('eda@example.net'), true, 'should know a whole domain');
select is(
    audience._is_suppressed('eda@mail.example.net'), false,
    'should let pass what is below the domain');
select is(
    audience._is_suppressed('example.net@example.org'), false,
    'should not take what is before the @ for a domain');

set local role aquascene_admin;
select throws_ok(
    $$ select audience._is_suppressed('ada@example.com') $$, '42501', null,
    'nobody but the owner may try addresses');
reset role;

select * from finish();
rollback;
