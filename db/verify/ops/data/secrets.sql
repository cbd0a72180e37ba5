-- Verify aquascene:ops/data/secrets on pg

begin;

select 1 / (count(*) = 6)::int
  from ops.secrets
 where name in ('token', 'suppression', 'social', 'actor', 'audit', 'totp');

rollback;
