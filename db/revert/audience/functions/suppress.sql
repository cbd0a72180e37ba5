-- Revert aquascene:audience/functions/suppress from pg

begin;
set local role aquascene_owner;

drop function audience.unsuppress;
drop function audience.suppress;
drop function audience._suppress;

commit;
