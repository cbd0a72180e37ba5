-- Revert aquascene:content/functions/lacks_alt_text from pg

begin;
set local role aquascene_owner;

drop function content._lacks_alt_text;

commit;
