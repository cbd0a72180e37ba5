-- Test ops.confirm_epoch: events and cursors of another cluster. The test of ops._check_epoch has
-- who may, and when it is wanted.
begin;
select plan(8);

select test.act_as('admin');
-- Of the events 1 to 4 of the old cluster, where 4 came before 3, endpoint a took two, b three, c
-- all and d none. Event 5 was written here, after the restore and before anybody looked.
insert into ops.outbox (topic, payload, xid, created_at)
overriding system value
select 'content.published', jsonb_build_object('n', v.n), v.xid, v.at
  from (values (1, '9000000000001'::xid8, now() - interval '4 days'),
               (2, '9000000000002', now() - interval '4 days'),
               (3, '9000000000005', now() - interval '3 days'),
               (4, '9000000000004', now() - interval '3 days'),
               (5, '7', now() - interval '1 hour')) as v (n, xid, at)
 order by v.n;
create temp table event as select o.id, (o.payload ->> 'n')::integer as n from ops.outbox as o;
create temp table endpoint (name text, id bigint);
insert into endpoint select v.name, (ops.add_endpoint('https://example.com/' || v.name)).endpoint_id
  from (values ('a'), ('b'), ('c'), ('d')) as v (name);
alter table ops.webhook_endpoints disable trigger updated_at;
update ops.webhook_endpoints as e
   set cursor_xid = v.xid, cursor_id = coalesce((select id from event where n = v.n), 0),
       updated_at = now() - interval '2 days',
       leased_by = 'w', lease_id = gen_random_uuid(), lease_ends_at = now() + interval '1 day'
  from (values ('a', '9000000000002'::xid8, 2), ('b', '9000000000004', 4),
               ('c', '9000000000005', 3), ('d', '9000000000001', 0)) as v (name, xid, n),
       endpoint as p
 where p.name = v.name and e.id = p.id;
alter table ops.webhook_endpoints enable trigger updated_at;
create view pg_temp.told as
    select p.name, array_agg(v.n order by o.xid, o.id) as events
      from endpoint as p
      join ops.webhook_endpoints as e on e.id = p.id
      join ops.outbox as o on (o.xid, o.id) > (e.cursor_xid, e.cursor_id)
                          and o.xid <= pg_current_xact_id()
      join event as v on v.id = o.id
     group by p.name;

select lives_ok($$ select ops.confirm_epoch('the first') $$, 'the first place may be confirmed');
select is(count(distinct xid), 5::bigint, 'should renumber nothing in the first place')
  from ops.outbox;
update ops.epochs set timeline_id = timeline_id + 1;
select ops.confirm_epoch('promoted');
select is(count(distinct xid), 5::bigint, 'should renumber nothing in the same cluster')
  from ops.outbox;

update ops.epochs
   set system_identifier = system_identifier - 1, confirmed_at = confirmed_at - interval '1 day';
select ops.confirm_epoch('restored elsewhere');
select results_eq(
    $$ select name, events from pg_temp.told order by name $$,
    $$ values ('a', array[3, 4, 5]), ('b', array[3, 4, 5]), ('c', array[5]),
              ('d', array[1, 2, 3, 4, 5]) $$,
    'should pass nothing over, and tell little again');
select is(count(*), 0::bigint, 'should take leases away')
  from ops.webhook_endpoints where lease_id is not null;

select ops._emit('content.published', '{}');
select ok(o.xid > e.cursor_xid, 'should tell what comes') from ops.outbox as o,
       ops.webhook_endpoints as e, endpoint as p
 where o.xid = pg_current_xact_id() and e.id = p.id and p.name = 'c';
select ops.confirm_epoch('again');
select is(count(*), 5::bigint, 'should renumber once') from ops.outbox where xid = '3';

delete from ops.outbox;
update ops.epochs
   set system_identifier = system_identifier - 1, confirmed_at = confirmed_at - interval '1 day';
select ops.confirm_epoch('with no event at all');
select is(max(cursor_id), 0::bigint, 'should begin with the first') from ops.webhook_endpoints;

select * from finish();
rollback;
