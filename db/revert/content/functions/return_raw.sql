-- Revert aquascene:content/functions/return_raw from pg

begin;
set local role aquascene_owner;

drop function content._return_raw;

commit;
