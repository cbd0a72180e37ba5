-- Revert aquascene:audience/tables/engagement_rules from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop table audience.engagement_rules;

commit;
