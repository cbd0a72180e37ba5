-- Revert aquascene:audit/functions/seal from pg

begin;
set local role aquascene_owner;

drop function audit.chain_head;
drop function audit.seal;
drop function audit._head_proof;
drop function audit._seal_proof;
drop function audit._entry_digest;
drop function audit._data_digest;

commit;
