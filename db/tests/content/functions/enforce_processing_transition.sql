-- Test content._enforce_processing_transition: the diagram of raw content.
begin;
select plan(5);

create temp table item as select test.raw() as id;
create function pg_temp.become(status text) returns text language sql as $function$
    update content.raw_content as r set processing_status = become.status
      from item where r.id = item.id
    returning r.processing_status
$function$;

select is(pg_temp.become('completed'), 'completed', 'should let an edge pass');
select throws_ok(
    $$ select pg_temp.become('skipped') $$, '55000',
    'raw content cannot go from completed to skipped', 'should refuse what is no edge');
select is(pg_temp.become('completed'), 'completed', 'should let the same status pass');
select throws_ok(
    $$ update content.raw_content set processing_status = 'lost' $$, '55000', null,
    'should refuse a status that does not exist');
select results_eq(
    $$ select count(*) from ops.status_transitions
        where entity = 'raw_content' and from_status = 'pending' and to_status = 'completed' $$,
    $$ values (1::bigint) $$, 'should find the edge in the diagram that it is not called for');

select * from finish();
rollback;
