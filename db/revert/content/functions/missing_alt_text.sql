-- Revert aquascene:content/functions/missing_alt_text from pg

begin;
set local role aquascene_owner;

drop function content._missing_alt_text;

commit;
