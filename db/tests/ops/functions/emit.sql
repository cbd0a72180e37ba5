-- Test ops._emit: metadata, and who tells what.
begin;
select plan(7);

select volatility_is('ops', '_emit', array['text', 'jsonb'], 'volatile', 'should write');
select ok(not has_function_privilege('aquascene_worker', 'ops._emit(text,jsonb)', 'execute'),
          'should be private');

select ops._emit('content.published', '{"content_id": 1}');
select results_eq(
    $$ select topic, payload, xid from ops.outbox $$,
    $$ values ('content.published', '{"content_id": 1}'::jsonb, pg_current_xact_id()) $$,
    'should write one event');
select throws_ok($$ select ops._emit('published', '{}') $$, '23514', null, 'should want a name');
select throws_ok($$ select ops._emit('a.b', '[]') $$, '23514', null, 'should want an object');

delete from ops.outbox;
select test.act_as('admin');
select test.subscriber(email => 'a@example.com') as person \gset
select audience.unsubscribe_person(:'person');
select audience.unsubscribe_person(:'person');
select audience.record_complaint(:'person');
select audience.erase_subscriber(:'person', 'asked');
select results_eq(
    $$ select topic from ops.outbox order by id $$,
    $$ values ('subscriber.unsubscribed'), ('subscriber.complained'), ('subscriber.erased') $$,
    'should be told of a person once each');
select is_empty(
    $$ select payload from ops.outbox where payload::text like '%@%' $$,
    'should hold no address');

select * from finish();
rollback;
