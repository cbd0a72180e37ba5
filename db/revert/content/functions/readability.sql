-- Revert aquascene:content/functions/readability from pg

begin;
set local role aquascene_owner;

drop function content.readability;

commit;
