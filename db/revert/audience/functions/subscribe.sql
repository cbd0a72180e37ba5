-- Revert aquascene:audience/functions/subscribe from pg

begin;
set local role aquascene_owner;

drop function audience.expire_pending;
drop function audience.change_email;
drop function audience.confirm;
drop function audience.release_requests;
drop function audience.claim_requests;
drop function audience.subscribe;
drop function audience._request;
drop function audience._is_time_zone;

commit;
