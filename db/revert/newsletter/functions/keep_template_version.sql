-- Revert aquascene:newsletter/functions/keep_template_version from pg

begin;
set local role aquascene_owner;

drop trigger keep_version on newsletter.newsletter_templates;
drop function newsletter._keep_template_version;

commit;
