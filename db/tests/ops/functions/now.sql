-- Test ops.now: the clock of every decision.
begin;
select plan(4);

select volatility_is('ops', 'now', array[]::text[], 'stable', 'should be stable');
select is(proparallel::text, 's', 'should be parallel safe') from pg_proc
 where oid = 'ops.now()'::regprocedure;

set local role aquascene_app;
select is(ops.now(), transaction_timestamp(), 'should be the start of the transaction');
reset role;

select test.travel_to('2030-05-06 07:08Z');
select is(ops.now(), '2030-05-06 07:08Z', 'should be what a test makes of it');

select * from finish();
rollback;
