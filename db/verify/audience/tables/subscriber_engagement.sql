-- Verify aquascene:audience/tables/subscriber_engagement on pg

begin;

select
    subscriber_id, sent_count, opened_count, open_count, click_count, last_sent_at, last_open_at,
    last_click_at, level, updated_at
  from audience.subscriber_engagement
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.subscriber_engagement'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'ops.set_updated_at()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.subscriber_engagement'::regclass and tgname = 'updated_at';
select 1 / has_table_privilege('aquascene_reader', 'audience.subscriber_engagement', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'audience.subscriber_engagement', 'INSERT'))::int;

rollback;
