-- Revert aquascene:ops/data/webhooks from pg

begin;
set local role aquascene_owner;

delete from ops.secrets where name = 'webhook';
delete from ops.settings where key like 'webhooks.%';

commit;
