-- Revert aquascene:admin/data/settings from pg

begin;
set local role aquascene_owner;

delete from ops.settings where key like 'admin.%';

commit;
