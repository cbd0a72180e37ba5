-- Verify aquascene:newsletter/tables/email_events on pg

begin;

select
    subscriber_id, issue_id, event_type, link_id, client, is_machine, xid, occurred_at
  from newsletter.email_events
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'newsletter.email_events_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (occurred_at)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'newsletter.email_events'::regclass;
select 1 / (count(*) = 1)::int
  from ops.partition_policies
 where table_name = 'newsletter.email_events';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'newsletter.email_events'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'newsletter.email_events'::regclass
   and c.relname in ('email_events_xid_idx', 'email_events_feedback_idx');
select 1 / has_table_privilege('aquascene_reader', 'newsletter.email_events', 'SELECT')::int;
select 1 / (not has_table_privilege('aquascene_admin', 'newsletter.email_events', 'INSERT'))::int;

rollback;
