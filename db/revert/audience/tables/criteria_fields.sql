-- Revert aquascene:audience/tables/criteria_fields from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop table audience.criteria_fields;

commit;
