-- Deploy aquascene:ops/data/partitions to pg
-- requires: ops/functions/ensure_partitions
-- requires: ops/tables/job_runs
-- requires: audit/tables/audit_log
-- requires: audit/tables/system_events
-- requires: newsletter/tables/newsletter_deliveries
-- requires: newsletter/tables/email_events
-- requires: analytics/tables/content_metrics
-- requires: analytics/tables/newsletter_metrics
-- requires: analytics/tables/system_metrics

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

do $partitions$
begin
    perform ops.ensure_partitions();
end;
$partitions$;

commit;
