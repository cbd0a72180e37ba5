-- Test ops.add_endpoint and its kin: keys, enabling, removing, replay.
begin;
select plan(16);

select volatility_is('ops', 'add_endpoint', array['text', 'text[]', 'text'], 'volatile',
                     'should write');
select throws_ok($$ select ops.add_endpoint('https://example.com') $$, '28000', null,
                 'should want a person');
select test.act_as('editor');
select throws_ok($$ select ops.add_endpoint('https://example.com') $$, '42501', null,
                 'should want an admin');
select test.act_as('admin');
select throws_ok($$ select ops.add_endpoint('http://example.com') $$, '23514', null,
                 'should want https');
select throws_ok($$ select ops.add_endpoint(null) $$, '23502', null, 'should want a url');
select endpoint_id as endpoint, secret
  from ops.add_endpoint('https://example.com/hook', '{content.*}') \gset
select matches(:'secret'::text, '^whsec_[A-Za-z0-9+/]{43}=$', 'should return a key of 32 bytes');
select is(
    (select public.pgp_sym_decrypt_bytea(e.secret, encode(ops._secret('webhook'), 'hex'))
       from ops.webhook_endpoints as e where e.id = :endpoint),
    decode(substring(:'secret' from 7), 'base64'), 'should keep it encrypted');
select isnt(ops.rotate_endpoint_secret(:endpoint), :'secret'::text, 'should make another key');
select throws_ok(format($$ select ops.rotate_endpoint_secret(%s, '-1 day') $$, :endpoint), '22023',
                 null, 'should want a grace to come');
select throws_ok(format($$ select ops.replay(%s, null) $$, :endpoint), '22023', null,
                 'should want to know since when');
select throws_ok($$ select ops.replay(-1, now()) $$, 'P0002', null, 'should want an endpoint');
select throws_ok($$ select ops.enable_endpoint(-1) $$, 'P0002', null, 'should want an endpoint');
select ops.enable_endpoint(:endpoint, false);
select is(is_enabled, false, 'should disable') from ops.webhook_endpoints where id = :endpoint;

-- Its cursor is at what was settled: replay goes back, and never over what it has not been told.
select ops._emit('content.published', '{}') from generate_series(1, 2);
update ops.outbox set created_at = now() - interval '2 days'
 where id = (select min(id) from ops.outbox);
update ops.webhook_endpoints set cursor_xid = '3', cursor_id = 0 where id = :endpoint;
select ops.replay(:endpoint, now() - interval '1 day');
select results_eq(
    format('select cursor_xid, cursor_id from ops.webhook_endpoints where id = %s', :endpoint),
    $$ values ('3'::xid8, 0::bigint) $$, 'replay should not pass over what was not told');
update ops.webhook_endpoints set (cursor_xid, cursor_id) = (
           select pg_current_xact_id(), max(id) from ops.outbox)
 where id = :endpoint;
select ops.replay(:endpoint, now() - interval '1 day');
select ok((o.xid, o.id) > (e.cursor_xid, e.cursor_id), 'replay should go back')
  from ops.outbox as o, ops.webhook_endpoints as e
 where e.id = :endpoint and o.created_at = now();

select ops.remove_endpoint(:endpoint);
select is_empty($$ select id from ops.webhook_endpoints $$, 'should remove');

select * from finish();
rollback;
