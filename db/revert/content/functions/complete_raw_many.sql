-- Revert aquascene:content/functions/complete_raw_many from pg

begin;
set local role aquascene_owner;

drop function content.complete_raw_many;

commit;
