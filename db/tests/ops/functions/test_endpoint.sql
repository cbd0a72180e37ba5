-- Test ops.test_endpoint: a signed event that is in no outbox.
begin;
select plan(8);

select volatility_is('ops', 'test_endpoint', array['bigint'], 'volatile', 'should lock');
select throws_ok($$ select ops.test_endpoint(1) $$, '28000', null, 'should want a person');
select test.act_as('admin');
select throws_ok($$ select ops.test_endpoint(-1) $$, 'P0002', null, 'should want an endpoint');
select endpoint_id as endpoint, secret from ops.add_endpoint('https://example.com/hook') \gset
select ops.enable_endpoint(:endpoint, false);
create temp table event as select * from ops.test_endpoint(:endpoint);
select results_eq(
    $$ select url, body::json ->> 'type', webhook_id like 'test\_%' from event $$,
    $$ values ('https://example.com/hook', 'webhook.test', true) $$, 'should be a test');
select is(signature,
          'v1,' || encode(public.hmac(convert_to(webhook_id || '.' || unix_time || '.' || body,
                                                 'UTF8'),
                                      decode(substring(:'secret' from 7), 'base64'), 'sha256'),
                          'base64'), 'should be signed')
  from event;
select ops.rotate_endpoint_secret(:endpoint);
select matches(signature, '^v1,[^ ]+ v1,[^ ]+$', 'both keys should sign during a change')
  from ops.test_endpoint(:endpoint);
select is_empty($$ select id from ops.outbox $$, 'should be no event');
update ops.epochs set system_identifier = system_identifier - 1;
select throws_ok(format($$ select ops.test_endpoint(%s) $$, :endpoint), '55000', null,
                 'should make none for others in a copy');

select * from finish();
rollback;
