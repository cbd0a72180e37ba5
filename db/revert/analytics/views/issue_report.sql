-- Revert aquascene:analytics/views/issue_report from pg

begin;
set local role aquascene_owner;

drop view analytics.issue_report;

commit;
