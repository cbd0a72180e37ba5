-- Test ops.update_endpoint: what is named changes, the rest stays.
begin;
select plan(9);

select volatility_is('ops', 'update_endpoint', array['bigint', 'text', 'text[]', 'text'],
                     'volatile', 'should write');
select throws_ok($$ select ops.update_endpoint(1) $$, '28000', null, 'should want a person');
select test.act_as('admin');
select throws_ok($$ select ops.update_endpoint(-1) $$, 'P0002', null, 'should want an endpoint');
select endpoint_id as endpoint
  from ops.add_endpoint('https://example.com/hook', '{content.*}', 'ours') \gset
update ops.webhook_endpoints
   set next_attempt_at = now() + interval '1 day', cursor_xid = '9', cursor_id = 7;
create temp view pg_temp.told as
    select url, topics, description, next_attempt_at <= now() as is_due
      from ops.webhook_endpoints;

select ops.update_endpoint(:endpoint, topics => '{issue.sent}', description => 'theirs');
select results_eq($$ select * from pg_temp.told $$,
    $$ values ('https://example.com/hook', array['issue.sent'], 'theirs', false) $$,
    'should change topics and description only');
select ops.update_endpoint(:endpoint, 'https://example.org/');
select results_eq($$ select * from pg_temp.told $$,
    $$ values ('https://example.org/', array['issue.sent'], 'theirs', true) $$,
    'should try another address at once');
select results_eq($$ select cursor_xid, cursor_id from ops.webhook_endpoints $$,
    $$ values ('9'::xid8, 7::bigint) $$, 'should leave the cursor');
select throws_ok(format($$ select ops.update_endpoint(%s, 'http://example.com') $$, :endpoint),
                 '23514', null, 'should want https');
select throws_ok(format($$ select ops.update_endpoint(%s, topics => '{}') $$, :endpoint),
                 '23514', null, 'should want a topic');
select throws_ok(format($$ select ops.update_endpoint(%s, topics => '{null}') $$, :endpoint),
                 '23514', null, 'null should be no topic');

select * from finish();
rollback;
