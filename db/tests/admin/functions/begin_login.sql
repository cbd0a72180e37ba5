-- Test admin.begin_login: counts a try before any password is compared.
begin;
select plan(17);

select throws_ok(
    format($$ set local role %I; select admin.begin_login('ada', '192.0.2.7') $$, r.name), '42501',
    null, format('%s may not', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);

select test.travel_to('2030-01-01 12:00:00Z');
create temp table person as select test.person('ada') as id;

set local role aquascene_editor;
select lives_ok(
    $$ select admin.begin_login(username_or_email => E' ADA@Example.com ', ip => '192.0.2.7') $$,
    'an editor may, by address and however it is typed');
select lives_ok($$ select admin.begin_login('nobody') $$, 'should not tell that there is nobody');
select lives_ok($$ select admin.begin_login(null, null) $$, 'should not mind what is missing');
select lives_ok(
    $$ select admin.begin_login(repeat(U&'\202E\200B', 1000000), '2001:db8::1') $$,
    'should not mind a million strange characters');
reset role;
select results_eq(
    $$ select a.user_id = p.id, a.address, a.is_known, a.ip_address, a.created_at
         from admin.login_attempts as a left join person as p on p.id = a.user_id
        where a.address = '192.0.2.7' $$,
    $$ values (true, cidr '192.0.2.7', false, inet '192.0.2.7',
               timestamptz '2030-01-01 12:00:00Z') $$,
    'should write whose name it was and where from');
select results_eq(
    $$ select kind, count(*), sum(try_count) from admin.login_throttles
        group by kind order by kind $$,
    $$ values ('address', 3::bigint, 4::bigint), ('name', 4, 4) $$,
    'should count the try for the address and for the name');
select is_empty(
    $$ select from admin.login_throttles where key like '%ada%' $$, 'should keep no name in clear');

-- Over the throttle, whoever it is
create function pg_temp.over(name text, ip text) returns text
language plpgsql as $function$
declare
    _hint text;
begin
    for _ in 1 .. 30 loop
        perform admin.begin_login(over.name, coalesce(over.ip, '198.51.100.' || _)::inet);
    end loop;
    return null;
exception
    when configuration_limit_exceeded then
        get stacked diagnostics _hint = pg_exception_hint;
        return sqlerrm || '. ' || _hint;
end;
$function$;
select is(
    pg_temp.over(n.name, null), 'too many attempts to sign in. Try again in 1 seconds.',
    format('should throttle the name %s from many addresses', n.name))
  from (values ('ada'), ('nobody at all')) as n (name);
select throws_ok(
    $$ select admin.begin_login('n-' || n, '203.0.113.1') from generate_series(1, 21) as n $$,
    '53400', null, 'should throttle an address that tries many names');
select throws_ok(
    $$ select admin.begin_login('n-' || n, ('2001:db8::' || n)::inet)
         from generate_series(1, 21) as n $$,
    '53400', null, 'should throttle a network that tries many names');

-- Who is known somewhere
insert into admin.known_addresses select id, '192.0.2.9', '2030-01-02' from person;
do $$ begin
    perform admin.begin_login('ada', ('198.51.100.' || n)::inet) from generate_series(1, 5) as n;
end $$;
select throws_ok(
    $$ select admin.begin_login('ada', '192.0.2.8') $$, '53400', null,
    'should be locked out elsewhere by the tries of others');
select lives_ok(
    $$ select admin.begin_login('ada', '192.0.2.9') from generate_series(1, 5) $$,
    'should have five tries of the own at a known address');
select throws_ok(
    $$ select admin.begin_login('ada@example.com', '192.0.2.9') $$, '53400', null,
    'should have no more than five there, by whatever name');
select test.travel_to('2030-01-02 00:00:00Z');
update admin.login_throttles set blocked_until_at = '2030-01-03' where kind = 'name';
select throws_ok(
    $$ select admin.begin_login('ada', '192.0.2.9') $$, '53400', null,
    'should forget the address when its time is over');

select * from finish();
rollback;
