-- Revert aquascene:audience/data/settings from pg

begin;
set local role aquascene_owner;

delete from ops.settings where key like 'audience.%';

commit;
