-- Test ops.outbox: columns, keys, checks.
begin;
select plan(10);

select results_eq(
    $$ select test.columns('ops.outbox') $$,
    $$ values ('id bigint not null default nextval(''ops.outbox_id_seq''::regclass)'),
              ('topic text not null'),
              ('payload jsonb not null default ''{}''::jsonb'),
              ('xid xid8 not null default pg_current_xact_id()'),
              ('created_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('ops.outbox') $$,
    $$ values ('PRIMARY KEY (id, created_at)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('ops.outbox') $$,
    $$ values ('outbox_xid_id_idx btree (xid, id)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select payload from ops.outbox $$, 'a reader may read');
select throws_ok(
    $$ insert into ops.outbox (topic) values ('a.b') $$, '42501', null, 'a reader may not write');
reset role;

select throws_like(
    format($$ insert into ops.outbox (topic, payload) values (%L, %L) $$, c.topic, c.payload),
    format('%%"%s"%%', c.name), format('should refuse %s %s', c.topic, c.payload))
  from (values ('outbox_topic_is_a_name', 'published', '{}'),
               ('outbox_topic_is_a_name', 'Content.published', '{}'),
               ('outbox_topic_is_a_name', 'content.published.twice', '{}'),
               ('outbox_payload_is_an_object', 'content.published', '[]')
       ) as c (name, topic, payload);

insert into ops.outbox (topic) values ('content.published'), ('newsletter_issue.was_sent');
select results_eq(
    $$ select topic, payload, xid from ops.outbox order by id $$,
    $$ values ('content.published', '{}'::jsonb, pg_current_xact_id()),
              ('newsletter_issue.was_sent', '{}', pg_current_xact_id()) $$,
    'should number events as they are written, and name their transaction');

select * from finish();
rollback;
