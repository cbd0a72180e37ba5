-- Revert aquascene:content/functions/save_generation_template from pg

begin;
set local role aquascene_owner;

drop function content.save_generation_template;

commit;
