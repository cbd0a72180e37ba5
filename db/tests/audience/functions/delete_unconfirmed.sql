-- Test audience.delete_unconfirmed.
begin;
select plan(8);

select test.travel_to('2030-05-06 12:00Z');
insert into audience.subscribers (email, status, subscription_date, confirmed_at)
select c.name || '@example.com', c.status, ops.now() - c.age, c.confirmed_at
  from (values ('late', 'unconfirmed', interval '37 days', null),
               ('later', 'unconfirmed', interval '1 year', null),
               ('soon', 'unconfirmed', interval '37 days' - interval '1 second', null),
               ('waits', 'pending', interval '1 year', null),
               ('was here', 'unconfirmed', interval '1 year', ops.now() - interval '1 year'),
               ('stays', 'active', interval '1 year', ops.now()))
       as c (name, status, age, confirmed_at)
 where c.name <> 'was here'
union all
select 'was@example.com', 'unconfirmed', ops.now() - interval '1 year', ops.now();
insert into audience.subscription_preferences (subscriber_id) select id from audience.subscribers;

set local role aquascene_editor;
select throws_ok($$ select audience.delete_unconfirmed() $$, '42501', null, 'an editor may not');
reset role;
set local role aquascene_worker;
select throws_ok($$ select audience.delete_unconfirmed(-1) $$, '2201W', null,
                 'should refuse to delete fewer than none');
select is(audience.delete_unconfirmed(1), 1::bigint, 'should delete no more than batch_size');
select is(audience.delete_unconfirmed(), 1::bigint, 'and the rest when called again');
select is(audience.delete_unconfirmed(), 0::bigint, 'and then none');
reset role;
select results_eq(
    $$ select split_part(email, '@', 1) from audience.subscribers order by 1 $$,
    $$ values ('soon'), ('stays'), ('waits'), ('was') $$,
    'should keep who may still confirm, who waits, and who ever confirmed');
select is(count(*), 4::bigint, 'should delete what refers to them')
  from audience.subscription_preferences;
select is(count(*), 0::bigint, 'should suppress nobody, who may sign up again')
  from audience.suppressions;

select * from finish();
rollback;
