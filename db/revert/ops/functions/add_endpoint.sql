-- Revert aquascene:ops/functions/add_endpoint from pg

begin;
set local role aquascene_owner;

drop function ops.replay;
drop function ops.remove_endpoint;
drop function ops.enable_endpoint;
drop function ops.rotate_endpoint_secret;
drop function ops.add_endpoint;
drop function ops._locked_endpoint;
drop function ops._encrypted;

commit;
