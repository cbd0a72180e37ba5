-- Revert aquascene:audience/functions/refresh_segment from pg

begin;
set local role aquascene_owner;

drop function audience.refresh_segment;
drop function audience._refresh_some;
drop function audience._changed_subscribers;
drop function audience._refresh_all;
drop function audience._write_members;

commit;
