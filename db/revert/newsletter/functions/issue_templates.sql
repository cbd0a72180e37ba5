-- Revert aquascene:newsletter/functions/issue_templates from pg

begin;
set local role aquascene_owner;

drop function newsletter._issue_variables;
drop function newsletter._issue_templates;

commit;
