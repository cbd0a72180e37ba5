-- Revert aquascene:content/functions/slug from pg

begin;
set local role aquascene_owner;

drop function content._slug;

commit;
