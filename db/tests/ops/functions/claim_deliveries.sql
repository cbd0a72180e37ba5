-- Test ops.claim_deliveries: who may, and what it refuses; python/tests/test_webhooks.py has more,
-- since only what is committed is told.
begin;
select plan(7);

select ok(has_function_privilege('aquascene_worker',
                                 'ops.claim_deliveries(text,integer,interval)', 'execute'),
          'a worker may claim');
select throws_ok($$ select ops.claim_deliveries('') $$, '22023', null, 'should want a worker');
select throws_ok($$ select ops.claim_deliveries('w', 0) $$, '22023', null, 'should want a size');
select throws_ok($$ select ops.claim_deliveries('w', null) $$, '22023', null, 'null is no size');
select throws_ok($$ select ops.claim_deliveries('w', lease => null) $$, '22023', null,
                 'null is no lease');
select test.act_as('admin');
select ops.add_endpoint('https://example.com/hook');
select ops._emit('content.published', '{}');
select is_empty($$ select ops.claim_deliveries('w') $$,
                'should tell nothing of transactions that still run');
select is(ops._webhook_signature(
              'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', '{"test": 2432232314}',
              ops._encrypted(decode('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64'))),
          'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
          'should sign as the Standard Webhooks do');

select * from finish();
rollback;
