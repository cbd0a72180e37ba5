-- Verify aquascene:ops/tables/status_transitions on pg

begin;

select
    entity, from_status, to_status, event, note
  from ops.status_transitions
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'ops.status_transitions'::regclass;
select 1 / has_table_privilege('aquascene_reader', 'ops.status_transitions', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'ops.status_transitions', 'INSERT'))::int;

rollback;
