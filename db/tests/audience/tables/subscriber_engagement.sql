-- Test audience.subscriber_engagement: columns, keys, checks, privileges and the trigger
-- of updated_at.
begin;
select plan(12);

select results_eq(
    $$ select test.columns('audience.subscriber_engagement') $$,
    $$ values ('subscriber_id uuid not null'),
              ('sent_count integer not null default 0'),
              ('opened_count integer not null default 0'),
              ('open_count integer not null default 0'),
              ('click_count integer not null default 0'),
              ('last_sent_at timestamp with time zone'),
              ('last_open_at timestamp with time zone'),
              ('last_click_at timestamp with time zone'),
              ('level text not null default ''inactive''::text'),
              ('updated_at timestamp with time zone not null default now()') $$,
    'should have these columns');
select results_eq(
    $$ select test.keys('audience.subscriber_engagement') $$,
    $$ values ('FOREIGN KEY (subscriber_id) REFERENCES audience.subscribers(id) ON DELETE '
               || 'CASCADE'),
              ('PRIMARY KEY (subscriber_id)') $$,
    'should have these keys');
select results_eq(
    $$ select test.indexes('audience.subscriber_engagement') $$,
    $$ values ('subscriber_engagement_last_click_at_idx btree (last_click_at) WHERE '
               || '(last_click_at IS NOT NULL)'),
              ('subscriber_engagement_last_open_at_idx btree (last_open_at) WHERE '
               || '(last_open_at IS NOT NULL)') $$,
    'should have these indexes');

set local role aquascene_reader;
select lives_ok($$ select * from audience.subscriber_engagement $$, 'a reader may read');
reset role;
set local role aquascene_worker;
select throws_ok(
    $$ update audience.subscriber_engagement set sent_count = 0 $$, '42501', null,
    'a worker may not write');
reset role;

insert into audience.subscriber_engagement (subscriber_id) select test.subscriber();
select throws_like(
    format('update audience.subscriber_engagement set %I = -1', c.name),
    '%"subscriber_engagement_counts_are_counts"%', format('should refuse %s below 0', c.name))
  from (values ('sent_count'), ('opened_count'), ('open_count'), ('click_count')) as c (name);

select throws_like(
    $$ update audience.subscriber_engagement set level = 'huge' $$,
    '%"subscriber_engagement_level_is_known"%', 'should refuse a strange level');

select test.travel_to('2030-05-06 07:08Z');
update audience.subscriber_engagement set sent_count = 1;
select is(updated_at, '2030-05-06 07:08Z', 'should stamp updated_at')
  from audience.subscriber_engagement;
delete from audience.subscribers;
select is_empty($$ select from audience.subscriber_engagement $$, 'should go with the person');

select * from finish();
rollback;
