-- Revert aquascene:ops/functions/update_endpoint from pg

begin;
set local role aquascene_owner;

drop function ops.update_endpoint;

commit;
