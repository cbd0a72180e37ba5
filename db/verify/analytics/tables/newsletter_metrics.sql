-- Verify aquascene:analytics/tables/newsletter_metrics on pg

begin;

select
    id, issue_id, metric_type, sent_count, delivered_count, open_count, click_count,
    unsubscribe_count, bounce_count, complaint_count, unique_opens, unique_clicks,
    machine_open_count, machine_click_count, attributed_count, open_rate, click_rate,
    unsubscribe_rate, bounce_rate, recorded_at
  from analytics.newsletter_metrics
 where false;
select 1 / (c.relkind = 'p' and p.partdefid = 'analytics.newsletter_metrics_default'::regclass
            and pg_get_partkeydef(c.oid) = 'RANGE (recorded_at)')::int
  from pg_catalog.pg_class as c
  join pg_catalog.pg_partitioned_table as p on p.partrelid = c.oid
 where c.oid = 'analytics.newsletter_metrics'::regclass;
select 1 / (count(*) = 1)::int
  from ops.partition_policies
 where table_name = 'analytics.newsletter_metrics';
select 1 / (bool_and(convalidated))::int
  from pg_catalog.pg_constraint
 where conrelid = 'analytics.newsletter_metrics'::regclass;
select 1 / (count(*) = 2 and bool_and(i.indisvalid))::int
  from pg_catalog.pg_index as i
  join pg_catalog.pg_class as c on c.oid = i.indexrelid
 where i.indrelid = 'analytics.newsletter_metrics'::regclass
   and c.relname in ('idx_newsletter_performance', 'newsletter_metrics_one_total_an_issue');
select 1 / has_table_privilege('aquascene_reader', 'analytics.newsletter_metrics', 'SELECT')::int;
select 1 / (not has_table_privilege(
    'aquascene_admin', 'analytics.newsletter_metrics', 'INSERT'))::int;

rollback;
