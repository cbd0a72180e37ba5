-- Test the triggers that write down whose rows changed.
begin;
select plan(7);

create view pg_temp.log as
select coalesce(l.source, 'new') as source, count(*) as entries,
       sum(cardinality(l.subscriber_ids)) as people
  from audience.subscriber_changes as l
 where l.xid = pg_current_xact_id()
 group by 1;
create temp table made as
select test.subscriber('ada@example.com') as ada, test.subscriber('eda@example.com') as eda;
select results_eq(
    'select source, people from log order by 1',
    $$ values ('new', 2::bigint), ('subscription_preferences', 2) $$,
    'should tell of new subscribers');
select results_eq(
    $$ select unnest(subscriber_ids) from audience.subscriber_changes where source is null
        order by 1 $$,
    $$ select unnest(array[ada, eda]) from made order by 1 $$, 'should name them');
delete from audience.subscriber_changes;

update audience.subscribers set country = 'DE';
update audience.subscription_preferences set email_format = 'text';
insert into audience.subscriber_engagement (subscriber_id) select ada from made;
update audience.subscriber_engagement set open_count = 1;
select results_eq(
    'select * from log order by 1',
    $$ values ('subscriber_engagement', 2::bigint, 2::bigint), ('subscribers', 1, 2),
              ('subscription_preferences', 1, 2) $$,
    'should tell of changes, an entry a statement');
delete from audience.subscriber_changes;

update audience.subscribers set country = 'DE' where false;
select is_empty('select from log', 'should tell nothing of a statement that changed nobody');

insert into audience.subscribers (email)
select n || '@example.com' from generate_series(1, 10001) as n;
select results_eq(
    'select * from log', $$ values ('new', 2::bigint, 10001::bigint) $$,
    'should tell of ten thousand an entry');
select is(count(distinct i.id), 10001::bigint, 'should tell of each once')
  from audience.subscriber_changes as l, unnest(l.subscriber_ids) as i (id);
delete from audience.subscriber_changes;
delete from audience.subscribers;
select is_empty('select from log', 'should tell nothing of who is gone');

select * from finish();
rollback;
