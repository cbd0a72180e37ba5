-- Revert aquascene:content/functions/check_publishable from pg

begin;
set local role aquascene_owner;

drop function content._check_publishable;

commit;
