-- Test admin.delete_expired_sessions: removes what nobody needs, and nothing else.
begin;
select plan(6);

select throws_ok(
    format($$ set local role %I; select admin.delete_expired_sessions() $$, r.name), '42501',
    null, format('%s may not', r.name))
  from (values ('aquascene_app'), ('aquascene_editor')) as r (name);

select test.travel_to('2030-01-01 12:00:00Z');
select test.person('ada');
select test.login(), test.login(ip => '192.0.2.8');
update admin.admin_sessions set expires_at = '2030-01-01 13:00:00Z' where ip_address = '192.0.2.8';
update admin.known_addresses set expires_at = '2030-01-01 13:00:00Z' where address = '192.0.2.8';
delete from admin.login_throttles;
select admin.begin_login('one', '198.51.100.1');
select test.travel_to('2030-01-01 12:59:00Z');
select admin.begin_login('two', '198.51.100.2');
update admin.login_throttles set last_tried_at = '2029-12-31 12:00:00Z' where key like '%100.1%';
update admin.login_throttles
   set last_tried_at = '2029-12-31 12:00:00Z', blocked_until_at = '2030-01-02'
 where key like '%100.2%';
select test.travel_to('2030-01-01 13:00:00Z');

set local role aquascene_worker;
select results_eq(
    $$ select * from admin.delete_expired_sessions() $$,
    $$ values (1::bigint, 1::bigint, 1::bigint, 1::bigint) $$, 'should say how many went');
select results_eq(
    $$ select * from admin.delete_expired_sessions() $$,
    $$ values (0::bigint, 0::bigint, 0::bigint, 0::bigint) $$, 'should find no more');
reset role;
select results_eq(
    $$ select (select host(ip_address) from admin.admin_sessions),
              (select host(ip_address) from admin.login_attempts),
              (select host(address) from admin.known_addresses) $$,
    $$ values ('192.0.2.7', '198.51.100.2', '192.0.2.7') $$, 'should keep what is good still');
select is(
    (select count(*) from admin.login_throttles), 3::bigint,
    'should keep throttles that hold, and those that are remembered');

select * from finish();
rollback;
