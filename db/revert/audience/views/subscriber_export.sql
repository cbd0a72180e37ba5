-- Revert aquascene:audience/views/subscriber_export from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop view audience.subscriber_export;

commit;
