-- Revert aquascene:content/functions/set_alt_text from pg

begin;
set local role aquascene_owner;

drop function content.set_alt_text;

commit;
