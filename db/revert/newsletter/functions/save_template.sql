-- Revert aquascene:newsletter/functions/save_template from pg

begin;
set local role aquascene_owner;

drop function newsletter.save_template;

commit;
