-- Revert aquascene:audience/functions/log_changes from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop trigger log_updates on audience.subscriber_engagement;
drop trigger log_inserts on audience.subscriber_engagement;
drop trigger log_updates on audience.subscription_preferences;
drop trigger log_inserts on audience.subscription_preferences;
drop trigger log_updates on audience.subscribers;
drop trigger log_inserts on audience.subscribers;
drop function audience._log_changes;
drop function audience._log_subscribers;

commit;
