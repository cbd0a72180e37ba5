-- Revert aquascene:audience/functions/is_suppressed from pg

begin;
set local role aquascene_owner;

drop function audience._is_suppressed;

commit;
