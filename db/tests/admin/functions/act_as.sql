-- Test admin.act_as: names the person who acts in this transaction.
begin;
select plan(11);

create temp table people (name text, id uuid);
insert into people
values ('jo', test.admin('author', 'jo')), ('mo', test.admin('editor', 'mo')),
       ('gone', test.admin('editor', 'gone'));
update admin.admin_users set is_active = false where username = 'gone';
grant select on people to public;

create function pg_temp.actor() returns text
language sql as $function$
    select concat_ws(' | ',
                     (select p.name from people as p
                       where p.id::text = current_setting('aquascene.user_id', true)),
                     coalesce(host(nullif(current_setting('aquascene.ip_address', true),
                                          '')::inet), ''),
                     current_setting('aquascene.user_agent', true));
$function$;

select throws_ok(
    format($$ set local role %I; select admin.act_as(id) from people $$, r.name), '42501', null,
    format('%s may not', r.name))
  from (values ('aquascene_reader'), ('aquascene_app')) as r (name);

set local role aquascene_worker;
select lives_ok(
    $$ select admin.act_as(id, '192.0.2.7', 'agent/1.0') from people where name = 'jo' $$,
    'a worker may say who acts');
reset role;
select is(
    pg_temp.actor(), 'jo | 192.0.2.7 | agent/1.0', 'should keep the person, address and agent');

set local role aquascene_editor;
select lives_ok(
    $$ select admin.act_as(user_id => id) from people where name = 'mo' $$,
    'an editor may say who acts');
reset role;
select is(pg_temp.actor(), 'mo |  | ', 'should forget the address and agent of the one before');

select throws_ok(
    $$ select admin.act_as(id) from people where name = 'gone' $$, '28000', null,
    'should refuse who is not active any more');
select throws_ok(
    $$ select admin.act_as('00000000-0000-0000-0000-000000000000') $$, '28000',
    'no active admin user 00000000-0000-0000-0000-000000000000',
    'should refuse whom nobody knows');
select throws_ok(
    $$ select admin.act_as(null) $$, '28000', 'no active admin user null', 'should refuse null');
select is(pg_temp.actor(), 'mo |  | ', 'should change nothing when it refuses');

-- What is set for the transaction ends with a function that sets the same; what is set for the
-- session would stay.
create function pg_temp.scope() returns void
language sql
set aquascene.user_id = ''
set aquascene.ip_address = ''
set aquascene.user_agent = ''
set aquascene.scopes = ''
set aquascene.actor_proof = ''
as $function$
    select admin.act_as(id, '192.0.2.8', 'agent/2.0') from people where name = 'jo';
$function$;
select pg_temp.scope();
select is(pg_temp.actor(), 'mo |  | ', 'should last no longer than the transaction');

select * from finish();
rollback;
