-- Test audience.update_segment: changes a segment.
begin;
select plan(15);
select test.act_as('editor');

set local role aquascene_worker;
select throws_ok($$ select audience.update_segment(1) $$, '42501', null, 'a worker may not');
reset role;

create temp table made as
select audience.create_segment('plain') as plain,
       audience.create_segment('a', null, 'automatic', '{"status": "active"}') as a;
alter table made add b integer, add c integer;
update made set b = audience.create_segment('b', null, 'automatic', '{"in_segment": "a"}');
update made set c = audience.create_segment(
    'c', null, 'behavioral', format('{"not": {"in_segment": [%s]}}', b)::jsonb);
grant select on made to public;

set local role aquascene_editor;
select results_eq(
    $$ select u.name, u.description, u.filter_criteria, u.is_active
         from made, audience.update_segment(
              made.plain, 'mine', 'Friends', is_active => false) as u $$,
    $$ values ('mine'::varchar, 'Friends', jsonb '{}', false) $$, 'should change what is given');
select results_eq(
    $$ select u.name, u.description, u.is_active from made, audience.update_segment(plain) as u $$,
    $$ values ('mine'::varchar, 'Friends', false) $$, 'should leave what is null');
select results_eq(
    $$ select u.filter_criteria, u.refers_to = array[made.b]
         from made, audience.update_segment(
              made.c, filter_criteria => format('{"in_segment": %s}', made.b)::jsonb) as u $$,
    $$ select format('{"in_segment": %s}', b)::jsonb, true from made $$,
    'should change criteria, and which segments they ask for');
reset role;
select is(count(*), 2::bigint, 'should audit it')
  from audit.audit_log as l join made on l.record_id in (made.plain::text, made.c::text)
 where l.table_name = 'audience.subscriber_segments' and l.action = 'update';

select throws_ok(
    format($$ select audience.update_segment(%s, filter_criteria => '{"in_segment": "%s"}') $$,
           made.a, c.name), '22023', 'segment ''a'' would ask for itself',
    format('should refuse a circle by way of %s', c.name))
  from made, unnest('{a,b,c}'::text[]) as c (name);
select lives_ok(
    format($$ select audience.update_segment(%s, filter_criteria => '{"in_segment": "a"}') $$, c),
    'should let one ask for what another asks for')
  from made;
select throws_ok(
    format($$ select audience.update_segment(%s, 'z') $$, a), '55000',
    'segment ''a'' is asked for by its name', 'should refuse to rename what is asked for by name')
  from made;
select lives_ok(
    format($$ select audience.update_segment(%s, 'z') $$, b),
    'should rename what nobody asks for by its name')
  from made;
select throws_ok(
    format($$ select audience.update_segment(%s, filter_criteria => '{"foo": 1}') $$, a), '22023',
    'criteria have a fault', 'should refuse criteria with faults')
  from made;
select throws_ok(
    format($$ select audience.update_segment(%s, filter_criteria => '{"status": "active"}') $$,
           plain), '22023', null, 'should refuse criteria of a manual segment')
  from made;
select throws_ok(
    format($$ select audience.update_segment(%s, 'a') $$, plain), '23505', null,
    'should refuse a name that is taken')
  from made;
select throws_ok(
    $$ select audience.update_segment(null) $$, 'P0002', 'no segment null',
    'should refuse no segment');

select * from finish();
rollback;
