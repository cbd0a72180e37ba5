-- Test content.publish_due: publishes what is scheduled when its time has come.
begin;
select plan(15);

select test.travel_to('2031-01-01 10:00Z');
insert into content.generated_content (content_type, title, content, status, scheduled_for)
values ('guide', 'later', 'x', 'scheduled', '2031-01-01 10:00:01Z'),
       ('guide', 'third', 'x', 'scheduled', '2031-01-01 10:00Z'),
       ('guide', 'first', 'x', 'scheduled', '2030-12-01Z'),
       ('guide', 'second', 'x', 'scheduled', '2030-12-02Z'),
       ('guide', 'cancelled', 'x', 'cancelled', '2030-12-01Z'),
       ('guide', 'approved', 'x', 'approved', '2030-12-01Z');
create function pg_temp.published() returns text
language sql as $function$
    select string_agg(c.title, ' ' order by c.title)
      from content.generated_content as c where c.status = 'published';
$function$;

select throws_ok(
    format($$ set local role %I; select content.publish_due() $$, r.name), '42501',
    'permission denied for function publish_due', format('%s may not execute it', r.name))
  from (values ('aquascene_reader'), ('aquascene_app'), ('aquascene_editor')) as r (name);

-- The index would give them in order by itself.
set local enable_indexscan = off;
set local role aquascene_worker;
create temp table done as select * from content.publish_due(batch_size => 2) as id;
reset role;
reset enable_indexscan;
select results_eq(
    $$ select c.title from done join content.generated_content as c using (id) order by c.title $$,
    $$ values ('first'), ('second') $$,
    'should return the ids of as many as asked for, those due longest first');
select is(pg_temp.published(), 'first second', 'should publish those it returns');
select is(
    c.published_at, '2031-01-01 10:00Z'::timestamptz,
    'should note when it was published, not when it was due')
  from content.generated_content as c where c.title = 'first';
select is(
    c.scheduled_for, '2030-12-01Z'::timestamptz, 'should leave the planned time as it was')
  from content.generated_content as c where c.title = 'first';
select is_empty($$ select content.publish_due(0) $$, 'should publish none of none');
select is(count(*), 1::bigint, 'should publish what is due at this instant')
  from content.publish_due();
select is(pg_temp.published(), 'first second third', 'should leave what is due later');
select is_empty($$ select content.publish_due() $$, 'should find nothing when nothing is due');
select results_eq(
    $$ select status::text from content.generated_content
        where title in ('approved', 'cancelled') order by title $$,
    $$ values ('approved'), ('cancelled') $$, 'should publish only what is scheduled');

select test.travel_to('2031-01-01 10:00:01Z');
select is(count(*), 1::bigint, 'should publish the rest when its time has come')
  from content.publish_due(1000);

insert into content.generated_content (content_type, title, content, status)
select 'guide', 'many', 'x', 'scheduled' from generate_series(1, 1001);
select is(count(*), 1000::bigint, 'should publish a thousand at a time by default')
  from content.publish_due();
select throws_ok(
    $$ select content.publish_due(-1) $$, '2201W', null, 'should refuse a negative batch_size');

select * from finish();
rollback;
