-- Revert aquascene:ops/data/secrets from pg

begin;
set local role aquascene_owner;

delete from ops.secrets where name in ('token', 'suppression', 'social', 'actor', 'audit', 'totp');

commit;
