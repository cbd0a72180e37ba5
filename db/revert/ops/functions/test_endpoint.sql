-- Revert aquascene:ops/functions/test_endpoint from pg

begin;
set local role aquascene_owner;

drop function ops.test_endpoint;

commit;
