-- Revert aquascene:content/functions/held_raw from pg

begin;
set local role aquascene_owner;

drop function content._held_raw;

commit;
