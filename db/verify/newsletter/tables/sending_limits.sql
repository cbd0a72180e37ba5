-- Verify aquascene:newsletter/tables/sending_limits on pg

begin;

select
    kind, name, per_second, per_hour, per_day, warm_up_from, warm_up_start, warm_up_factor,
    free_at
  from newsletter.sending_limits
 where false;
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.sending_limits'::regclass;
select 1 / (tgenabled = 'O'
            and tgfoid = 'audit.record_inserts()'::regprocedure)::int
  from pg_catalog.pg_trigger
 where tgrelid = 'newsletter.sending_limits'::regclass and tgname = 'audit_insert';
select 1 / has_table_privilege('aquascene_reader', 'newsletter.sending_limits', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'newsletter.sending_limits', 'INSERT'))::int;

rollback;
