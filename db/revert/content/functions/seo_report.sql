-- Revert aquascene:content/functions/seo_report from pg

begin;
set local role aquascene_owner;

drop function content.seo_report;

commit;
