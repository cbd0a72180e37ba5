-- Verify aquascene:audience/tables/engagement_rules on pg

begin;

select
    level, place, min_open_share, min_click_count, opened_within
  from audience.engagement_rules
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'audience.engagement_rules'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'audience.engagement_rules'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'audience.engagement_rules', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'audience.engagement_rules', 'INSERT'))::int;

rollback;
