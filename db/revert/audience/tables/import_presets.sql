-- Revert aquascene:audience/tables/import_presets from pg

begin;
set local role aquascene_owner;

set local lock_timeout = '3s';

drop table audience.import_presets;

commit;
