-- Revert aquascene:audience/tables/personal_data from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop table audience.personal_data;

commit;
