-- Revert aquascene:content/functions/quality_report from pg

begin;
set local role aquascene_owner;

drop function content.quality_report;

commit;
