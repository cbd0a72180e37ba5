-- Test ops.count_strays: rows that no monthly partition took.
begin;
select plan(9);

select volatility_is(
    'ops', 'count_strays', array['regclass', 'bigint'], 'stable', 'should be stable');
set local role aquascene_app;
select throws_ok(
    $$ select ops.count_strays('ops.job_runs') $$, '42501', null, 'the public edge may not');
reset role;

select test.travel_to('2045-06-15Z');
select ops.ensure_partitions(0);
insert into audit.system_events (event_type, event_name, occurred_at)
values ('t', 'n', '1999-01-01Z'), ('t', 'n', '2099-01-01Z'), ('t', 'n', '2045-06-15Z');

set local role aquascene_reader;
select is(
    ops.count_strays('audit.system_events'), 2::bigint,
    'should count what lies in the default partition, for a reader');
select is(
    ops.count_strays('audit.system_events', 1), 1::bigint, 'should count no more than it is told');
select throws_ok(
    $$ select ops.count_strays('audit.system_events', -1) $$, '2201W', null,
    'should refuse to count less than nothing');
select is(ops.count_strays('ops.job_runs'), 0::bigint, 'should return 0 where there is none');
select is(ops.count_strays('ops.settings'), 0::bigint, 'should return 0 for a plain table');
reset role;
set local role aquascene_owner;
create table ops.plain (at date) partition by range (at);
reset role;
select is(
    ops.count_strays('ops.plain'), 0::bigint, 'should return 0 without a default partition');

-- It runs with the owner's privileges: nothing that a caller made may run inside it.
set local role aquascene_reader;
create temp table trap (id integer) partition by list (id);
create temp table trap_default partition of trap default;
insert into trap values (1);
create function pg_temp.spring() returns boolean
language plpgsql as $function$
begin
    raise exception 'ran as %', current_user;
end;
$function$;
alter table trap_default enable row level security;
create policy spring on trap_default using (pg_temp.spring());
grant select on trap_default to aquascene_owner;
select throws_ok(
    $$ select ops.count_strays('trap') $$, '22023', 'table trap belongs to aquascene_reader',
    'should refuse a table that is not the owner''s');
reset role;

select * from finish();
rollback;
