-- Test audience.bounces: columns, keys, checks, privileges.
begin;
select plan(7);

select results_eq(
    $$ select test.columns('audience.bounces') $$,
    $$ values ('id bigint not null identity'),
              ('subscriber_id uuid not null'),
              ('kind text not null'),
              ('code text'),
              ('diagnostic text'),
              ('occurred_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.bounces') $$,
    $$ values ('FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE '
               || 'CASCADE'),
              ('PRIMARY KEY (id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.bounces') $$,
    $$ values ('bounces_subscriber_id_idx btree (subscriber_id, occurred_at)') $$,
    'should have this index');
set local role aquascene_reader;
select lives_ok($$ select * from audience.bounces $$, 'a reader may read');
reset role;
set local role aquascene_worker;
select throws_ok($$ delete from audience.bounces $$, '42501', null, 'a worker may not write');
reset role;
insert into audience.bounces (subscriber_id, kind) values (test.subscriber(), 'soft');
select throws_like($$ update audience.bounces set kind = 'other' $$, '%"bounces_kind_is_known"%',
                   'should refuse another kind');
delete from audience.subscribers;
select is_empty($$ select from audience.bounces $$, 'should go with their subscriber');

select * from finish();
rollback;
