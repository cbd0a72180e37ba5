-- Revert aquascene:audit/functions/verify_chain from pg

begin;
set local role aquascene_owner;

drop function audit.verify_chain;
drop function audit._kept_since;
drop function audit._redaction_proof;

commit;
