-- Revert aquascene:audience/functions/record_consents from pg

begin;
set local role aquascene_owner;

drop function audience.consent_history;
drop function audience._checked_consents;
drop function audience._record_consents;

commit;
