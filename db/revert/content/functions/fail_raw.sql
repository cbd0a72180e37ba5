-- Revert aquascene:content/functions/fail_raw from pg

begin;
set local role aquascene_owner;

drop function content.fail_raw;

commit;
