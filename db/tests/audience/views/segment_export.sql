-- Test audience.segment_export: the members of segments as lines of a file.
begin;
select plan(4);

create temp table made as
select audience.create_segment('friends') as friends, audience.create_segment('all') as everybody,
       test.subscriber('ada@example.com') as ada, test.subscriber('eda@example.com') as eda;
select audience.add_to_segment(m.friends, array[m.ada]),
       audience.add_to_segment(m.everybody, array[m.ada, m.eda])
  from made as m;

set local role aquascene_app;
select throws_ok($$ select * from audience.segment_export $$, '42501', null,
    'the public edge may not read');
set local role aquascene_reader;
select results_eq(
    $$ select segment, email from audience.segment_export order by segment, email $$,
    $$ values ('all'::varchar, 'ada@example.com'::varchar), ('all', 'eda@example.com'),
              ('friends', 'ada@example.com') $$,
    'should have a row for each segment and member');
reset role;
select results_eq(
    $$ select e.newsletter_consent, e.tags from audience.segment_export as e
        where e.segment = 'friends' $$,
    $$ select e.newsletter_consent, e.tags from audience.subscriber_export as e
        where e.email = 'ada@example.com' $$, 'should say what the export of all says');
select is_empty(
    $$ select a.attname from pg_attribute as a
        where a.attrelid = 'audience.subscriber_export'::regclass and a.attnum > 0
       except
       select a.attname from pg_attribute as a
        where a.attrelid = 'audience.segment_export'::regclass and a.attnum > 0 $$,
    'should have each of its columns');

select * from finish();
rollback;
