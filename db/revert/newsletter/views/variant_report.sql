-- Revert aquascene:newsletter/views/variant_report from pg

begin;
set local role aquascene_owner;

drop view newsletter.variant_report;

commit;
