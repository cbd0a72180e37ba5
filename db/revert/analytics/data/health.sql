-- Revert aquascene:analytics/data/health from pg

begin;
set local role aquascene_owner;

delete from ops.settings where key like 'health.%';

commit;
