-- Revert aquascene:content/functions/normalize_text from pg

begin;
set local role aquascene_owner;

drop function content.normalize_text;

commit;
