-- Revert aquascene:audience/tables/subscriber_changes from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop table audience.subscriber_changes;

commit;
