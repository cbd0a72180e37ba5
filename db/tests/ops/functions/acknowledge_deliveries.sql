-- Test ops.acknowledge_deliveries: delays, giving up, disabling.
begin;
select plan(12);

select ok(has_function_privilege(
              'aquascene_worker',
              'ops.acknowledge_deliveries(bigint,uuid,integer,bigint,bigint,text,boolean)',
              'execute'), 'a worker may acknowledge');
select test.act_as('admin');
select endpoint_id as endpoint from ops.add_endpoint('https://example.com/hook') \gset
select ops._emit('content.published', '{}'), ops._emit('issue.sent', '{}');
select min(id) as first, max(id) as second from ops.outbox \gset

-- A worker holds it, as ops.claim_deliveries leaves it.
prepare hold as
    update ops.webhook_endpoints
       set leased_by = 'w', lease_id = '11111111-1111-4111-8111-111111111111',
           lease_ends_at = now() + interval '1 minute';
prepare fail(boolean) as
    select ops.acknowledge_deliveries(
        (select id from ops.webhook_endpoints), '11111111-1111-4111-8111-111111111111', 0,
        failed_event => (select min(id) from ops.outbox), error => 'HTTP 500', is_gone => $1);

select is(ops.acknowledge_deliveries(:endpoint, gen_random_uuid(), 1, :first), false,
          'should not listen to who does not hold it');
execute hold;
select is(ops.acknowledge_deliveries(:endpoint, '11111111-1111-4111-8111-111111111111', 1, :first),
          true, 'should take what was taken');
select results_eq(
    $$ select cursor_id, delivered_count, leased_by from ops.webhook_endpoints $$,
    format($$ values (%s::bigint, 1::bigint, null::text) $$, :first), 'should go on from there');

update ops.webhook_endpoints set cursor_id = 0;
execute hold;
execute fail(false);
select ok(next_attempt_at between now() + interval '4 seconds' and now() + interval '6 seconds',
          'should wait five seconds or so')
  from ops.webhook_endpoints;
update ops.webhook_endpoints set failure_count = 9, attempt_count = 10;
execute hold;
execute fail(false);
select ok(next_attempt_at between now() + interval '2048 seconds'
                              and now() + interval '3072 seconds',
          'should wait twice as long each time')
  from ops.webhook_endpoints;
execute hold;
execute fail(false);
select results_eq(
    $$ select event_id, topic, attempt_count, error from ops.webhook_failures $$,
    format($$ values (%s::bigint, 'content.published', 12, 'HTTP 500') $$, :first),
    'should give an event up after twelve tries');
select is(cursor_id, :first::bigint, 'should pass it over') from ops.webhook_endpoints;

select ops.enable_endpoint(:endpoint, false);
execute hold;
execute fail(false);
select is(is_enabled, false, 'should not enable what was disabled while it was posted to')
  from ops.webhook_endpoints;
select is(count(*), 0::bigint, 'should not say that it disabled it')
  from audit.system_events where event_name = 'endpoint disabled';
select ops.enable_endpoint(:endpoint);

execute hold;
execute fail(true);
select is(is_enabled, false, 'should disable who is gone') from ops.webhook_endpoints;
select is(count(*), 1::bigint, 'should say so')
  from audit.system_events where event_name = 'endpoint disabled';

select * from finish();
rollback;
